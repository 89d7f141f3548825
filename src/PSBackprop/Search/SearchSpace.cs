using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

using MathNet.Numerics.Random;

using PSBackprop.Commands;
using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Settings;

namespace PSBackprop.Search;

/// <summary>The settings that a search goes through: for each a list of values or a range, all checked before the first trial.</summary>
internal sealed class SearchSpace
{
    private readonly List<(PropertyInfo Parameter, object?[] Values, Interval? Range)> _settings = [];

    /// <exception cref="BackpropException">A name is no setting, or a value is refused.</exception>
    public SearchSpace(IDictionary given)
    {
        foreach (DictionaryEntry entry in given)
        {
            Add(Parameter(entry.Key.ToString()!), PSObjects.Unwrap(entry.Value));
        }

        _settings.Sort(static (a, b) => string.CompareOrdinal(a.Parameter.Name, b.Parameter.Name));
    }

    /// <summary>Whether a setting is one of the network, rather than of its training.</summary>
    public static bool IsOfNetwork(PropertyInfo parameter) => parameter == NamedSettings.OfNetwork.Find(parameter.Name);

    /// <summary>Whether a setting has only one value to try.</summary>
    public bool IsFixed(PropertyInfo parameter) => _settings.Exists(setting => setting.Parameter == parameter && setting is { Range: null, Values.Length: 1 });

    /// <summary>Every combination of the listed values.</summary>
    /// <exception cref="BackpropException">A setting has a range.</exception>
    public IEnumerable<Dictionary<PropertyInfo, object?>> Grid()
    {
        foreach (var (parameter, _, range) in _settings)
        {
            if (range is not null)
            {
                throw Errors.SearchGridRange(parameter.Name);
            }
        }

        IEnumerable<Dictionary<PropertyInfo, object?>> combinations = [[]];
        foreach (var (parameter, values, _) in _settings)
        {
            combinations = combinations.SelectMany(
                _ => values, (combination, value) => new Dictionary<PropertyInfo, object?>(combination) { [parameter] = value });
        }

        return combinations;
    }

    /// <summary>A combination drawn at random.</summary>
    public Dictionary<PropertyInfo, object?> Draw(RandomSource random) => _settings.ToDictionary(
        static setting => setting.Parameter,
        setting => setting.Range is { } range
            ? NamedSettings.Check("-Parameter", setting.Parameter, range.Draw(random))
            : setting.Values[random.Next(setting.Values.Length)]);

    private static PropertyInfo Parameter(string name) =>
        NamedSettings.OfNetwork.Find(name)
        ?? NamedSettings.OfTraining.Find(name)
        ?? throw Errors.SettingUnknown("-Parameter", name, [.. NamedSettings.OfNetwork.Names, .. NamedSettings.OfTraining.Names]);

    private void Add(PropertyInfo parameter, object? value)
    {
        if (value is IDictionary range && parameter.PropertyType != typeof(object))
        {
            _settings.Add((parameter, [], Interval.Of(parameter, range)));
            return;
        }

        object?[] values = value is Array list ? [.. list.Cast<object?>()] : [value];
        if (values.Length == 0)
        {
            throw Errors.SearchCandidate(parameter.Name, value);
        }

        _settings.Add((parameter, [.. values.Select(candidate => NamedSettings.Check("-Parameter", parameter, candidate))], null));
    }

    private sealed record Interval(double Minimum, double Maximum, bool IsLogarithmic, bool IsWhole)
    {
        public static Interval Of(PropertyInfo parameter, IDictionary given)
        {
            var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            foreach (DictionaryEntry entry in given)
            {
                values[entry.Key.ToString()!] = PSObjects.Unwrap(entry.Value);
            }

            bool isNumber = parameter.PropertyType == typeof(int) || parameter.PropertyType == typeof(double);
            bool isLogarithmic = values.GetValueOrDefault(nameof(SearchRangeKey.Logarithmic)) is true;
            return isNumber
                && values.Keys.All(static key => Enum.TryParse<SearchRangeKey>(key, ignoreCase: true, out _))
                && NumberReader.TryRead(values.GetValueOrDefault(nameof(SearchRangeKey.Minimum)), out double minimum)
                && NumberReader.TryRead(values.GetValueOrDefault(nameof(SearchRangeKey.Maximum)), out double maximum)
                && double.IsFinite(minimum) && double.IsFinite(maximum) && minimum <= maximum
                && (!isLogarithmic || minimum > 0)
                    ? new Interval(minimum, maximum, isLogarithmic, parameter.PropertyType == typeof(int))
                    : throw Errors.SearchCandidate(parameter.Name, string.Join("; ", values.Select(static pair => $"{pair.Key} = {pair.Value}")));
        }

        public double Draw(RandomSource random)
        {
            double place = random.NextDouble();
            double value = IsLogarithmic ? Minimum * Math.Pow(Maximum / Minimum, place) : Minimum + ((Maximum - Minimum) * place);
            return IsWhole ? Math.Round(value) : value;
        }
    }

    private enum SearchRangeKey
    {
        Minimum,
        Maximum,
        Logarithmic,
    }
}
