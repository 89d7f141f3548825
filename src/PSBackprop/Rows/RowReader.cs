using System.Collections;
using System.Management.Automation;

using PSBackprop.Data;

namespace PSBackprop;

/// <summary>Reads named values from what users have as rows: objects with properties, and dictionaries.</summary>
internal static class RowReader
{
    /// <summary>Whether a row has names for its values; a list of numbers has not.</summary>
    public static bool HasNames(object? row) => Bare.Of(row) switch
    {
        null or string or Array => false,
        IDictionary or PSObject => true,
        IEnumerable => false,
        { } value => !NumberReader.TryRead(value, out _),
    };

    /// <summary>The names of all values of a row.</summary>
    /// <exception cref="BackpropException">It has none.</exception>
    public static IReadOnlyList<string> Names(object? row, int number) => Bare.Of(row) switch
    {
        IDictionary dictionary => [.. dictionary.Keys.Cast<object>().Select(static key => key.ToString()!)],
        { } when HasNames(row) => [.. PSObject.AsPSObject(row).Properties.Where(static property => property.IsGettable).Select(static property => property.Name)],
        _ => throw Errors.RowNotObject(number, row),
    };

    /// <summary>The value of a name, in any case; a name such as <c>When.Hour</c> is a part of the date named <c>When</c> if the row has no such name itself.</summary>
    /// <returns>False if the row has no such value.</returns>
    public static bool TryGet(object row, string name, out object? value)
    {
        if (TryGetOwn(row, name, out value))
        {
            return true;
        }

        int dot = name.LastIndexOf('.');
        if (dot > 0 && Enum.TryParse(name.AsSpan(dot + 1), out DatePart part) && TryGetOwn(row, name[..dot], out object? date) && DateParts.TryRead(date, out DateTime time))
        {
            value = DateParts.Of(time, part);
            return true;
        }

        return false;
    }

    private static bool TryGetOwn(object row, string name, out object? value)
    {
        if (Bare.Of(row) is IDictionary dictionary)
        {
            return TryGetEntry(dictionary, name, out value);
        }

        PSPropertyInfo? property = PSObject.AsPSObject(row).Properties[name];
        value = null;
        if (property is null)
        {
            return false;
        }

        try
        {
            value = Bare.Of(property.Value);
        }
        catch (GetValueException)
        {
            // A property that cannot be read, such as one of a process that has ended, is a value that is missing.
        }

        return true;
    }

    private static bool TryGetEntry(IDictionary dictionary, string name, out object? value)
    {
        if (dictionary.Contains(name))
        {
            value = Bare.Of(dictionary[name]);
            return true;
        }

        foreach (DictionaryEntry entry in dictionary)
        {
            if (name.Equals(entry.Key.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                value = Bare.Of(entry.Value);
                return true;
            }
        }

        value = null;
        return false;
    }
}
