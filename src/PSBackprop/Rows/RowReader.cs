using System.Collections;
using System.Data;
using System.Management.Automation;

using PSBackprop.Conversion;
using PSBackprop.Inference;

namespace PSBackprop.Rows;

/// <summary>
/// Reads named values from what users have as rows: objects with properties, dictionaries, and rows of tables and of query
/// results, which have the table's own columns and nothing else. Names are found in any case. What the values mean,
/// <see cref="CellValue"/> says.
/// </summary>
internal static class RowReader
{
    /// <summary>Whether a row has names for its values; a list of numbers has not.</summary>
    public static bool HasNames(object? row) => PSObjects.Unwrap(row) switch
    {
        null or string or Array or IDataReader { IsClosed: true } => false,
        IDictionary or PSObject or DataRow or DataRowView or IDataRecord => true,
        IEnumerable or DataTable => false,
        { } value => !NumberReader.TryRead(value, out _),
    };

    /// <summary>Whether a row has columns with types, so that a text in it is meant as a text, even one that looks like a number.</summary>
    public static bool HasSchema(object? row) => SchemaRow.Of(PSObjects.Unwrap(row)) is not null;

    /// <summary>The names of all values of a row.</summary>
    /// <exception cref="BackpropException">It has none.</exception>
    public static IReadOnlyList<string> Names(object? row, int number)
    {
        if (!HasNames(row))
        {
            throw Errors.RowNotObject(number, row);
        }

        var names = new List<string>();
        Visit(
            row!,
            number,
            (name, _) =>
            {
                names.Add(name);
                return false;
            },
            static (_, _) => { });
        return names;
    }

    /// <summary>Goes through the values of a row.</summary>
    /// <param name="row">A row with names.</param>
    /// <param name="number">Its number, for messages.</param>
    /// <param name="wants">Asked whether to read the value of a name; told the property, where the row is an object of a .NET type.</param>
    /// <param name="take">Given the name and value of those wanted.</param>
    /// <exception cref="BackpropException">A value cannot be read.</exception>
    public static void Visit(object row, int number, Func<string, PSPropertyInfo?, bool> wants, Action<string, object?> take)
    {
        switch (PSObjects.Unwrap(row))
        {
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                {
                    string key = entry.Key.ToString()!;
                    if (wants(key, null))
                    {
                        take(key, PSObjects.Unwrap(entry.Value));
                    }
                }

                break;
            case var table when SchemaRow.Of(table) is { } schemaRow:
                for (int place = 0; place < schemaRow.Count; place++)
                {
                    string name = schemaRow.Name(place);
                    if (wants(name, null))
                    {
                        take(name, schemaRow.Value(place, number));
                    }
                }

                break;
            case var bare:
                bool isTyped = bare is not PSObject;
                foreach (PSPropertyInfo property in PSObject.AsPSObject(row).Properties)
                {
                    if (property.IsGettable && wants(property.Name, isTyped ? property : null))
                    {
                        take(property.Name, Value(property));
                    }
                }

                break;
        }
    }

    /// <summary>The values of a row in an object of its own, so that the row stays as it is; DBNull becomes null.</summary>
    /// <exception cref="BackpropException">Two of its names differ in case at most, or a value cannot be read.</exception>
    public static PSObject Copy(object row, int number)
    {
        var copy = new PSObject();
        Visit(
            row,
            number,
            (name, _) => copy.Properties[name] is null ? true : throw Errors.RowColumnTwice(name, number),
            (name, value) => copy.Properties.Add(new PSNoteProperty(name, value is DBNull ? null : value), preValidated: true));
        return copy;
    }

    /// <summary>The value of a property; null for one that cannot be read, such as one of a process that has ended.</summary>
    public static object? Value(PSPropertyInfo property)
    {
        try
        {
            return PSObjects.Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
