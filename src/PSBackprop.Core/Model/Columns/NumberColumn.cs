namespace PSBackprop;

/// <summary>A column of numbers.</summary>
public sealed class NumberColumn : DataColumn
{
    private readonly Cells<double> _values;

    internal NumberColumn(string name, double[] values)
        : this(name, new MemoryCells<double>(values))
    {
    }

    internal NumberColumn(string name, Cells<double> values)
        : base(name)
    {
        _values = values;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Numeric;

    /// <inheritdoc/>
    public override int Count => _values.Count;

    /// <summary>One for each row; NaN where it is missing.</summary>
    /// <remarks>A stored column is read anew each time.</remarks>
    internal double[] Values => _values.ToArray();

    /// <inheritdoc/>
    public override object? this[int row] => _values[row] is var value && double.IsNaN(value) ? null : value;

    internal override IReadOnlyList<Cells> Cells => [_values];

    internal override bool IsMissing(int row) => double.IsNaN(_values[row]);

    internal override DataColumn Append(DataColumn rows) =>
        rows is NumberColumn other ? new NumberColumn(Name, [.. Values, .. other.Values]) : base.Append(rows);

    private protected override DataColumn With(IReadOnlyList<Cells> cells, string name) => new NumberColumn(name, (Cells<double>)cells[0]);
}
