using System.Management.Automation;
using System.Numerics;

using PSBackprop.Data;

namespace PSBackprop.Rows;

/// <summary>
/// Collects a dataset from rows with names. Its columns are those that any row has; a row without one of them has no value
/// there. Of objects of .NET types, unless features are named, the properties that hold numbers, spans of time, texts, states or
/// dates count: the others, lists and handles and the like, teach nothing.
/// </summary>
internal sealed class ObjectDataset
{
    private const string Source = "-InputObject";

    private readonly ColumnChoice _choice;
    private readonly ColumnKinds _kinds;
    private readonly MissingPolicy _missing;
    private readonly DatePart[] _dateParts;
    private readonly DatasetBuilder _builder;
    private readonly List<Field> _fields = [];
    private readonly Dictionary<string, Field> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, PSPropertyInfo?, bool> _wants;
    private readonly Action<string, object?> _take;
    private readonly IReadOnlyList<string>? _needed;
    private Field? _field;
    private int _next;

    /// <param name="choice">The features and targets.</param>
    /// <param name="kinds">The kinds of columns for which it is not left to the values.</param>
    /// <param name="missing">What happens to missing values.</param>
    /// <param name="dateParts">The parts of dates that become columns.</param>
    /// <param name="notation">How numbers are written in texts.</param>
    public ObjectDataset(ColumnChoice choice, ColumnKinds kinds, MissingPolicy missing, DatePart[] dateParts, NumberNotation notation)
    {
        _choice = choice;
        _kinds = kinds;
        _missing = missing;
        _dateParts = dateParts;
        _builder = new DatasetBuilder(missing, notation);
        _wants = Wants;
        _take = (_, value) => _field!.Value = value;
    }

    /// <summary>The columns that a network takes of the rows; null where a dataset is made of them.</summary>
    public IReadOnlyList<string>? NeededByNetwork
    {
        get => _needed;
        init
        {
            _needed = value;
            _builder.Cursor.IsForNetwork = value is not null;
        }
    }

    private int Row => _builder.Cursor.Row;

    /// <exception cref="BackpropException">The row has no names, lacks a column that must have a value, or a value does not fit.</exception>
    public void Add(object? row)
    {
        _builder.Cursor.Row++;
        if (!RowReader.HasNames(row))
        {
            throw Errors.RowNotObject(Row, row);
        }

        _next = 0;
        RowReader.Visit(row!, Row, _wants, _take);
        RequireAll();
        bool hasSchema = RowReader.HasSchema(row);
        for (int i = 0; i < _fields.Count; i++)
        {
            if (_fields[i].IsChosen)
            {
                Add(_fields[i], hasSchema);
            }
        }
    }

    /// <exception cref="BackpropException">There is no row, a pattern matches no column, or a target has no values.</exception>
    public Dataset Build()
    {
        if (Row == 0)
        {
            throw Errors.NoRows(Source);
        }

        string[] present = [.. _fields.SelectMany(Columns)];
        if (NeededByNetwork?.FirstOrDefault(name => !present.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } lacking)
        {
            throw Errors.RowsColumnMissing(lacking, present);
        }

        _kinds.RequireColumns(present);
        string[] usable = [.. _fields.Where(static field => field.IsChosen).SelectMany(Columns)];
        ColumnChoice choice = _choice with { Feature = WithParts(_choice.Feature), Exclude = WithParts(_choice.Exclude) };
        return _builder.Build(Source, name: null, choice.Select(present, usable));

        string[]? WithParts(string[]? patterns) =>
            patterns?.SelectMany(pattern => _byName.TryGetValue(pattern, out Field? field) ? Columns(field) : [pattern]).ToArray();
    }

    private static IEnumerable<string> Columns(Field field) => (field.Parts ?? [field]).Select(static field => field.Name);

    // A row that lacks a column is a fault where every row must have a value, and else a row with nothing there.
    private void RequireAll()
    {
        foreach (Field field in _fields)
        {
            if (field.LastRow == Row || !field.IsChosen)
            {
                continue;
            }

            field.Value = null;
            if (_missing == MissingPolicy.Error && (field.Parts?[0] ?? field).Column is { IsUndecided: false })
            {
                throw Errors.RowColumnMissing(field.Name, Row);
            }
        }
    }

