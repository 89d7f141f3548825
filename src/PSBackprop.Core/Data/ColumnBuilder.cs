using System.Globalization;

namespace PSBackprop.Data;

/// <summary>
/// Collects one column, value after value, by the rules of <see cref="CellValue"/>. Unless told, the first value that is there
/// says what the column is; a later value that does not fit is a fault, because guessing would hide a typing error. Digits
/// with a leading zero are a name, and make names of the whole numbers before them.
/// </summary>
internal sealed class ColumnBuilder
{
    private readonly ColumnSource _source;
    private readonly MissingPolicy _missing;
    private readonly RowCursor _cursor;

    // Before the column's kind is known: nothing but blanks and texts that are missing except among names.
    private readonly ColumnValues _undecided;
    private RowPlace? _firstBlank;
    private RowPlace? _firstMarker;
    private ColumnValues? _values;

    /// <param name="name">The column's name.</param>
    /// <param name="kind">What its values are; null to leave it to them.</param>
    /// <param name="isTarget">Whether it is to be learned.</param>
    /// <param name="missing">What happens to missing values.</param>
    /// <param name="notation">How its numbers are written in texts.</param>
    /// <param name="dateFormat">The .NET format of dates in texts; null for that of ISO 8601.</param>
    /// <param name="cursor">The row being read.</param>
    /// <param name="store">Where values are put; null to keep them in memory.</param>
    public ColumnBuilder(
        string name, ColumnKind? kind, bool isTarget, MissingPolicy missing, NumberNotation notation, string? dateFormat, RowCursor cursor, CellStore? store)
    {
        _source = new ColumnSource
        {
            Name = name, Notation = notation, DateFormat = dateFormat, Store = store, IsGiven = kind is not null, IsTarget = isTarget,
        };
        _undecided = ColumnFamily.OfNames.CreateValues(_source);
        _values = kind is { } given ? ColumnFamily.All[given].CreateValues(_source) : null;
        _missing = missing;
        _cursor = cursor;
    }

    public string Name => _source.Name;

    public string? DateFormat => _source.DateFormat;

    public int Count => (_values ?? _undecided).Count;

    /// <summary>Whether it is not known yet what the values are.</summary>
    public bool IsUndecided => _values is null;

    /// <summary>Whether no row has a value so far.</summary>
    public bool IsEmpty => _values?.IsEmpty ?? true;

    /// <summary>Makes room for this many rows in all.</summary>
    public void Reserve(int rows) => _values?.Reserve(rows);

    /// <summary>Adds a text as a file has it.</summary>
    /// <exception cref="BackpropException">It does not fit the column's kind, or is missing and must not be.</exception>
    public void AddText(ReadOnlySpan<char> text)
    {
        if (_values is null || !_values.TryAdd(text))
        {
            AddUnusual(text);
        }
    }

