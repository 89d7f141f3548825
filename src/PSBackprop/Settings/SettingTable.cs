using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

using PSBackprop.Conversion;

namespace PSBackprop.Settings;

/// <summary>
/// Carries what users give as parameters over to settings objects: each property is set for which a parameter of the
/// same name is given. So a setting is named once here and once there, and nowhere in between.
/// </summary>
internal static class SettingTable
{
    /// <summary>Sets the properties that are given and that the types can be converted to.</summary>
    public static void Apply(object settings, IEnumerable<KeyValuePair<string, object?>> given)
    {
        foreach (var (name, value) in given)
        {
            if (settings.GetType().GetProperty(name) is { } property && LanguagePrimitives.TryConvertTo(value, property.PropertyType, CultureInfo.InvariantCulture, out object? converted))
            {
                property.SetValue(settings, converted);
            }
        }
    }

    /// <summary>Takes a hashtable for parameters of a cmdlet, converted and validated as the cmdlet would.</summary>
    /// <exception cref="BackpropException">A name is not a parameter, or a value is refused.</exception>
    public static Dictionary<string, object?> Validate(string place, Type command, IDictionary given)
    {
        var valid = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in given)
        {
            PropertyInfo parameter = Parameter(command, entry.Key.ToString()!) ?? throw Errors.SettingUnknown(place, entry.Key, Names(command));
            valid[parameter.Name] = Validate(place, parameter, entry.Value);
        }

        return valid;
    }

    /// <summary>The parameter of a cmdlet with this name, in any case.</summary>
    public static PropertyInfo? Parameter(Type command, string name) =>
        command.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property && property.IsDefined(typeof(ParameterAttribute)) ? property : null;

    public static IReadOnlyList<string> Names(Type command) =>
        [.. command.GetProperties().Where(static property => property.IsDefined(typeof(ParameterAttribute))).Select(static property => property.Name)];

    /// <summary>A value converted to a parameter's type and checked by its validation attributes.</summary>
    public static object? Validate(string place, PropertyInfo parameter, object? value)
    {
        try
        {
            // Layers stay as they were given; the network's maker converts them.
            Type type = parameter.IsDefined(typeof(LayerArgumentAttribute)) ? typeof(object[]) : parameter.PropertyType;
            object? converted = LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
            Attribute[] validation = [.. parameter.GetCustomAttributes<ValidateArgumentsAttribute>()];

            // A variable checks what is put into it by the attributes it has; parameters do so with the same attributes.
            return new PSVariable(parameter.Name, converted, ScopedItemOptions.None, new Collection<Attribute>(validation)).Value;
        }
        catch (Exception exception) when (exception is PSInvalidCastException or ValidationMetadataException)
        {
            throw Errors.SettingRefused(place, parameter.Name, value, exception);
        }
    }
}
