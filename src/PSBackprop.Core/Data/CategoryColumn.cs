namespace PSBackprop;

/// <summary>A column of texts out of a set, or of yes and no.</summary>
public sealed class CategoryColumn : DataColumn
{
    internal CategoryColumn(string name, ColumnKind kind, int[] codes, IReadOnlyList<string> categories)
        : base(name)
    {
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

    /// <inheritdoc/>
    public override object? this[int row] => Codes[row] < 0 ? null : Categories[Codes[row]];

    internal override bool IsMissing(int row) => Codes[row] < 0;

    internal override DataColumn Select(int[] rows) => new CategoryColumn(Name, Kind, Array.ConvertAll(rows, row => Codes[row]), Categories);
}
