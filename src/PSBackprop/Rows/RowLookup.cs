using System.Collections;
using System.Management.Automation;

using PSBackprop.Conversion;
using PSBackprop.Inference;

namespace PSBackprop.Rows;

/// <summary>
/// Finds the values of one row after another by their names, in any case. Where the columns of a table stand is found out once, as
/// rows of a table or a query's result follow one another with the same columns.
/// </summary>
internal sealed class RowLookup
{
    private const int Ambiguous = -1;

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private string[] _names = [];
    private object? _row;
    private IDictionary? _dictionary;
    private SchemaRow? _schemaRow;
    private int _number;

    /// <summary>Goes to a row that has names.</summary>
    public void MoveTo(object row, int number)
    {
        object? bare = PSObjects.Unwrap(row);
        _row = row;
        _number = number;
        _dictionary = bare as IDictionary;
        _schemaRow = SchemaRow.Of(bare);
        if (_schemaRow is { } schemaRow && !HasKnownNames(schemaRow))
        {
            Learn(schemaRow);
        }
    }

    /// <summary>
    /// The value of a column; <c>When.Hour</c> is a part of the date named <c>When</c> if the row has no such name itself.
    /// </summary>
    /// <returns>False if the row has no such value.</returns>
    /// <exception cref="BackpropException">
    /// Two names of the row are this but for their case, the value cannot be read, or what a part is wanted of is no date.
    /// </exception>
    public bool TryGet(ColumnInference column, out object? value)
    {
        if (TryGet(column.Name, out value))
        {
            return true;
        }

        if (column.Part is not { } part || !TryGet(column.Date!, out object? date))
        {
            return false;
        }

        // The part of a date that is missing is missing.
        value = DateParts.TryRead(date, out DateTime time) ? DateParts.Of(time, part)
            : date is null or DBNull ? null
            : throw Errors.PartOfNoDate(column.Date!, _number, CellValue.Text(date));
        return true;
    }

    private bool TryGet(string name, out object? value)
    {
        value = null;
        if (_schemaRow is { } schemaRow)
        {
            if (!_places.TryGetValue(name, out int place))
            {
                return false;
            }

            value = place == Ambiguous ? throw Errors.RowColumnTwice(name, _number) : schemaRow.Value(place, _number);
            return true;
        }

        if (_dictionary is not null)
        {
            return TryGetEntry(_dictionary, name, out value);
        }

        if (PSObject.AsPSObject(_row).Properties[name] is not { } property)
        {
            return false;
        }

        value = RowReader.Value(property);
        return true;
    }

    private bool TryGetEntry(IDictionary dictionary, string name, out object? value)
    {
        if (dictionary.Contains(name))
        {
            value = PSObjects.Unwrap(dictionary[name]);
            return true;
        }

        value = null;
        bool isFound = false;
        foreach (DictionaryEntry entry in dictionary)
        {
            if (name.Equals(entry.Key.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                value = isFound ? throw Errors.RowColumnTwice(name, _number) : PSObjects.Unwrap(entry.Value);
                isFound = true;
            }
        }

        return isFound;
    }

    private bool HasKnownNames(SchemaRow row)
    {
        bool isKnown = row.Count == _names.Length;
        for (int place = 0; isKnown && place < _names.Length; place++)
        {
            isKnown = row.Name(place) == _names[place];
        }

        return isKnown;
    }

    private void Learn(SchemaRow row)
    {
        _names = [.. Enumerable.Range(0, row.Count).Select(row.Name)];
        _places.Clear();
        for (int place = 0; place < _names.Length; place++)
        {
            _places[_names[place]] = _places.ContainsKey(_names[place]) ? Ambiguous : place;
        }
    }
}