    private bool Wants(string name, PSPropertyInfo? property)
    {
        // Rows mostly have the same names in the same order.
        Field? field = _next < _fields.Count && _fields[_next].Name == name ? _fields[_next] : _byName.GetValueOrDefault(name);
        if (field is null)
        {
            field = Begin(name, property);
        }
        else if (field.LastRow == Row)
        {
            throw Errors.RowColumnTwice(name, Row);
        }

        _next++;
        _field = field;
        field.LastRow = Row;
        return field.IsChosen;
    }

    private Field Begin(string name, PSPropertyInfo? property)
    {
        bool isTarget = _choice.IsTarget(name);
        bool isFeature = _choice.IsFeature(name);
        bool? isPlain = property is null || _choice.Feature is not null || isTarget ? true
            : Type.GetType(property.TypeNameOfValue, throwOnError: false) is { } type ? IsPlain(type)
            : null;
        var field = new Field(name, isTarget, isTarget || isFeature)
        {
            IsChosen = isPlain != false && (isTarget || isFeature || (_dateParts.Length > 0 && !_choice.IsExcluded(name))),
            IsOpen = isPlain is null,
        };
        _fields.Add(field);
        _byName.Add(name, field);
        return field;
    }

    private void Add(Field field, bool hasSchema)
    {
        object? value = field.Value;
        bool isDate = DateParts.TryRead(value, out DateTime time);
        if (field.IsOpen && value is not (null or DBNull) && !isDate && !IsPlain(value.GetType()).GetValueOrDefault())
        {
            field.IsChosen = field.Column is { IsUndecided: false } ? throw Errors.ValueNotUnderstood(field.Name, Row, value) : false;
        }
        else if (field.Parts is not null || (isDate && _dateParts.Length > 0 && field.Column is null or { IsUndecided: true }))
        {
            field.Parts ??= [.. _dateParts.Select(part => Part($"{field.Name}.{part}"))];
            for (int i = 0; i < field.Parts.Length; i++)
            {
                Field part = field.Parts[i];
                Add(part.Column ??= Column(part), isDate ? DateParts.Of(time, _dateParts[i]) : value, hasSchema: false);
            }
        }
        else if (field.IsColumn)
        {
            Add(field.Column ??= Column(field), value, hasSchema);
        }
    }

    private Field Part(string name) => new(name, _choice.IsTarget(name), isColumn: true);

    private ColumnBuilder Column(Field field) => _builder.Add(field.Name, _kinds.Of(field.Name), field.IsTarget, _kinds.DateFormatOf(field.Name));

    private void Add(ColumnBuilder column, object? value, bool hasSchema)
    {
        switch (value)
        {
            case null or DBNull:
                column.AddMissing();
                break;
            case string text when !hasSchema:
                column.AddText(text);
                break;
            case bool state:
                column.AddBoolean(state);
                break;
            case { } when DateNotation.IsDate(value, out DateTime time):
                column.AddDate(time, value);
                break;
            case { } when CellValue.IsName(value):
                column.AddName(CellValue.Text(value), (value as Enum)?.GetType(), value is string);
                break;
            case { } when CellValue.TryNumber(value, NumberNotation.Invariant, out double number):
                column.AddNumber(number);
                break;
            default:
                throw Errors.ValueNotUnderstood(column.Name, Row, value);
        }
    }

    // Null where only the values tell.
    private static bool? IsPlain(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(object) ? null
            : plain.IsEnum || plain.IsPrimitive && plain != typeof(char) && plain != typeof(nint) && plain != typeof(nuint)
                || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(Half) || plain == typeof(BigInteger)
                || plain == typeof(DateTime) || plain == typeof(DateTimeOffset) || plain == typeof(DateOnly) || plain == typeof(TimeOnly)
                || plain == typeof(TimeSpan);
    }

    /// <summary>A name that rows have.</summary>
    private sealed class Field(string name, bool isTarget, bool isColumn)
    {
        public string Name => name;

        public bool IsTarget => isTarget;

        /// <summary>Whether its values, and not only parts of them, become a column.</summary>
        public bool IsColumn => isColumn;

        /// <summary>Whether its values are taken.</summary>
        public bool IsChosen { get; set; }

        /// <summary>Whether a value that is no number, text, state or date only shows that it is not one to take.</summary>
        public bool IsOpen { get; set; }

        public int LastRow { get; set; }

        public object? Value { get; set; }

        public ColumnBuilder? Column { get; set; }

        /// <summary>The columns of a date's parts.</summary>
        public Field[]? Parts { get; set; }
    }
}
