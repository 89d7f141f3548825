using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using PSBackprop.Numerics.Kernels;

namespace PSBackprop.Numerics;

/// <summary>
/// The matrix product for sizes that matter: A and B are cut into blocks that fit the caches, packed into panels, and
/// multiplied tile by tile (Goto, van de Geijn 2008). A team shares the packing of A, then the column panels of C. The
/// summed index is cut at fixed places and each element goes on from what the block before has left, so neither blocks
/// nor threads touch the order of its sum.
/// </summary>
internal sealed unsafe class BlockedProduct<T> : TeamWork
    where T : unmanaged
{
    // A block of A is to stay in the second-level cache, a panel of B in the first.
    private const int BlockDepth = 256;
    private const int MostBlockRows = 384;

    [ThreadStatic]
    private static BlockedProduct<T>? t_own;

    [ThreadStatic]
    private static T[]? t_panel;

    private KernelWidth _width;
    private int _m;
    private int _n;
    private int _k;
    private T* _a;
    private nint _aStride;
    private bool _aTransposed;
    private T* _b;
    private nint _bStride;
    private bool _bTransposed;
    private T* _c;
    private bool _accumulate;
    private T[] _packedA = [];
    private int[] _tickets = [];

    /// <summary>C[m × n] = A · B, added to C where asked for; A [m × k] and B [k × n] may be stored transposed.</summary>
    public static void Multiply(WorkerTeam team, KernelWidth width, int m, int n, int k, ReadOnlySpan<T> a, bool aTransposed, ReadOnlySpan<T> b, bool bTransposed, Span<T> c, bool accumulate)
    {
        var product = t_own ??= new BlockedProduct<T>();
        fixed (T* pa = a)
        fixed (T* pb = b)
        fixed (T* pc = c)
        {
            product._width = width;
            product._m = m;
            product._n = n;
            product._k = k;
            product._a = pa;
            product._aStride = aTransposed ? m : k;
            product._aTransposed = aTransposed;
            product._b = pb;
            product._bStride = bTransposed ? k : n;
            product._bTransposed = bTransposed;
            product._c = pc;
            product._accumulate = accumulate;
            product.Prepare();
            team.Run(product);
        }
    }

    public override void Execute(WorkerTeam team, int member, int members)
    {
        int tileRows = TileKernel.Rows(_width);
        int tileColumns = TileKernel.Columns<T>(_width);
        T[] panel = t_panel ??= GC.AllocateUninitializedArray<T>(BlockDepth * 64, pinned: true);
        T* b = Pointer(panel);
        T* a = Pointer(_packedA);
        int columnPanels = (_n + tileColumns - 1) / tileColumns;
        int block = 0;
        for (int first = 0; first < _k; first += BlockDepth)
        {
            int depth = Math.Min(BlockDepth, _k - first);
            for (int row = 0; row < _m; row += MostBlockRows)
            {
                int rows = Math.Min(MostBlockRows, _m - row);
                PackA(a, row, rows, first, depth, tileRows, member, members);
                team.Meet();
                for (int column = Interlocked.Increment(ref _tickets[block]) - 1; column < columnPanels; column = Interlocked.Increment(ref _tickets[block]) - 1)
                {
                    PackB(b, column * tileColumns, first, depth, tileColumns);
                    MultiplyPanel(a, b, row, rows, column * tileColumns, first, depth, tileRows, tileColumns);
                }

                team.Meet();
                block++;
            }
        }
    }

    private static T* Pointer(T[] pinned) => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    private void Prepare()
    {
        int tileRows = TileKernel.Rows(_width);
        int panels = (Math.Min(_m, MostBlockRows) + tileRows - 1) / tileRows;
        int needed = panels * tileRows * Math.Min(_k, BlockDepth);
        if (_packedA.Length < needed)
        {
            _packedA = GC.AllocateUninitializedArray<T>(needed, pinned: true);
        }

        int blocks = ((_k + BlockDepth - 1) / BlockDepth) * ((_m + MostBlockRows - 1) / MostBlockRows);
        if (_tickets.Length < blocks)
        {
            _tickets = new int[blocks];
        }

        Array.Clear(_tickets);
    }

    private void PackA(T* target, int row, int rows, int first, int depth, int tileRows, int member, int members)
    {
        int panels = (rows + tileRows - 1) / tileRows;
        for (int panel = member; panel < panels; panel += members)
        {
            int start = row + (panel * tileRows);
            int count = Math.Min(tileRows, row + rows - start);
            T* own = target + (panel * tileRows * depth);
            if (_aTransposed)
            {
                Packing.Straight(_a + (first * _aStride) + start, _aStride, count, depth, own, tileRows);
            }
            else
            {
                Packing.Transposed(_a + (start * _aStride) + first, _aStride, count, depth, own, tileRows);
            }
        }
    }

    private void PackB(T* target, int column, int first, int depth, int tileColumns)
    {
        int count = Math.Min(tileColumns, _n - column);
        if (_bTransposed)
        {
            Packing.Transposed(_b + (column * _bStride) + first, _bStride, count, depth, target, tileColumns);
        }
        else
        {
            Packing.Straight(_b + (first * _bStride) + column, _bStride, count, depth, target, tileColumns);
        }
    }

    private void MultiplyPanel(T* a, T* b, int row, int rows, int column, int first, int depth, int tileRows, int tileColumns)
    {
        bool fresh = first == 0 && !_accumulate;
        int columns = Math.Min(tileColumns, _n - column);
        T* edge = stackalloc T[tileRows * tileColumns];
        for (int done = 0; done < rows; done += tileRows)
        {
            int count = Math.Min(tileRows, rows - done);
            T* tile = _c + ((nint)(row + done) * _n) + column;
            if (count == tileRows && columns == tileColumns)
            {
                for (int i = 0; i < tileRows && fresh; i++)
                {
                    new Span<T>(tile + ((nint)i * _n), tileColumns).Clear();
                }

                TileKernel.Add(_width, depth, a + (done * depth), b, tile, _n);
                continue;
            }

            // A tile over the edge is worked on in a full one of its own.
            for (int i = 0; i < count; i++)
            {
                var own = new Span<T>(edge + (i * tileColumns), columns);
                if (fresh)
                {
                    own.Clear();
                }
                else
                {
                    new ReadOnlySpan<T>(tile + ((nint)i * _n), columns).CopyTo(own);
                }
            }

            TileKernel.Add(_width, depth, a + (done * depth), b, edge, tileColumns);
            for (int i = 0; i < count; i++)
            {
                new ReadOnlySpan<T>(edge + (i * tileColumns), columns).CopyTo(new Span<T>(tile + ((nint)i * _n), columns));
            }
        }
    }
}
