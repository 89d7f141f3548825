using System.Collections;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Data;

namespace PSBackprop;

/// <summary>Collects a dataset from objects; the first one says which columns there are.</summary>
internal sealed class ObjectDataset(string[]? features, string[]? targets, IDictionary? kinds, MissingPolicy missing, DatePart[] dateParts)
{
    private const string Source = "The input objects";

    private DatasetBuilder? _builder;
    private ColumnBuilder[] _columns = [];
    private int _row;

    /// <summary>A dataset of all rows of a list.</summary>
    public static Dataset Of(IEnumerable rows, string[]? features, string[]? targets)
    {
        var dataset = new ObjectDataset(features, targets, null, MissingPolicy.Error, []);
        foreach (object? row in rows)
        {
            dataset.Add(row);
        }

        return dataset.Build();
    }

    /// <exception cref="BackpropException">The row lacks a column or a value does not fit.</exception>
    public void Add(object? row)
    {
        _row++;
        if (!RowReader.HasNames(row))
        {
            throw Errors.RowNotObject(_row, row);
        }

        _builder ??= Begin(row!);
        foreach (ColumnBuilder column in _columns)
        {
            if (!RowReader.TryGet(row!, column.Name, out object? value))
            {
                throw Errors.RowColumnMissing(column.Name, _row);
            }

            _builder.Note(column, Add(column, value));
        }

        _builder.EndRow();
    }

    /// <exception cref="BackpropException">There is no row, or a target is missing in one.</exception>
    public Dataset Build() => (_builder ?? throw Errors.NoRows(Source)).Build(Source, name: null);

    private DatasetBuilder Begin(object first)
    {
        IReadOnlyList<string> names = DatasetSelection.RequireUnique(Source, RowReader.Names(first, _row));
        bool chooses = features is null && Bare.Of(first) is not (IDictionary or PSObject);
        List<string> present = [.. names.Where(name => !chooses || targets?.Contains(name, StringComparer.OrdinalIgnoreCase) == true || IsPlain(first, name))];
        var parts = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (string date in present.Where(name => dateParts.Length > 0 && RowReader.TryGet(first, name, out object? value) && DateParts.TryRead(value, out _)).ToArray())
        {
            parts[date] = [.. dateParts.Select(part => $"{date}.{part}")];
            present.InsertRange(present.IndexOf(date), parts[date]);
            present.Remove(date);
        }

        // A date's own name stands for its parts.
        string[]? chosen = features?.SelectMany(pattern => parts.TryGetValue(pattern, out string[]? own) ? own : [pattern]).ToArray();
        var builder = new DatasetBuilder(ColumnNames.Select(present, chosen, targets), ColumnKinds.Of(kinds, present), missing);
        _columns = [.. builder.Columns];
        return builder;
    }

    // Of an object of a .NET type all properties would be too many: lists, handles and the like teach nothing.
    private static bool IsPlain(object row, string name) =>
        RowReader.TryGet(row, name, out object? value) && value is string or bool or Enum or DateTime or DateTimeOffset or DateOnly || NumberReader.TryRead(value, out _);

    private bool Add(ColumnBuilder column, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                return column.AddMissing();
            case string text:
                return column.AddText(text);
            case bool state:
                return column.AddBoolean(state);
            case Enum name:
                return column.AddCategory(name.ToString(), name.GetType());
            case char letter:
                return column.AddCategory([letter]);
            case Guid or Version or Uri:
                return column.AddCategory(Convert.ToString(value, CultureInfo.InvariantCulture));
            case TimeSpan time:
                return column.AddNumber(time.TotalSeconds);
        }

        if (NumberReader.TryRead(value, out double number))
        {
            return column.AddNumber(number);
        }

        throw DateParts.TryRead(value, out _) ? Errors.DateWithoutPart(column.Name, _row) : Errors.ValueNotUnderstood(column.Name, _row, value);
    }
}
