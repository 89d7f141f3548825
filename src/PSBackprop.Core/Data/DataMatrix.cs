using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>
/// Numbers in rows and columns, [rows × columns], row-major, all finite. Where nearly all of them are zero, as in the units
/// of texts, only the others are kept. Those of a dataset that stays in a file are made of it, piece by piece, whenever they are needed.
/// </summary>
public sealed class DataMatrix
{
    // Numbers checked between two looks for a stop.
    private const int CheckedAtOnce = 1 << 16;
    private const int CacheLine = 64;

    private readonly double[] _values = [];
    private readonly double[,]? _array;
    private readonly SparseMatrix<double>? _sparse;
    private readonly Func<int, int, DataMatrix>? _load;
    private Piece? _last;
    private DataSummary? _summary;

    internal DataMatrix(string name, double[] values, int rows, int columns)
        : this(name, rows, columns)
    {
        _values = values;
        RequireFinite(IsFinite(values));
    }

    internal DataMatrix(string name, SparseMatrix<double> values)
        : this(name, values.Rows, values.Columns)
    {
        _sparse = values;
        IsSparse = true;
    }

    private DataMatrix(string name, double[,] values, CancellationToken cancellationToken)
        : this(name, values.GetLength(0), values.GetLength(1))
    {
        _array = values;
        var check = new FiniteCheck(values, cancellationToken);
        (values.Length > CheckedAtOnce ? ParallelTeam.Of(Environment.ProcessorCount) : ParallelTeam.Single).Run(check);
        RequireFinite(check.AreFinite);
    }

    // The rows of other data, which are known to be finite.
    private DataMatrix(DataMatrix other, int firstRow)
        : this(other.Name, other.Rows, other.Columns)
    {
        (_values, _array, _sparse, IsSparse, FirstRow) = (other._values, other._array, other._sparse, other.IsSparse, firstRow);
    }

    private DataMatrix(string name, int rows, int columns, bool isSparse, Func<int, int, DataMatrix> load)
        : this(name, rows, columns)
    {
        _load = load;
        IsSparse = isSparse;
    }

    private DataMatrix(string name, int rows, int columns)
    {
        if (rows == 0 || columns == 0)
        {
            throw Errors.EmptyData(name);
        }

        Name = name;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>What the data is called in messages.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The value at a row and column, both counted from 0.</summary>
    public double this[int row, int column] => _load is not null ? At(row)[row % SampleOrder.BlockRows, column]
        : _sparse is null ? Values[(row * Columns) + column]
        : _sparse[row, column];

    /// <summary>Whether the rows are made of a file when they are asked for, rather than kept.</summary>
    internal bool IsStored => _load is not null;

    /// <summary>Whether only the numbers that are not zero are kept.</summary>
    internal bool IsSparse { get; }

    /// <summary>All numbers, row after row; empty where only those that are not zero are kept, and where none are.</summary>
    internal ReadOnlySpan<double> Values => _array is null ? _values : FlatMatrix.Of(_array);

    /// <summary>The numbers that are not zero; null where all or none are kept.</summary>
    internal SparseMatrix<double>? Sparse => _sparse;

    /// <summary>The place of the first row in the data that these rows are a piece of; 0 for data that is whole.</summary>
    internal int FirstRow { get; private init; }

    /// <summary>What the columns are called, where they have names.</summary>
    internal IReadOnlyList<string>? ColumnNames { get; private set; }

    /// <summary>The place of the user's column that each column is a unit of, where it was encoded from a dataset.</summary>
    internal IReadOnlyList<int>? Owners { get; private set; }

    /// <summary>What the user's columns are called.</summary>
    internal IReadOnlyList<string>? OwnerNames { get; private set; }

    /// <summary>The columns before they were scaled for a network; null where the numbers are as they were given.</summary>
    internal IReadOnlyList<NumberColumn>? Unscaled { get; private set; }

    /// <summary>Takes rows of one length.</summary>
    /// <param name="name">What the data is called in messages.</param>
    /// <param name="rows">The rows; they are copied.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <exception cref="BackpropException">There is no row, a row has another length than the first, or a value is not finite.</exception>
    public static DataMatrix FromRows(string name, IReadOnlyList<double[]> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            throw Errors.EmptyData(name);
        }

        int columns = rows[0].Length;
        if ((long)rows.Count * columns > Array.MaxLength)
        {
            throw Errors.EncodedTooLarge(rows.Count, columns);
        }

        double[] values = GC.AllocateUninitializedArray<double>(rows.Count * columns);
        for (int i = 0; i < rows.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows[i].Length != columns)
            {
                throw Errors.RaggedRow(name, i + 1, columns, rows[i].Length);
            }

            rows[i].CopyTo(values, i * columns);
        }

