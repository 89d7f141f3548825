using System.Globalization;

namespace PSBackprop.Data;

/// <summary>
/// Collects one column, value after value, by the rules of <see cref="CellValue"/>. Unless told, the first value that is there
/// says what the column is: a number, true or false, or a text; a later value that does not fit is a fault, because guessing
/// would hide a typing error. Digits with a leading zero are a name, and make names of the whole numbers before them.
/// </summary>
internal sealed class ColumnBuilder
{
    private static readonly string[] s_digits = ["0", "1"];

    private readonly RowCursor _cursor;
    private readonly NumberNotation _notation;
    private readonly bool _isGiven;
    private readonly bool _isTarget;
    private readonly MissingPolicy _missing;
    private readonly CategoryIndex _categories = new();
    private ColumnKind? _kind;
    private double[] _numbers = [];
    private int[] _codes = [];
    private IReadOnlyList<string> _booleanWords = CellValue.BooleanWords;
    private RowPlace? _firstBlank;
    private RowPlace? _firstMarker;
    private string? _firstCode;
    private LabelType? _nameType;
    private bool _areTexts;

    /// <param name="name">The column's name.</param>
    /// <param name="kind">What its values are; null to leave it to them.</param>
    /// <param name="isTarget">Whether it is to be learned.</param>
    /// <param name="missing">What happens to missing values.</param>
    /// <param name="notation">How its numbers are written in texts.</param>
    /// <param name="cursor">The row being read.</param>
    public ColumnBuilder(string name, ColumnKind? kind, bool isTarget, MissingPolicy missing, NumberNotation notation, RowCursor cursor)
    {
        Name = name;
        _kind = kind;
        _isGiven = kind is not null;
        _isTarget = isTarget;
        _missing = missing;
        _notation = notation;
        _cursor = cursor;
    }

    public string Name { get; }

    public int Count { get; private set; }

    /// <summary>Whether it is not known yet what the values are.</summary>
    public bool IsUndecided => _kind is null;

    /// <summary>Whether no row has a value so far.</summary>
    public bool IsEmpty => _kind switch
    {
        null => true,
        ColumnKind.Numeric => !_numbers.AsSpan(0, Count).ContainsAnyExcept(double.NaN),
        _ => !_codes.AsSpan(0, Count).ContainsAnyExcept(-1),
    };

    /// <summary>Makes room for this many rows in all.</summary>
    public void Reserve(int rows)
    {
        if (_kind == ColumnKind.Numeric && rows > _numbers.Length)
        {
            Array.Resize(ref _numbers, rows);
        }
        else if (_kind is not null and not ColumnKind.Numeric && rows > _codes.Length)
        {
            Array.Resize(ref _codes, rows);
        }
    }

    /// <summary>Adds a text as a file has it.</summary>
    /// <exception cref="BackpropException">It does not fit the column's kind, or is missing and must not be.</exception>
    public void AddText(ReadOnlySpan<char> text)
    {
        switch (_kind)
        {
            case ColumnKind.Numeric when IsPlain(text) && NumberReader.TryRead(text, _notation, out double number):
                Push(number, text);
                break;
            case ColumnKind.Categorical when !text.IsWhiteSpace():
                Push(ref _codes, _categories.Add(text));
                break;
            default:
                AddUnusual(text);
                break;
        }
    }

    /// <summary>Adds a number.</summary>
    /// <exception cref="BackpropException">It is infinite, does not fit the column's kind, or is NaN and must not be missing.</exception>
    public void AddNumber(double number)
    {
        if (_kind is null && !double.IsNaN(number))
        {
            Settle(ColumnKind.Numeric);
        }

        if (_kind is ColumnKind.Numeric or null)
        {
            Push(number, default);
        }
        else
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
        _areTexts |= isText;
        if (_nameType is null)
        {
            _nameType = enumType is null ? LabelType.String : LabelType.OfEnum(enumType);
        }
        else if (_nameType.EnumType != enumType?.FullName)
        {
            _nameType = LabelType.String;
        }

        if (_kind is null && !text.IsWhiteSpace())
        {
            Settle(ColumnKind.Categorical);
        }

        AddText(text);
    }

