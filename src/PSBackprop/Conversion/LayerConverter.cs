using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

using PSBackprop.Layers;

namespace PSBackprop.Conversion;

/// <summary>Turns the elements of -Layer into an input size and layer specifications.</summary>
internal static class LayerConverter
{
    private static readonly string[] s_keys = [.. typeof(LayerSpecification).GetProperties().Select(static property => property.Name)];

    /// <summary>What a hashtable for a layer can say.</summary>
    public static IReadOnlyList<string> Keys => [.. s_keys, .. Options.Select(static option => option.Name)];

    private static IEnumerable<LayerOption> Options => LayerFamily.All.Members.SelectMany(static member => member.Options).Distinct();

    public static (int InputSize, IReadOnlyList<LayerSpecification> Layers) Convert(object[] elements)
    {
        if (elements.Length < 2)
        {
            throw Errors.NoLayer();
        }

        if (!TryInteger(Given(elements[0]), out int inputSize))
        {
            throw Errors.LayerNotUnderstood(0, Given(elements[0]));
        }

        return (inputSize, [.. elements.Skip(1).Select((element, index) => Layer(index + 1, Given(element)))]);
    }

    /// <summary>Hidden layers alone; none for an empty list or 0.</summary>
    public static IReadOnlyList<LayerSpecification> Hidden(object[] elements) =>
        elements is [var only] && Given(only) is 0 ? [] : [.. elements.Select(static (element, index) => Layer(index + 1, Given(element)))];

    private static object? Given(object element) => PSObjects.Unwrap(element is LayerArgument argument ? argument.Given : element);

    private static LayerSpecification Layer(int position, object? element) => element switch
    {
        LayerSpecification specification => specification,
        IDictionary dictionary => FromDictionary(position, dictionary),
        _ when TryInteger(element, out int units) => new LayerSpecification { Units = units },
        _ => throw Errors.LayerNotUnderstood(position, element),
    };

    private static LayerSpecification FromDictionary(int position, IDictionary dictionary)
    {
        var specification = new LayerSpecification();
        foreach (DictionaryEntry entry in dictionary)
        {
            string key = entry.Key.ToString()!;
            if (Array.Find(s_keys, known => known.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } name)
            {
                PropertyInfo property = typeof(LayerSpecification).GetProperty(name)!;
                property.SetValue(specification, Value(position, name, entry.Value, property.PropertyType));
            }
            else if (Options.FirstOrDefault(option => option.Name.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } option)
            {
                specification.Options[option] = (double)Value(position, option.Name, entry.Value, typeof(double))!;
            }
            else
            {
                throw Errors.LayerKeyUnknown(position, key, Keys);
            }
        }

        LayerMember member = LayerFamily.All[specification.Kind];
        return specification.Options.Keys.FirstOrDefault(option => !member.Options.Contains(option)) is { } stray
            ? throw Errors.LayerOptionOfOther(position, stray, specification.Kind)
            : specification;
    }

    private static object? Value(int position, string name, object? value, Type type)
    {
        try
        {
            return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException exception)
        {
            throw Errors.LayerValue(position, name, value, Wanted(Nullable.GetUnderlyingType(type) ?? type), exception);
        }
    }

    private static string Wanted(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(bool) ? "$true or $false"
        : type == typeof(int) ? "a whole number"
        : "a number";

    private static bool TryInteger(object? value, out int number)
    {
        number = 0;
        switch (value)
        {
            case int integer:
                number = integer;
                return true;
            case string text:
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
            case sbyte or byte or short or ushort or uint or long or ulong or float or double or decimal:
                double real = System.Convert.ToDouble(value, CultureInfo.InvariantCulture);
                number = real is >= int.MinValue and <= int.MaxValue ? (int)real : 0;
                return real == number;
            default:
                return false;
        }
    }
}