        return new DataMatrix(name, values, rows.Count, columns);
    }

    /// <summary>Takes a rectangular array, [rows × columns].</summary>
    /// <param name="name">What the data is called in messages.</param>
    /// <param name="values">The numbers. They are not copied: leave them as they are while the data is in use.</param>
    /// <param name="cancellationToken">Ends the look at them.</param>
    /// <exception cref="BackpropException">A side is empty or a value is not finite.</exception>
    public static DataMatrix FromArray(string name, double[,] values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new DataMatrix(name, values, cancellationToken);
    }

    /// <summary>Takes a list of numbers as a matrix with one column.</summary>
    internal static DataMatrix FromColumn(string name, double[] values) => new(name, values, values.Length, 1);

    /// <summary>What one pass over all numbers tells of them; done once.</summary>
    /// <param name="team">The threads that share it.</param>
    internal DataSummary Summarize(ParallelTeam team) => _summary ??= DataSummary.Of(this, team);

    /// <summary>Rows that are made when they are asked for.</summary>
    /// <param name="name">What the data is called in messages.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="isSparse">Whether only the numbers that are not zero are kept of those that are made.</param>
    /// <param name="load">Makes consecutive rows, from the first's place and their number; on any number of threads at once.</param>
    internal static DataMatrix Stored(string name, int rows, int columns, bool isSparse, Func<int, int, DataMatrix> load) =>
        new(name, rows, columns, isSparse, load);

    /// <summary>All rows, in memory.</summary>
    internal DataMatrix Load() => _load is null ? this : _load(0, Rows);

    /// <summary>A block of rows, in memory.</summary>
    internal DataMatrix LoadBlock(int block)
    {
        int first = block * SampleOrder.BlockRows;
        return _load!(first, Math.Min(SampleOrder.BlockRows, Rows - first));
    }

    /// <summary>Consecutive rows in pieces that are in memory: all of one block, or all at once where they are kept.</summary>
    /// <returns>A piece, and the rows of it that are meant, from the first's place in it and their number.</returns>
    internal IEnumerable<(DataMatrix Rows, int First, int Count)> Pieces(int first, int end)
    {
        if (_load is null)
        {
            yield return (this, first, end - first);
            yield break;
        }

        while (first < end)
        {
            int count = Math.Min(SampleOrder.BlockRows, end - first);
            yield return (_load(first, count), 0, count);
            first += count;
        }
    }

    /// <summary>All rows in pieces that are in memory.</summary>
    internal IEnumerable<DataMatrix> Pieces() => Pieces(0, Rows).Select(static piece => piece.Rows);

    /// <summary>The same rows, which say where they are in the data that they are a piece of.</summary>
    internal DataMatrix At(int firstRow, IReadOnlyList<NetworkColumn> columns) => new DataMatrix(this, firstRow).Of(columns);

    /// <summary>Some of the rows, in the order given and in memory; rows of a file are read once if they rise.</summary>
    internal DataMatrix Select(int[] rows)
    {
        NumberColumn[]? unscaled = Unscaled?.Select(column => (NumberColumn)column.Select(rows)).ToArray();
        DataMatrix chosen = IsSparse ? new DataMatrix(Name, GatherSparse(rows)) : new DataMatrix(Name, Gather(rows), rows.Length, Columns);
        chosen.Of(ColumnNames, Owners, OwnerNames);
        chosen.Unscaled = unscaled;
        return chosen;
    }

    /// <summary>The same, which says what its columns are.</summary>
    /// <param name="columns">The user's columns, as the network takes them.</param>
    /// <param name="unscaled">The columns before they were scaled; null where the numbers are as they were given.</param>
    internal DataMatrix Of(IReadOnlyList<NetworkColumn> columns, IReadOnlyList<NumberColumn>? unscaled = null)
    {
        ColumnNames = [.. columns.SelectMany(static column => column.UnitNames)];
        Owners = [.. columns.SelectMany(static (column, place) => Enumerable.Repeat(place, column.Width))];
        OwnerNames = [.. columns.Select(static column => column.Name)];
        Unscaled = unscaled;
        return this;
    }

    /// <summary>
    /// Of rows of a file some columns in memory, the others zero, so that rows may be taken from in any order; data in memory as it is.
    /// </summary>
    /// <param name="isKept">Whether each column is kept, [columns].</param>
    internal DataMatrix Only(bool[] isKept)
    {
        if (_load is null)
        {
            return this;
        }

        var kept = new SparseMatrix<double>(Columns);
        int[] all = [.. Enumerable.Range(0, Columns).Where(column => isKept[column])];
        var (places, values) = (new List<int>(), new List<double>());
        foreach (DataMatrix piece in Pieces())
        {
            for (int row = 0; row < piece.Rows; row++)
            {
                places.Clear();
                values.Clear();
                ReadOnlySpan<int> present = piece._sparse is { } sparse ? sparse.Places(row) : all;
                foreach (int place in present)
                {
                    if (isKept[place])
                    {
                        places.Add(place);
                        values.Add(piece[row, place]);
                    }
                }

                kept.Add(CollectionsMarshal.AsSpan(places), CollectionsMarshal.AsSpan(values));
            }
        }

        return new DataMatrix(Name, kept).Of(ColumnNames, Owners, OwnerNames);
    }

    /// <summary>The same rows with some columns taken from rows of other data, which has as many columns and is in memory.</summary>
    /// <param name="source">The other data; it keeps only what is not zero if this does.</param>
    /// <param name="isTaken">Whether each column is taken from there, [columns].</param>
    /// <param name="rowOf">The row there that a row here takes from.</param>
    internal DataMatrix With(DataMatrix source, bool[] isTaken, Func<int, int> rowOf)
    {
        if (_load is { } load)
        {
            return Stored(Name, Rows, Columns, IsSparse, (first, count) => load(first, count).With(source, isTaken, row => rowOf(first + row)))
                .Of(ColumnNames, Owners, OwnerNames);
        }

        DataMatrix mixed = _sparse is null
            ? new DataMatrix(Name, Mix(source, isTaken, rowOf), Rows, Columns) { FirstRow = FirstRow }
            : new DataMatrix(Name, Mix(_sparse, source._sparse!, isTaken, rowOf)) { FirstRow = FirstRow };
        return mixed.Of(ColumnNames, Owners, OwnerNames);
    }

    /// <summary>A column in the user's own units, to the last bit where it is known as it was before it was scaled.</summary>
    /// <param name="column">Its place.</param>
    /// <param name="scaling">What it was scaled by; null if it was not.</param>
    internal double[] InOwnUnits(int column, NetworkColumn? scaling)
    {
        if (Unscaled is { } unscaled)
        {
            return unscaled[column].Values;
        }

        double[] values = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            values[row] = scaling?.Decode(this[row, column]) ?? this[row, column];
        }

        return values;
    }

    /// <summary>Copies rows into another number type.</summary>
    /// <exception cref="BackpropException">A value is beyond the type's range.</exception>
    internal void CopyRows<T>(int first, int count, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_load is not null)
        {
            int done = 0;
            foreach (var (rows, _, length) in Pieces(first, first + count))
            {
                rows.CopyRows(0, length, destination.Slice(done * Columns, length * Columns));
                done += length;
            }

            return;
        }

        if (_sparse is null)
        {
            Convert(Values.Slice(first * Columns, count * Columns), destination, first);
            return;
        }

        double[] row = new double[Columns];
        for (int i = 0; i < count; i++)
        {
            _sparse.Expand(first + i, row);
            Convert(row, destination.Slice(i * Columns, Columns), first + i);
        }
    }

    /// <summary>Has a row brought into the cache while another is worked on, where the processor can be asked for it.</summary>
    internal unsafe void Prefetch(int row)
    {
        if (!Sse.IsSupported || IsSparse || IsStored)
        {
            return;
        }

        fixed (double* values = Values.Slice(row * Columns, Columns))
        {
            for (int j = 0; j < Columns; j += CacheLine / sizeof(double))
            {
                Sse.Prefetch0(values + j);
            }
        }
    }

    /// <summary>Copies what is not zero of a row, in another number type.</summary>
    /// <param name="row">The row.</param>
    /// <param name="buffer">Room for the numbers of one row; it grows as it is needed.</param>
    /// <param name="destination">The rows that it is added to.</param>
    /// <exception cref="BackpropException">A value is beyond the type's range.</exception>
    internal void CopyNonZeros<T>(int row, ref T[] buffer, SparseMatrix<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<int> places = _sparse!.Places(row);
        ReadOnlySpan<double> values = _sparse.Values(row);
        if (buffer.Length < values.Length)
        {
            buffer = new T[2 * values.Length];
        }

        int bad = Convert<T>(values, buffer);
        if (bad >= 0)
        {
            throw Errors.NotFiniteInSingle(Name, FirstRow + row + 1, places[bad] + 1, values[bad]);
        }

        destination.Add(places, buffer.AsSpan(0, values.Length));
    }

    private void Convert<T>(ReadOnlySpan<double> source, Span<T> destination, int first)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int bad = Convert(source, destination);
        if (bad >= 0)
        {
            throw Errors.NotFiniteInSingle(Name, FirstRow + first + (bad / Columns) + 1, (bad % Columns) + 1, source[bad]);
        }
    }

    /// <summary>Copies numbers into another number type.</summary>
    /// <returns>The place of the first that is beyond the type's range; −1 if all fit.</returns>
    internal static int Convert<T>(ReadOnlySpan<double> source, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
        {
            source.CopyTo(MemoryMarshal.Cast<T, double>(destination));
            return -1;
        }

        return Narrow(source, MemoryMarshal.Cast<T, float>(destination));
    }

    /// <summary>All values in another number type, [rows × columns].</summary>
    /// <exception cref="BackpropException">A value is beyond the type's range.</exception>
    internal T[] ToArray<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[Rows * Columns];
        CopyRows<T>(0, Rows, values);
        return values;
    }

    private double[] Gather(int[] rows)
    {
        double[] values = new double[rows.Length * Columns];
        for (int i = 0; i < rows.Length; i++)
        {
            var (source, row) = Kept(rows[i]);
            source.Values.Slice(row * Columns, Columns).CopyTo(values.AsSpan(i * Columns));
        }

        return values;
    }

    // A row where it is kept, and its place there.
    private (DataMatrix Source, int Row) Kept(int row) => _load is null ? (this, row) : (At(row), row % SampleOrder.BlockRows);

    // The block of rows that a row of a file is in; the last one is kept.
    private DataMatrix At(int row)
    {
        int block = row / SampleOrder.BlockRows;
        Piece? last = _last;
        if (last?.Block != block)
        {
            _last = last = new Piece(block, LoadBlock(block));
        }

        return last.Rows;
    }

    private DataMatrix Of(IReadOnlyList<string>? columnNames, IReadOnlyList<int>? owners, IReadOnlyList<string>? ownerNames)
    {
        (ColumnNames, Owners, OwnerNames) = (columnNames, owners, ownerNames);
        return this;
    }

    private double[] Mix(DataMatrix source, bool[] isTaken, Func<int, int> rowOf)
    {
        double[] values = [.. Values];
        int[] taken = [.. Enumerable.Range(0, Columns).Where(column => isTaken[column])];
        for (int row = 0; row < Rows; row++)
        {
            Span<double> own = values.AsSpan(row * Columns, Columns);
            int from = rowOf(row);
            foreach (int column in taken)
            {
                own[column] = source[from, column];
            }
        }

        return values;
    }

    private static SparseMatrix<double> Mix(SparseMatrix<double> own, SparseMatrix<double> source, bool[] isTaken, Func<int, int> rowOf)
    {
        var mixed = new SparseMatrix<double>(own.Columns);
        var (places, values) = (new List<int>(), new List<double>());
        for (int row = 0; row < own.Rows; row++)
        {
            places.Clear();
            values.Clear();
            int from = rowOf(row);
            ReadOnlySpan<int> ownPlaces = own.Places(row);
            ReadOnlySpan<int> sourcePlaces = source.Places(from);
            int i = 0;
            int j = 0;
            while (i < ownPlaces.Length || j < sourcePlaces.Length)
            {
                bool isOwn = j == sourcePlaces.Length || (i < ownPlaces.Length && ownPlaces[i] <= sourcePlaces[j]);
                int place = isOwn ? ownPlaces[i] : sourcePlaces[j];
                double value = isOwn ? own.Values(row)[i++] : source.Values(from)[j++];
                if (isTaken[place] != isOwn)
                {
                    places.Add(place);
                    values.Add(value);
                }
            }

            mixed.Add(CollectionsMarshal.AsSpan(places), CollectionsMarshal.AsSpan(values));
        }

        return mixed;
    }

    private SparseMatrix<double> GatherSparse(int[] rows)
    {
        var chosen = new SparseMatrix<double>(Columns);
        foreach (int place in rows)
        {
            var (source, row) = Kept(place);
            chosen.Add(source._sparse!.Places(row), source._sparse.Values(row));
        }

        return chosen;
    }

    // Rounds to single precision; the index of the first number that is beyond its range, or −1.
    private static int Narrow(ReadOnlySpan<double> source, Span<float> destination)
    {
        int half = Vector<double>.Count;
        int i = 0;
        for (; i <= source.Length - (2 * half); i += 2 * half)
        {
            var values = Vector.Narrow(new Vector<double>(source[i..]), new Vector<double>(source[(i + half)..]));
            if (!Vector.EqualsAll(values - values, Vector<float>.Zero))
            {
                break;
            }

            values.CopyTo(destination[i..]);
        }

        for (; i < source.Length; i++)
        {
            destination[i] = (float)source[i];
            if (!float.IsFinite(destination[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private void RequireFinite(bool areFinite)
    {
        if (areFinite)
        {
            return;
        }

        int bad = 0;
        while (double.IsFinite(Values[bad]))
        {
            bad++;
        }

        throw Errors.NotFinite(Name, (bad / Columns) + 1, (bad % Columns) + 1, Values[bad]);
    }

    // Of a number that is not finite the difference to itself is none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsFinite(ReadOnlySpan<double> values)
    {
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var some = new Vector<double>(values[i..]);
            if (!Vector.EqualsAll(some - some, Vector<double>.Zero))
            {
                return false;
            }
        }

        for (; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return false;
            }
        }

        return true;
    }

    private sealed class FiniteCheck(double[,] source, CancellationToken cancellationToken) : ParallelWork
    {
        private volatile bool _areFinite = true;

        public bool AreFinite => _areFinite;

        public override void Execute(int part, int parts)
        {
            ReadOnlySpan<double> all = FlatMatrix.Of(source);
            int end = (int)((long)all.Length * (part + 1) / parts);
            for (int first = (int)((long)all.Length * part / parts); first < end && _areFinite; first += CheckedAtOnce)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!IsFinite(all[first..Math.Min(first + CheckedAtOnce, end)]))
                {
                    _areFinite = false;
                }
            }
        }
    }

    private sealed record Piece(int Block, DataMatrix Rows);
}
