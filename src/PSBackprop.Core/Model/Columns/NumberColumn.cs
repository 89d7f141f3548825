namespace PSBackprop;

/// <summary>A column of numbers.</summary>
public sealed class NumberColumn : DataColumn
{
    internal NumberColumn(string name, double[] values)
        : base(name)
    {
        Values = values;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Numeric;

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <summary>One for each row; NaN where it is missing.</summary>
    internal double[] Values { get; }

    /// <inheritdoc/>
    public override object? this[int row] => double.IsNaN(Values[row]) ? null : Values[row];

    internal override bool IsMissing(int row) => double.IsNaN(Values[row]);

    internal override DataColumn Append(DataColumn rows) =>
        rows is NumberColumn other ? new NumberColumn(Name, [.. Values, .. other.Values]) : base.Append(rows);

    internal override DataColumn Select(int[] rows, string? name = null) => new NumberColumn(name ?? Name, Array.ConvertAll(rows, row => Values[row]));
}
