namespace PSBackprop;

/// <summary>A column of texts out of a set, or of yes and no.</summary>
public sealed class CategoryColumn : DataColumn
{
    private IReadOnlyList<object>? _labels;

    /// <param name="name">The column's name.</param>
    /// <param name="kind">Boolean or Categorical.</param>
    /// <param name="codes">The place of each row's category; −1 where it is missing.</param>
    /// <param name="categories">The categories as texts.</param>
    /// <param name="labelType">What they are outside; null to go by the texts.</param>
    internal CategoryColumn(string name, ColumnKind kind, int[] codes, IReadOnlyList<string> categories, LabelType? labelType = null)
        : base(name)
    {
        LabelType = labelType ?? LabelType.Of(categories);
        Kind = kind;
        Codes = codes;
        Categories = FixedList.Of(categories);
    }

    /// <inheritdoc/>
    public override ColumnKind Kind { get; }

    /// <inheritdoc/>
    public override int Count => Codes.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Categories { get; }

    /// <summary>The place of each row's category; −1 where it is missing.</summary>
    internal int[] Codes { get; }

    /// <summary>The type of the values.</summary>
    internal LabelType LabelType { get; }

    /// <inheritdoc/>
    public override object? this[int row] => Codes[row] < 0 ? null : (_labels ??= LabelType.Labels(Categories))[Codes[row]];

    internal override bool IsMissing(int row) => Codes[row] < 0;

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

    internal override DataColumn Select(int[] rows, string? name = null) =>
        new CategoryColumn(name ?? Name, Kind, Array.ConvertAll(rows, row => Codes[row]), Categories, LabelType);
}
