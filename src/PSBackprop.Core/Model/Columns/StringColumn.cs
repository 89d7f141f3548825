namespace PSBackprop;

/// <summary>A column of texts to be read, not told apart as wholes.</summary>
public sealed class StringColumn : DataColumn
{
    private readonly string[] _texts;

    // A text that is missing is empty.
    internal StringColumn(string name, string[] texts)
        : base(name)
    {
        _texts = texts;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public override int Count => _texts.Length;

    /// <inheritdoc/>
    public override object? this[int row] => IsMissing(row) ? null : _texts[row];

    internal override bool IsMissing(int row) => _texts[row].Length == 0;

    internal override DataColumn Append(DataColumn rows) =>
        rows is StringColumn other ? new StringColumn(Name, [.. _texts, .. other._texts]) : base.Append(rows);

    internal override DataColumn Select(int[] rows, string? name = null) => new StringColumn(name ?? Name, Array.ConvertAll(rows, row => _texts[row]));
}
