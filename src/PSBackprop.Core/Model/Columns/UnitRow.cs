using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>The units of one row, column after column, as they are filled; units that are not set are 0.</summary>
internal abstract class UnitRow
{
    /// <summary>Where the units of the column begin that is being encoded.</summary>
    public int Start { get; set; }

    /// <summary>Sets a unit of that column; units are set in rising order, each once.</summary>
    public abstract void Set(int unit, double value);
}

/// <summary>The units of a row among those of all rows.</summary>
/// <param name="values">[rows × units], all 0 at first.</param>
internal sealed class DenseUnitRow(double[] values) : UnitRow
{
    /// <summary>Where the row begins.</summary>
    public int Row { get; set; }

    public override void Set(int unit, double value) => values[Row + Start + unit] = value;
}

/// <summary>The units of a row that are not 0.</summary>
internal sealed class SparseUnitRow : UnitRow
{
    private readonly List<int> _places = [];
    private readonly List<double> _values = [];

    public override void Set(int unit, double value)
    {
        if (value != 0)
        {
            _places.Add(Start + unit);
            _values.Add(value);
        }
    }

    /// <summary>Adds the row to others, and begins the next.</summary>
    public void MoveTo(SparseMatrix<double> rows)
    {
        rows.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_places), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values));
        _places.Clear();
        _values.Clear();
    }
}