    /// <summary>Adds a number.</summary>
    /// <exception cref="BackpropException">It is infinite, does not fit the column's kind, or is NaN and must not be missing.</exception>
    public void AddNumber(double number)
    {
        if (_values is null && double.IsNaN(number))
        {
            AddMissing();
            return;
        }

        _values ??= Settle(ColumnFamily.OfNumbers);
        if (!_values.TryAdd(number, _cursor.Place))
        {
            AddText(number.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Adds a name, which is no number even where it looks like one.</summary>
    /// <param name="text">The name.</param>
    /// <param name="enumType">The enum that it is a member of; null for none.</param>
    /// <param name="isText">Whether it is the value of a column of texts, which may hold numbers by mistake.</param>
    /// <exception cref="BackpropException">It does not fit the column's kind.</exception>
    public void AddName(ReadOnlySpan<char> text, Type? enumType = null, bool isText = false)
    {
        _source.Observe(enumType, isText);
        if (_values is null && !text.IsWhiteSpace())
        {
            _values = Settle(ColumnFamily.OfNames);
        }

        AddText(text);
    }

    /// <summary>Adds a date.</summary>
    /// <param name="time">The date.</param>
    /// <param name="value">The same as it came.</param>
    /// <exception cref="BackpropException">It does not fit the column's kind.</exception>
    public void AddDate(DateTime time, object value)
    {
        _values ??= Settle(ColumnFamily.OfDates);
        if (!_values.TryAdd(time, DateNotation.OffsetOf(value)))
        {
            AddText(CellValue.Text(value));
        }
    }

    /// <summary>Adds a yes or no.</summary>
    /// <exception cref="BackpropException">It does not fit the column's kind.</exception>
    public void AddBoolean(bool value)
    {
        if (_values is null || !_values.TryAdd(value ? 1 : 0, _cursor.Place))
        {
            AddText(CellValue.BooleanWords[value ? 1 : 0]);
        }
    }

    /// <summary>Adds nothing where a value should be; it is a fault as soon as some row has a value.</summary>
    /// <exception cref="BackpropException">The column is one that must have a value in each row.</exception>
    public void AddMissing()
    {
        if (_values is not null)
        {
            RequireMayBeMissing(_cursor.Place);
            _values.AddMissing();
        }
        else
        {
            _firstBlank ??= _cursor.Place;
            _undecided.AddMissing();
        }
    }

    /// <summary>Marks the rows in which the column has no value.</summary>
    public void MarkMissing(bool[] rows) => _values!.MarkMissing(rows);

    /// <summary>Takes rows out, and with them the categories that no other row has.</summary>
    public void Remove(bool[] rows) => _values!.Remove(rows);

    /// <summary>The column; not for one that is empty.</summary>
    public DataColumn Build() => _values!.Build();

    /// <summary>What in the column may not be what the user thinks; null if nothing was noticed.</summary>
    public ColumnSurprise? Surprise() => _source.IsGiven ? null : _values?.Surprise();

    private void AddUnusual(ReadOnlySpan<char> text)
    {
        if (text.IsWhiteSpace())
        {
            AddMissing();
            return;
        }

        bool isMarker = CellValue.IsMarker(text);
        if (_values is null)
        {
            if (isMarker)
            {
                _firstMarker ??= _cursor.Place;
                _undecided.TryAdd(text);
                return;
            }

            _source.RecognizedBy = text.ToString();
            _values = Settle(ColumnFamily.Recognize(text, _source));
            AddText(text);
        }
        else if (isMarker)
        {
            AddMissing();
        }
        else if (!_source.IsGiven && _values.AsNames(text) is { } names)
        {
            _source.RecognizedBy = text.ToString();
            _values = names;
            AddText(text);
        }
        else
        {
            _values.AddOther(text, _cursor.Place);
        }
    }

    // What came before the first value was blank, or a text that is missing except where it is a value like others.
    private ColumnValues Settle(ColumnMember kind)
    {
        RowPlace?[] missing = kind.HasMarkers ? [_firstBlank, _firstMarker] : [_firstBlank];
        if (missing.OfType<RowPlace>().OrderBy(static place => place.Row).ToArray() is [var first, ..])
        {
            RequireMayBeMissing(first);
        }

        if (kind == ColumnFamily.OfNames)
        {
            return _undecided;
        }

        ColumnValues values = kind.CreateValues(_source);
        for (int row = 0; row < _undecided.Count; row++)
        {
            values.AddMissing();
        }

        return values;
    }

    private void RequireMayBeMissing(RowPlace place)
    {
        if (_missing == MissingPolicy.Error || (_source.IsTarget && _missing != MissingPolicy.Drop))
        {
            throw (_source.IsTarget, _cursor.IsForNetwork) switch
            {
                (true, true) => Errors.TargetMissing(Name, place),
                (true, false) => Errors.TargetMissing(Name, place, _missing),
                (false, true) => Errors.NothingForMissing(Name, place),
                (false, false) => Errors.ValueMissing(Name, place),
            };
        }
    }
}
