using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>Rows of a dataset as the numbers that a network takes or gives: all at once by several threads, or piece by piece where they are stored.</summary>
/// <param name="name">What the numbers are called in messages.</param>
/// <param name="columns">The network's columns.</param>
/// <param name="data">The dataset's, in the same order.</param>
/// <param name="negativeValue">What stands for no, where 1 stands for yes.</param>
/// <param name="areTargets">Whether they are compared with outputs.</param>
internal sealed class RowEncoding(string name, IReadOnlyList<NetworkColumn> columns, DataColumn[] data, double negativeValue, bool areTargets)
{
    // Of fewer numbers each is encoded before a second thread is awake.
    private const int FewestToShare = 1 << 14;

    private readonly int _width = columns.Sum(static column => column.Width);

    /// <summary>Encodes all rows; of stored ones this only makes sure that each can be used, and they are encoded when they are needed.</summary>
    /// <param name="team">The threads that share it.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them; null where there may be none.</param>
    /// <param name="range">Looks for values that lie far outside training; null for nothing.</param>
    /// <param name="cancellationToken">Ends the encoding, then or later.</param>
    /// <exception cref="BackpropException">A value cannot be used.</exception>
    public DataMatrix Run(ParallelTeam team, UnknownCategories? unknown, RangeCheck? range, CancellationToken cancellationToken)
    {
        int rows = data[0].Count;
        if (Array.Exists(data, static column => column.IsStored))
        {
            return Stored(team, rows, unknown, range, cancellationToken);
        }

        if (EncodedRows.AreSparse(columns, areTargets))
        {
            var sparse = EncodedRows.Create(columns, rows);
            Encode(0, rows, _ => sparse.Begin(), unknown, range, cancellationToken);
            return sparse.Build(name);
        }

        var dense = new Dense(this, new double[EncodedRows.Length(rows, _width)], unknown, range, cancellationToken);
        ((long)rows * _width < FewestToShare ? ParallelTeam.Single : team).Run(dense);
        unknown?.Add(dense.Unknown.OfType<UnknownCategories>());
        return new DataMatrix(name, dense.Values, rows, _width);
    }

    private DataMatrix Stored(ParallelTeam team, int rows, UnknownCategories? unknown, RangeCheck? range, CancellationToken cancellationToken)
    {
        // What one pass over all rows tells, is kept.
        bool isChecked = false;
        var parts = new UnknownCategories?[((rows - 1) / SampleOrder.BlockRows) + 1];
        DataMatrix encoded = DataMatrix.Stored(name, rows, _width, EncodedRows.AreSparse(columns, areTargets), Load);
        encoded.Of(columns).Summarize(team);
        isChecked = true;
        unknown?.Add(parts.OfType<UnknownCategories>());
        return encoded;

        DataMatrix Load(int first, int count)
        {
            UnknownCategories? own = unknown?.Anew();
            var piece = new RowEncoding(name, columns, Array.ConvertAll(data, column => column.Load(first, count)), negativeValue, areTargets);
            DataMatrix loaded = piece.Run(ParallelTeam.Single, own, isChecked ? null : range, cancellationToken);
            if (!isChecked)
            {
                parts[first / SampleOrder.BlockRows] = own;
            }

            return loaded.At(first, columns);
        }
    }

    private void Encode(
        int first, int end, Func<int, UnitRow> begin, UnknownCategories? unknown, RangeCheck? range, CancellationToken cancellationToken)
    {
        var encoders = new Action<CellContent, UnitRow>[columns.Count];
        var readers = new Func<int, CellContent>[columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            readers[i] = columns[i].Reader(data[i], unknown?.Policy);
            encoders[i] = columns[i].Encoder(negativeValue);
        }

        for (int row = first; row < end; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int number = data[0].NumberOf(row);
            UnitRow units = begin(row);
            (string Column, string Text)? firstUnknown = null;
            for (int i = 0; i < columns.Count; i++)
            {
                NetworkColumn column = columns[i];
                CellContent content = data[i].IsMissing(row)
                    ? CellContent.Missing(column.Missing ?? throw Errors.NothingForMissing(column.Name, number))
                    : readers[i](row);
                range?.Add(number, i, content);
                encoders[i](content, units);
                units.Start += column.Width;
                firstUnknown ??= content.IsUnknown ? (column.Name, content.Text!) : null;
            }

            unknown?.Add(number, firstUnknown);
        }
    }

    /// <summary>Rows all of whose numbers are kept, a part of them on each thread.</summary>
    private sealed class Dense(RowEncoding encoding, double[] values, UnknownCategories? unknown, RangeCheck? range, CancellationToken cancellationToken)
        : ParallelWork
    {
        /// <summary>[rows × units].</summary>
        public double[] Values => values;

        /// <summary>What was unknown in each part.</summary>
        public UnknownCategories?[] Unknown { get; } = new UnknownCategories?[Environment.ProcessorCount];

        public override void Execute(int part, int parts)
        {
            int width = encoding._width;
            long rows = values.Length / width;
            Unknown[part] = unknown?.Anew();
            var units = new DenseUnitRow(values);
            encoding.Encode((int)(rows * part / parts), (int)(rows * (part + 1) / parts), Begin, Unknown[part], range, cancellationToken);

            UnitRow Begin(int row)
            {
                (units.Row, units.Start) = (row * width, 0);
                return units;
            }
        }
    }
}
