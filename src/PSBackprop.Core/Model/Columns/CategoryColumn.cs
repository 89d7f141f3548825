namespace PSBackprop;

/// <summary>A column of texts out of a set, or of yes and no.</summary>
public sealed class CategoryColumn : DataColumn
{
    private readonly Cells<int> _codes;
    private IReadOnlyList<object>? _labels;

    /// <param name="name">The column's name.</param>
    /// <param name="kind">Boolean or Categorical.</param>
    /// <param name="codes">The place of each row's category; −1 where it is missing.</param>
    /// <param name="categories">The categories as texts.</param>
    /// <param name="labelType">What they are outside; null to go by the texts.</param>
    internal CategoryColumn(string name, ColumnKind kind, int[] codes, IReadOnlyList<string> categories, LabelType? labelType = null)
        : this(name, kind, new MemoryCells<int>(codes), categories, labelType)
    {
    }

    internal CategoryColumn(string name, ColumnKind kind, Cells<int> codes, IReadOnlyList<string> categories, LabelType? labelType = null)
        : base(name)
    {
        LabelType = labelType ?? LabelType.Of(categories);
        Kind = kind;
        _codes = codes;
        Categories = FixedList.Of(categories);
    }

    /// <inheritdoc/>
    public override ColumnKind Kind { get; }

    /// <inheritdoc/>
    public override int Count => _codes.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Categories { get; }

    /// <summary>The place of each row's category; −1 where it is missing.</summary>
    /// <remarks>A stored column is read anew each time.</remarks>
    internal int[] Codes => _codes.ToArray();

    /// <summary>The type of the values.</summary>
    internal LabelType LabelType { get; }

    /// <inheritdoc/>
    public override object? this[int row] => _codes[row] is var code && code < 0 ? null : (_labels ??= LabelType.Labels(Categories))[code];

    internal override IReadOnlyList<Cells> Cells => [_codes];

    internal override bool IsMissing(int row) => _codes[row] < 0;

    internal override DataColumn Append(DataColumn rows)
    {
        if (rows is not CategoryColumn other || other.Kind != Kind)
        {
            return base.Append(rows);
        }

        string[] categories = [.. Categories.Union(other.Categories)];
        int[] places = [.. other.Categories.Select(category => Array.IndexOf(categories, category))];
        int[] codes = [.. Codes, .. other.Codes.Select(code => code < 0 ? code : places[code])];
        return new CategoryColumn(Name, Kind, codes, categories, LabelType);
    }

    private protected override DataColumn With(IReadOnlyList<Cells> cells, string name) =>
        new CategoryColumn(name, Kind, (Cells<int>)cells[0], Categories, LabelType);
}