    /// <summary>Adds a yes or no.</summary>
    /// <exception cref="BackpropException">It does not fit the column's kind.</exception>
    public void AddBoolean(bool value)
    {
        if (_kind == ColumnKind.Numeric)
        {
            Push(value ? 1 : 0, default);
        }
        else
        {
            AddText(CellValue.BooleanWords[value ? 1 : 0]);
        }
    }

    /// <summary>Adds nothing where a value should be; it is a fault as soon as some row has a value.</summary>
    /// <exception cref="BackpropException">The column is one that must have a value in each row.</exception>
    public void AddMissing()
    {
        if (_kind is null)
        {
            _firstBlank ??= _cursor.Place;
        }
        else
        {
            RequireMayBeMissing(_cursor.Place);
        }

        PushMissing();
    }

    /// <summary>Marks the rows in which the column has no value.</summary>
    public void MarkMissing(bool[] rows)
    {
        for (int row = 0; row < Count; row++)
        {
            rows[row] |= _kind == ColumnKind.Numeric ? double.IsNaN(_numbers[row]) : _codes[row] < 0;
        }
    }

    /// <summary>Takes rows out, and with them the categories that no other row has.</summary>
    public void Remove(bool[] rows)
    {
        int[] places = new int[_categories.Categories.Count];
        List<string> left = [];
        int count = 0;
        for (int row = 0; row < Count; row++)
        {
            if (rows[row])
            {
                continue;
            }

            if (_kind == ColumnKind.Numeric)
            {
                _numbers[count] = _numbers[row];
            }
            else if (_kind == ColumnKind.Boolean)
            {
                _codes[count] = _codes[row];
            }
            else
            {
                ref int place = ref places[_codes[row]];
                if (place == 0)
                {
                    left.Add(_categories.Categories[_codes[row]]);
                    place = left.Count;
                }

                _codes[count] = place - 1;
            }

            count++;
        }

        Count = count;
        _categories.Replace(left);
    }

    /// <summary>The column; not for one that is empty.</summary>
    public DataColumn Build()
    {
        if (_kind != ColumnKind.Numeric)
        {
            Array.Resize(ref _codes, Count);
            IReadOnlyList<string> categories = _kind == ColumnKind.Boolean ? _booleanWords : _categories.Categories;
            return new CategoryColumn(Name, _kind!.Value, _codes, categories, _nameType);
        }

        // A target of numbers that are all 0 or 1 stands for no and yes.
        Array.Resize(ref _numbers, Count);
        return _isTarget && !_isGiven && Array.TrueForAll(_numbers, static number => number is 0 or 1)
            ? new CategoryColumn(Name, ColumnKind.Boolean, Array.ConvertAll(_numbers, static number => (int)number), s_digits)
            : new NumberColumn(Name, _numbers);
    }

    /// <summary>What in the column may not be what the user thinks; null if nothing was noticed.</summary>
    public ColumnSurprise? Surprise()
    {
        if (_isGiven || _kind != ColumnKind.Categorical)
        {
            return null;
        }

        if (_firstCode is not null)
        {
            return ColumnSurprise.LeadingZero(Name, _firstCode);
        }

        // Are all categories numbers, be it that some are written in another notation?
        string? number = null;
        string? example = null;
        NumberNotation? other = null;
        foreach (string category in _categories.Categories)
        {
            if (NumberReader.TryRead(category, _notation, out _))
            {
                number ??= category;
            }
            else if (!CellValue.IsMarker(category))
            {
                other = other is not null && NumberReader.TryRead(category, other, out _) ? other : _notation.Other(category);
                example ??= category;
                if (other is null)
                {
                    return null;
                }
            }
        }

        return other is not null ? ColumnSurprise.OtherNotation(Name, example!, other)
            : number is not null && _areTexts ? ColumnSurprise.NumberAsText(Name, number)
            : null;
    }

    private bool IsPlain(ReadOnlySpan<char> text) => _isGiven || text.Length < 2 || text[0] != '0' || !char.IsAsciiDigit(text[1]);

