using System.Globalization;

namespace PSBackprop.Data;

/// <summary>
/// Collects one column, value after value. Unless told, the first value that is there says what the column is: a number,
/// true or false, or a text; a later value that does not fit is a fault, because guessing would hide a typing error.
/// </summary>
internal sealed class ColumnBuilder(string name, ColumnKind? kind)
{
    private static readonly string[] s_missingNumbers = ["NA", "N/A", "NaN", "null", "?"];
    private static readonly string[] s_words = ["False", "True"];

    private readonly bool _isGiven = kind is not null;
    private readonly List<string> _undecided = [];
    private readonly CategoryIndex _categories = new();
    private ColumnKind? _kind = kind;
    private double[] _numbers = [];
    private int[] _codes = [];
    private string[] _booleanWords = s_words;
    private LabelType? _nameType;

    public string Name => name;

    public int Count { get; private set; }

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

    /// <summary>Adds a text as a file has it; an empty one is missing.</summary>
    /// <returns>Whether a value is there.</returns>
    /// <exception cref="BackpropException">It does not fit the column's kind.</exception>
    public bool AddText(ReadOnlySpan<char> text)
    {
        if (_kind == ColumnKind.Numeric && NumberReader.TryRead(text, out double number))
        {
            return AddNumber(number, text);
        }

        if (text.IsWhiteSpace())
        {
            return AddMissing();
        }

        switch (_kind)
        {
            case ColumnKind.Numeric:
                return IsMissingNumber(text) ? AddMissing() : throw Errors.TextInNumericColumn(name, Count + 1, text.ToString());
            case ColumnKind.Boolean:
                AddCode(BooleanCode(text));
                return true;
            case ColumnKind.Categorical:
                AddCode(_categories.Add(text));
                return true;
            default:
                return Decide(text);
        }
    }

    /// <summary>Adds a number.</summary>
    /// <exception cref="BackpropException">It is not finite, or does not fit the column's kind.</exception>
    public bool AddNumber(double number)
    {
        if (_kind is null && Count == 0)
        {
            _kind = ColumnKind.Numeric;
        }

        return _kind == ColumnKind.Numeric ? AddNumber(number, default) : AddText(number.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Adds a name, which is no number even where it looks like one.</summary>
    /// <param name="text">The name.</param>
    /// <param name="enumType">The enum that it is a member of; null for none.</param>
    public bool AddCategory(ReadOnlySpan<char> text, Type? enumType = null)
    {
        if (_nameType is null)
        {
            _nameType = enumType is null ? LabelType.String : LabelType.OfEnum(enumType);
        }
        else if (_nameType.EnumType != enumType?.FullName)
        {
            _nameType = LabelType.String;
        }

        if (_kind is null && Count == 0)
        {
            _kind = ColumnKind.Categorical;
        }

        return AddText(text);
    }

    /// <summary>Adds a yes or no.</summary>
    public bool AddBoolean(bool value) => _kind == ColumnKind.Numeric ? AddNumber(value ? 1 : 0, default) : AddText(s_words[value ? 1 : 0]);

    /// <summary>Adds nothing where a value should be.</summary>
    /// <returns>False.</returns>
    public bool AddMissing()
    {
        switch (_kind)
        {
            case null:
                _undecided.Add(string.Empty);
                Count++;
                break;
            case ColumnKind.Numeric:
                Push(ref _numbers, double.NaN);
                break;
            default:
                Push(ref _codes, -1);
                break;
        }

        return false;
    }

    /// <summary>Takes back the last value, where its row is left out.</summary>
    public void RemoveLast()
    {
        Count--;
        if (_kind is null)
        {
            _undecided.RemoveAt(Count);
        }
    }

    /// <summary>The column.</summary>
    /// <param name="isTarget">Whether it is to be learned: then numbers that are all 0 or 1 stand for no and yes.</param>
    public DataColumn Build(bool isTarget)
    {
        _kind ??= ColumnKind.Categorical;
        Settle();
        if (_kind != ColumnKind.Numeric)
        {
            Array.Resize(ref _codes, Count);
            return new CategoryColumn(name, _kind.Value, _codes, _kind == ColumnKind.Boolean ? _booleanWords : _categories.Categories, _nameType);
        }

        Array.Resize(ref _numbers, Count);
        return isTarget && !_isGiven && Array.TrueForAll(_numbers, static number => number is 0 or 1 or double.NaN)
            ? new CategoryColumn(name, ColumnKind.Boolean, Array.ConvertAll(_numbers, static number => double.IsNaN(number) ? -1 : (int)number), ["0", "1"])
            : new NumberColumn(name, _numbers);
    }

    // What came before the first value that is there was missing, or a word that stands for a missing number.
    private bool Decide(ReadOnlySpan<char> text)
    {
        if (IsMissingNumber(text))
        {
            _undecided.Add(text.ToString());
            Count++;
            return false;
        }

        _kind = NumberReader.TryRead(text, out _) ? ColumnKind.Numeric
            : BooleanCode(text, s_words) >= 0 ? ColumnKind.Boolean
            : ColumnKind.Categorical;
        Settle();
        return AddText(text);
    }

    private void Settle()
    {
        Count -= _undecided.Count;
        foreach (string text in _undecided)
        {
            AddText(text);
        }

        _undecided.Clear();
    }

    private bool AddNumber(double number, ReadOnlySpan<char> text)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? AddMissing() : throw Errors.NumberNotFinite(name, Count + 1, text.IsEmpty ? number.ToString(CultureInfo.InvariantCulture) : text.ToString());
        }

        Push(ref _numbers, number);
        return true;
    }

    private void AddCode(int code) => Push(ref _codes, code);

    // A Boolean column of numbers keeps its own words, 0 and 1.
    private int BooleanCode(ReadOnlySpan<char> text)
    {
        int code = BooleanCode(text, s_words);
        if (code < 0 && text is "0" or "1")
        {
            _booleanWords = ["0", "1"];
            code = text[0] - '0';
        }

        return code >= 0 ? code : throw Errors.TextInBooleanColumn(name, Count + 1, text.ToString());
    }

    private static int BooleanCode(ReadOnlySpan<char> text, string[] words) =>
        text.Equals(words[0], StringComparison.OrdinalIgnoreCase) ? 0 : text.Equals(words[1], StringComparison.OrdinalIgnoreCase) ? 1 : -1;

    private static bool IsMissingNumber(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> word = text.Trim();
        foreach (string missing in s_missingNumbers)
        {
            if (word.Equals(missing, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void Push<T>(ref T[] values, T value)
    {
        if (Count == values.Length)
        {
            Array.Resize(ref values, Math.Max(256, (int)Math.Min(Count + ((long)Count / 2), Array.MaxLength)));
        }

        values[Count++] = value;
    }
}
