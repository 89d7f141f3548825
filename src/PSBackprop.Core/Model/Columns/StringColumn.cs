namespace PSBackprop;

/// <summary>A column of texts to be read, not told apart as wholes.</summary>
public sealed class StringColumn : DataColumn
{
    private readonly Cells<string> _texts;

    internal StringColumn(string name, string[] texts)
        : this(name, new MemoryCells<string>(texts))
    {
    }

    // A text that is missing is empty.
    internal StringColumn(string name, Cells<string> texts)
        : base(name)
    {
        _texts = texts;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public override int Count => _texts.Count;

    /// <inheritdoc/>
    public override object? this[int row] => IsMissing(row) ? null : _texts[row];

    internal override IReadOnlyList<Cells> Cells => [_texts];

    internal override bool IsMissing(int row) => _texts[row].Length == 0;

    internal override DataColumn Append(DataColumn rows) =>
        rows is StringColumn other ? new StringColumn(Name, [.. _texts.ToArray(), .. other._texts.ToArray()]) : base.Append(rows);

    private protected override DataColumn With(IReadOnlyList<Cells> cells, string name) => new StringColumn(name, (Cells<string>)cells[0]);
}
