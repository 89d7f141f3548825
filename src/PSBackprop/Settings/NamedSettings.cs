using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

using PSBackprop.Commands;
using PSBackprop.Conversion;

namespace PSBackprop.Settings;

/// <summary>
/// The parameters of a cmdlet that a hashtable may give by name: those that the base class for settings declares, so that
/// data, files and scripts are not among them.
/// </summary>
internal sealed class NamedSettings
{
    private readonly PropertyInfo[] _parameters;

    private NamedSettings(Type settings) => _parameters =
    [
        .. settings.GetProperties().Where(static property => property.IsDefined(typeof(ParameterAttribute))),
    ];

    /// <summary>The settings of a training.</summary>
    public static NamedSettings OfTraining { get; } = new(typeof(TrainingSettingsCommand));

    /// <summary>The settings of a network.</summary>
    public static NamedSettings OfNetwork { get; } = new(typeof(NetworkSettingsCommand));

    public IEnumerable<string> Names => _parameters.Select(static parameter => parameter.Name);

    /// <summary>The parameter with this name, in any case; null for none.</summary>
    public PropertyInfo? Find(string name) =>
        Array.Find(_parameters, parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes a hashtable for parameters, each converted and checked as the cmdlet would.</summary>
    /// <param name="place">Where the hashtable was given, for messages.</param>
    /// <param name="given">From names to values.</param>
    /// <exception cref="BackpropException">A name is not a parameter, or a value is refused.</exception>
    public Dictionary<PropertyInfo, object?> Read(string place, IDictionary given)
    {
        // Names come first: a value of what is no setting, a script as text for instance, is not looked at.
        (PropertyInfo Parameter, object? Value)[] entries =
        [
            .. given.Cast<DictionaryEntry>().Select(entry =>
                (Find(entry.Key.ToString()!) ?? throw Errors.SettingUnknown(place, entry.Key, [.. Names]), entry.Value)),
        ];
        var values = new Dictionary<PropertyInfo, object?>();
        foreach (var (parameter, value) in entries)
        {
            values[parameter] = Check(place, parameter, value);
        }

        return values;
    }

    /// <summary>A value converted to a parameter's type and checked by its validation attributes.</summary>
    /// <exception cref="BackpropException">It is refused.</exception>
    public static object? Check(string place, PropertyInfo parameter, object? value)
    {
        Attribute[] validation = [.. parameter.GetCustomAttributes<ValidateArgumentsAttribute>()];
        try
        {
            // Layers stay as they were given, for people to read; the command takes them as an argument.
            Type type = parameter.IsDefined(typeof(LayerArgumentAttribute)) ? typeof(object[]) : parameter.PropertyType;
            object? converted = LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);

            // A variable checks what is put into it by the attributes it has; parameters do so with the same attributes.
            return new PSVariable(parameter.Name, converted, ScopedItemOptions.None, new Collection<Attribute>(validation)).Value;
        }
        catch (PSInvalidCastException exception)
        {
            throw Errors.SettingRefused(place, parameter.Name, value, exception.Message, exception);
        }
        catch (ValidationMetadataException exception)
        {
            // What a variable says of it is about variables.
            string allowed = validation.Select(Allowed).OfType<string>().FirstOrDefault() ?? "another value";
            throw Errors.SettingRefused(place, parameter.Name, value, $"Give {allowed}.", exception);
        }
    }

    private static string? Allowed(Attribute validation) => validation switch
    {
        ValidateRangeAttribute { MaxRange: int.MaxValue } range => string.Create(CultureInfo.InvariantCulture, $"a number of {range.MinRange} or more"),
        ValidateRangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"a number from {range.MinRange} to {range.MaxRange}"),
        ValidateFiniteAttribute finite => finite.Range(),
        _ => null,
    };

    /// <summary>The command as if it had been called with these values, for the sake of its settings.</summary>
    public static TCommand Bind<TCommand>(IEnumerable<KeyValuePair<PropertyInfo, object?>> values)
        where TCommand : BackpropCommand, new()
    {
        var command = new TCommand();
        var given = new HashSet<string>();
        foreach (var (parameter, value) in values)
        {
            object? argument = parameter.IsDefined(typeof(LayerArgumentAttribute)) ? LayerArgumentAttribute.Transform(value) : value;
            parameter.SetValue(command, argument);
            given.Add(parameter.Name);
        }

        command.TakeAsGiven(given);
        return command;
    }
}
