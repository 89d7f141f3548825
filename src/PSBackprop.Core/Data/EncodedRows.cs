using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>Rows while they are encoded for a network: as an array, or as what is not zero where that is less.</summary>
internal abstract class EncodedRows
{
    // The part of the units that must be in columns that are mostly zero.
    private const double MostlySparse = 0.75;

    /// <param name="columns">The columns that rows are encoded as.</param>
    /// <param name="rows">The number of rows; null where it is not known.</param>
    /// <param name="areTargets">Whether they are compared with outputs, of which none is left out.</param>
    /// <exception cref="BackpropException">There are more numbers than one array holds.</exception>
    public static EncodedRows Create(IReadOnlyList<NetworkColumn> columns, int? rows, bool areTargets = false)
    {
        int width = columns.Sum(static column => column.Width);
        return AreSparse(columns, areTargets) ? new Sparse(width) : new Dense(width, rows);
    }

    /// <summary>Whether only what is not zero is kept.</summary>
    /// <param name="columns">The columns that rows are encoded as.</param>
    /// <param name="areTargets">Whether they are compared with outputs, of which none is left out.</param>
    public static bool AreSparse(IReadOnlyList<NetworkColumn> columns, bool areTargets)
    {
        double sparse = columns.Where(static column => column.IsSparse).Sum(static column => (double)column.Width);
        return !areTargets && sparse > MostlySparse * columns.Sum(static column => column.Width);
    }

    /// <summary>How many numbers rows have that are all kept.</summary>
    /// <exception cref="BackpropException">There are more than one array holds.</exception>
    public static int Length(int rows, int width) =>
        (long)rows * width <= Array.MaxLength ? rows * width : throw Errors.EncodedTooLarge(rows, width);

    /// <summary>Begins a row; its units are all 0.</summary>
    /// <exception cref="BackpropException">There are more numbers than one array holds.</exception>
    public abstract UnitRow Begin();

    /// <summary>All rows.</summary>
    /// <param name="name">What the data is called in messages.</param>
    /// <exception cref="BackpropException">There is no row, or a number is not finite.</exception>
    public abstract DataMatrix Build(string name);

    private sealed class Dense : EncodedRows
    {
        private readonly int _width;
        private double[] _values;
        private DenseUnitRow _units;
        private int _rows;

        public Dense(int width, int? rows)
        {
            _width = width;
            _values = new double[Length(rows ?? 16, width)];
            _units = new DenseUnitRow(_values);
        }

        public override UnitRow Begin()
        {
            if (_rows * (long)_width == _values.Length)
            {
                Array.Resize(ref _values, Length(Math.Max(_rows + 1, (int)Math.Min(_rows * 1.5, Array.MaxLength / _width)), _width));
                _units = new DenseUnitRow(_values);
            }

            _units.Row = _rows++ * _width;
            _units.Start = 0;
            return _units;
        }

        public override DataMatrix Build(string name)
        {
            Array.Resize(ref _values, _rows * _width);
            return new DataMatrix(name, _values, _rows, _width);
        }
    }

    private sealed class Sparse(int width) : EncodedRows
    {
        private readonly SparseMatrix<double> _rows = new(width);
        private readonly SparseUnitRow _units = new();
        private bool _hasBegun;

        public override UnitRow Begin()
        {
            End();
            _hasBegun = true;
            _units.Start = 0;
            return _units;
        }

        public override DataMatrix Build(string name)
        {
            End();
            return new DataMatrix(name, _rows);
        }

        private void End()
        {
            if (_hasBegun)
            {
                _units.MoveTo(_rows);
            }

            _hasBegun = false;
        }
    }
}
