namespace PSBackprop;

/// <summary>A column of numbers.</summary>
public sealed class NumberColumn : DataColumn
{
    private readonly Cells<double> _values;
    private readonly Lazy<NumberStatistics> _statistics;

    internal NumberColumn(string name, double[] values)
        : this(name, new MemoryCells<double>(values))
    {
    }

    /// <param name="name">The column's name.</param>
    /// <param name="values">One for each row; NaN where it is missing.</param>
    /// <param name="statistics">What networks are fitted to, where it is known.</param>
    internal NumberColumn(string name, Cells<double> values, NumberStatistics? statistics = null)
        : base(name)
    {
        _values = values;
        _statistics = new(() => statistics ?? NumberStatistics.Of(values.ToArray()));
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Numeric;

    /// <inheritdoc/>
    public override int Count => _values.Count;

    /// <summary>One for each row; NaN where it is missing.</summary>
    /// <remarks>A stored column is read anew each time.</remarks>
    internal double[] Values => _values.ToArray();

    /// <summary>What networks are fitted to.</summary>
    internal NumberStatistics Statistics => _statistics.Value;

    /// <inheritdoc/>
    internal override bool HasMissing => Statistics.HasMissing;

    /// <inheritdoc/>
    internal override void Measure() => _ = Statistics;

    /// <inheritdoc/>
    public override object? this[int row] => _values[row] is var value && double.IsNaN(value) ? null : value;

    internal override IReadOnlyList<Cells> Cells => [_values];

    internal override bool IsMissing(int row) => double.IsNaN(_values[row]);

    internal override DataColumn Append(DataColumn rows) =>
        rows is NumberColumn other ? new NumberColumn(Name, [.. Values, .. other.Values]) : base.Append(rows);

    private protected override DataColumn With(IReadOnlyList<Cells> cells, string name) => new NumberColumn(name, (Cells<double>)cells[0]);
}
