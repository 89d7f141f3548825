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

    // Rows whose units stay in the cache while column after column is written.
    private const int RowsAtOnce = 64;

    private readonly int _width = columns.Sum(static column => column.Width);

    private IReadOnlyList<NetworkColumn> Columns => columns;

    private DataColumn[] Data => data;

    private double NegativeValue => negativeValue;

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
            new Reading(this, unknown, range).Encode([.. Enumerable.Range(0, columns.Count)], 0, rows, _ => sparse.Begin(), cancellationToken);
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

    /// <summary>Rows that are read and written one after another, value by value.</summary>
    private sealed class Reading
    {
        private readonly RowEncoding _encoding;
        private readonly UnknownCategories? _unknown;
        private readonly RangeCheck? _range;
        private readonly Func<int, CellContent>[] _readers;
        private readonly Action<CellContent, UnitRow>[] _encoders;
        private readonly int[] _starts;

        public Reading(RowEncoding encoding, UnknownCategories? unknown, RangeCheck? range)
        {
            (_encoding, _unknown, _range) = (encoding, unknown, range);
            IReadOnlyList<NetworkColumn> columns = encoding.Columns;
            _readers = [.. columns.Select((column, i) => column.Reader(encoding.Data[i], unknown?.Policy))];
            _encoders = [.. columns.Select(column => column.Encoder(encoding.NegativeValue))];
            _starts = new int[columns.Count];
            for (int i = 1; i < _starts.Length; i++)
            {
                _starts[i] = _starts[i - 1] + columns[i - 1].Width;
            }
        }

        /// <summary>Where the units of each column begin.</summary>
        public int[] Starts => _starts;

        /// <summary>Writes the values of some columns.</summary>
        /// <param name="places">The columns' places, rising.</param>
        /// <param name="first">The first row.</param>
        /// <param name="end">The row after the last.</param>
        /// <param name="begin">Gives the units of a row.</param>
        /// <param name="cancellationToken">Ends it.</param>
        public void Encode(List<int> places, int first, int end, Func<int, UnitRow> begin, CancellationToken cancellationToken)
        {
            DataColumn[] data = _encoding.Data;
            for (int row = first; row < end; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int number = data[0].NumberOf(row);
                (string Column, string Text)? firstUnknown = null;
                UnitRow units = begin(row);
                for (int j = 0; j < places.Count; j++)
                {
                    int i = places[j];
                    NetworkColumn column = _encoding.Columns[i];
                    CellContent content = data[i].IsMissing(row)
                        ? CellContent.Missing(column.Missing ?? throw Errors.NothingForMissing(column.Name, number))
                        : _readers[i](row);
                    _range?.Add(number, i, content);
                    units.Start = _starts[i];
                    _encoders[i](content, units);
                    firstUnknown ??= content.IsUnknown ? (column.Name, content.Text!) : null;
                }

                _unknown?.Add(number, firstUnknown);
            }
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
            var reading = new Reading(encoding, Unknown[part], range);
            var units = new DenseUnitRow(values);
            var others = new List<int>();
            int end = (int)(rows * (part + 1) / parts);
            for (int row = (int)(rows * part / parts); row < end; row += RowsAtOnce)
            {
                int count = Math.Min(RowsAtOnce, end - row);
                others.Clear();
                for (int i = 0; i < encoding.Columns.Count; i++)
                {
                    Span<double> target = values.AsSpan((row * width) + reading.Starts[i]);
                    if (range is not null || !encoding.Columns[i].TryEncode(encoding.Data[i], row, count, target, width))
                    {
                        others.Add(i);
                    }
                }

                reading.Encode(others, row, row + count, Begin, cancellationToken);
            }

            UnitRow Begin(int row)
            {
                units.Row = row * width;
                return units;
            }
        }
    }
}
