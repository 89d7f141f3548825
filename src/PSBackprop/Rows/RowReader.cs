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
        null or string or Array => false,
        IDictionary or PSObject or DataRow or DataRowView => true,
        IDataRecord record => record is not IDataReader { IsClosed: true },
        IEnumerable or DataTable => false,
        { } value => !NumberReader.TryRead(value, out _),
    };

    /// <summary>Whether a row has columns with types, so that a text in it is meant as a text, even one that looks like a number.</summary>
    public static bool HasSchema(object? row) => PSObjects.Unwrap(row) is DataRow or DataRowView or IDataRecord;

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
    /// <param name="wants">Asked whether to read the value of a name; told the property, where the row is an object of a .NET type.</param>
    /// <param name="take">Given the name and value of those wanted.</param>
    public static void Visit(object row, Func<string, PSPropertyInfo?, bool> wants, Action<string, object?> take)
    {
        switch (PSObjects.Unwrap(row))
        {
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                {
                    Take(entry.Key.ToString()!, entry.Value);
                }

                break;
            case DataRowView view:
                Visit(view.Row, wants, take);
                break;
            case DataRow table:
                foreach (System.Data.DataColumn column in table.Table.Columns)
                {
                    Take(column.ColumnName, table[column]);
                }

                break;
            case IDataRecord record:
                for (int i = 0; i < record.FieldCount; i++)
                {
                    Take(record.GetName(i), record.GetValue(i));
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

        void Take(string name, object? value)
        {
            if (wants(name, null))
            {
                take(name, PSObjects.Unwrap(value));
            }
        }
    }

    /// <summary>
    /// The value of a column, its name in any case; <c>When.Hour</c> is a part of the date named <c>When</c> if the row has no such
    /// name itself.
    /// </summary>
    /// <returns>False if the row has no such value.</returns>
    public static bool TryGet(object row, ColumnInference column, out object? value)
    {
        if (TryGetOwn(row, column.Name, out value))
        {
            return true;
        }

        if (column.Part is not { } part || !TryGetOwn(row, column.Date!, out object? date))
        {
            return false;
        }

        // The part of a date that is missing is missing.
        bool isDate = DateParts.TryRead(date, out DateTime time);
        value = isDate ? DateParts.Of(time, part) : null;
        return isDate || date is null or DBNull;
    }

    /// <summary>The values of a row in an object of its own, so that the row stays as it is; DBNull becomes null.</summary>
    public static PSObject Copy(object row)
    {
        var copy = new PSObject();
        Visit(row, static (_, _) => true, (name, value) => copy.Properties.Add(new PSNoteProperty(name, value is DBNull ? null : value)));
        return copy;
    }

    private static bool TryGetOwn(object row, string name, out object? value)
    {
        value = null;
        switch (PSObjects.Unwrap(row))
        {
            case IDictionary dictionary:
                return TryGetEntry(dictionary, name, out value);
            case DataRowView view:
                return TryGetOwn(view.Row, name, out value);
            case DataRow table:
                if (table.Table.Columns[name] is not { } column)
                {
                    return false;
                }

                value = table[column];
                return true;
            case IDataRecord record:
                for (int i = 0; i < record.FieldCount; i++)
                {
                    if (name.Equals(record.GetName(i), StringComparison.OrdinalIgnoreCase))
                    {
                        value = record.GetValue(i);
                        return true;
                    }
                }

                return false;
            default:
                if (PSObject.AsPSObject(row).Properties[name] is not { } property)
                {
                    return false;
                }

                value = Value(property);
                return true;
        }
    }

    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return PSObjects.Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            // A property that cannot be read, such as one of a process that has ended, is a value that is missing.
            return null;
        }
    }

    private static bool TryGetEntry(IDictionary dictionary, string name, out object? value)
    {
        if (dictionary.Contains(name))
        {
            value = PSObjects.Unwrap(dictionary[name]);
            return true;
        }

        foreach (DictionaryEntry entry in dictionary)
        {
            if (name.Equals(entry.Key.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                value = PSObjects.Unwrap(entry.Value);
                return true;
            }
        }

        value = null;
        return false;
    }
}