    private void AddUnusual(ReadOnlySpan<char> text)
    {
        if (text.IsWhiteSpace())
        {
            AddMissing();
            return;
        }

        bool isMarker = CellValue.IsMarker(text);
        switch (_kind)
        {
            case null when isMarker:
                _firstMarker ??= _cursor.Place;
                Push(ref _codes, _categories.Add(text));
                break;
            case null:
                Settle(KindOf(text));
                AddText(text);
                break;
            case not ColumnKind.Categorical when isMarker:
                AddMissing();
                break;
            case ColumnKind.Boolean:
                Push(ref _codes, BooleanCode(text));
                break;
            case ColumnKind.Numeric when !_isGiven && NumberReader.IsCode(text) && TryBecomeNames():
                _firstCode ??= text.ToString();
                Push(ref _codes, _categories.Add(text));
                break;
            case ColumnKind.Numeric when NumberReader.TryRead(text, _notation, out double number):
                Push(number, text);
                break;
            default:
                throw Errors.TextInNumericColumn(Name, _cursor.Place, text.ToString(), _notation.Other(text));
        }
    }

    private ColumnKind KindOf(ReadOnlySpan<char> text)
    {
        if (NumberReader.IsCode(text))
        {
            _firstCode = text.ToString();
            return ColumnKind.Categorical;
        }

        return NumberReader.TryRead(text, _notation, out _) ? ColumnKind.Numeric
            : CellValue.Boolean(text) >= 0 ? ColumnKind.Boolean
            : ColumnKind.Categorical;
    }

    // What came before the first value was blank, or a text that is missing except among names.
    private void Settle(ColumnKind kind)
    {
        _kind = kind;
        bool areNames = kind == ColumnKind.Categorical;
        RowPlace?[] missing = areNames ? [_firstBlank] : [_firstBlank, _firstMarker];
        if (missing.OfType<RowPlace>().OrderBy(static place => place.Row).ToArray() is [var first, ..])
        {
            RequireMayBeMissing(first);
        }

        if (kind == ColumnKind.Numeric)
        {
            _numbers = new double[_codes.Length];
            Array.Fill(_numbers, double.NaN);
            _codes = [];
        }
        else if (!areNames)
        {
            _codes.AsSpan(0, Count).Fill(-1);
        }
    }

    // Whole numbers have the texts that they were read from, but for signs and points that keys do not have.
    private bool TryBecomeNames()
    {
        ReadOnlySpan<double> numbers = _numbers.AsSpan(0, Count);
        foreach (double number in numbers)
        {
            if (!double.IsNaN(number) && !(number >= 0 && number < 1e15 && number == Math.Floor(number)))
            {
                return false;
            }
        }

        int[] codes = new int[_numbers.Length];
        for (int row = 0; row < numbers.Length; row++)
        {
            codes[row] = double.IsNaN(numbers[row]) ? -1 : _categories.Add(numbers[row].ToString("R", CultureInfo.InvariantCulture));
        }

        (_kind, _codes, _numbers) = (ColumnKind.Categorical, codes, []);
        return true;
    }

    // A Boolean column of numbers keeps its own words, 0 and 1.
    private int BooleanCode(ReadOnlySpan<char> text)
    {
        int code = CellValue.Boolean(text);
        if (text is "0" or "1")
        {
            _booleanWords = s_digits;
        }

        return code >= 0 ? code : throw Errors.TextInBooleanColumn(Name, _cursor.Place, text.ToString());
    }

    private void RequireMayBeMissing(RowPlace place)
    {
        if (_missing == MissingPolicy.Error || (_isTarget && _missing != MissingPolicy.Drop))
        {
            throw _isTarget ? Errors.TargetMissing(Name, place, _missing) : Errors.ValueMissing(Name, place);
        }
    }

    private void Push(double number, ReadOnlySpan<char> text)
    {
        if (double.IsFinite(number))
        {
            Push(ref _numbers, number);
        }
        else if (double.IsNaN(number))
        {
            AddMissing();
        }
        else
        {
            string shown = text.IsEmpty ? number.ToString(CultureInfo.InvariantCulture) : text.ToString();
            throw Errors.NumberNotFinite(Name, _cursor.Place, shown);
        }
    }

    private void PushMissing()
    {
        if (_kind == ColumnKind.Numeric)
        {
            Push(ref _numbers, double.NaN);
        }
        else
        {
            Push(ref _codes, -1);
        }
    }

    private void Push<T>(ref T[] values, T value)
    {
        if (Count == values.Length)
        {
            Array.Resize(ref values, Math.Max(16, (int)Math.Min(Count + ((long)Count / 2), Array.MaxLength)));
        }

        values[Count++] = value;
    }
}
