using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using PSBackprop.Numerics.Kernels;

namespace PSBackprop.Numerics;

/// <summary>
/// The matrix product for sizes that matter: A and B are cut into blocks that fit the caches, packed into panels, and
/// multiplied tile by tile (Goto, van de Geijn 2008). A strip of B that a kernel can read where it lies is packed by the
/// first tile that reads it (Xu, Van Zee, van de Geijn 2023): the copy rides along with the multiplications, and memory is
/// waited for while there is something to compute. Each member of a team computes a range of its own of the longer side
/// of C, with buffers of its own, so that they never wait for each other. The summed index is cut at fixed places and
/// each element goes on from what the block before has left: neither blocks nor threads touch the order of its sum.
/// </summary>
internal sealed unsafe class BlockedProduct<T> : ParallelWork
    where T : unmanaged
{
    // A block of A is to stay in the second-level cache, a panel of B in the first. The depth may be a little more than 256, or sums as long
    // as 784 would end in a block of a few.
    private const int MostDepth = 272;
    private const int DepthUnit = 8;
    private const int MostBlockRows = 384;
    private const int MostTileRows = 12;
    private const int MostTileColumns = 32;
    private const int CacheLine = 64;

    [ThreadStatic]
    private static BlockedProduct<T>? t_own;

    [ThreadStatic]
    private static T[]? t_blockA;

    [ThreadStatic]
    private static T[]? t_panelB;

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
    private T* _start;
    private nint _startStride;

    /// <summary>
    /// C[m × n] = A · B, added to what the sums start from: nothing, a row [n] for all rows, or C itself; A [m × k] and B [k × n] may be
    /// stored transposed.
    /// </summary>
    public static void Multiply(
        ParallelTeam team,
        KernelWidth width,
        int m,
        int n,
        int k,
        ReadOnlySpan<T> a,
        bool aTransposed,
        ReadOnlySpan<T> b,
        bool bTransposed,
        Span<T> c,
        ReadOnlySpan<T> start)
    {
        var product = t_own ??= new BlockedProduct<T>();
        fixed (T* pa = a)
        fixed (T* pb = b)
        fixed (T* pc = c)
        fixed (T* ps = start)
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
            product._start = ps;
            product._startStride = start.Length == n ? 0 : n;
            team.Run(product);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Execute(int part, int parts)
    {
        int tileRows = TileKernel.Rows(_width);
        int tileColumns = TileKernel.Columns<T>(_width);
        bool byRows = _m >= _n;
        var (firstRow, endRow) = byRows ? Part(_m, tileRows, part, parts) : (0, _m);
        var (firstColumn, endColumn) = byRows ? (0, _n) : Part(_n, tileColumns, part, parts);
        int blocks = (endRow - firstRow + MostBlockRows - 1) / MostBlockRows;
        T* a = Pointer(t_blockA ??= Allocate((MostBlockRows + MostTileRows) * MostDepth));
        T* b = Pointer(t_panelB ??= Allocate(MostTileColumns * MostDepth));
        int depths = (_k + MostDepth - 1) / MostDepth;
        for (int step = 0; step < depths; step++)
        {
            var (first, last) = Part(_k, DepthUnit, step, depths);
            int depth = last - first;
            for (int block = 0; block < blocks; block++)
            {
                var (start, end) = Part(endRow - firstRow, tileRows, block, blocks);
                int row = firstRow + start;
                int rows = end - start;
                PackA(a, row, rows, first, depth, tileRows);
                for (int column = firstColumn; column < endColumn; column += tileColumns)
                {
                    int columns = Math.Min(tileColumns, endColumn - column);
                    MultiplyPanel(a, b, row, rows, column, columns, first, depth, tileRows, tileColumns);
                }
            }
        }
    }

    // A range of whole tiles for each part or block, as even as they go.
    private static (int First, int End) Part(int count, int tile, int part, int parts)
    {
        int tiles = (count + tile - 1) / tile;
        return (Math.Min(tiles * part / parts * tile, count), Math.Min(tiles * (part + 1) / parts * tile, count));
    }

    // A buffer that stays where it is, and the first place in it where a cache line begins.
    private static T[] Allocate(int count) => GC.AllocateUninitializedArray<T>(count + (CacheLine / sizeof(T)), pinned: true);

    private static T* Pointer(T[] pinned)
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return (T*)((address + CacheLine - 1) & ~(nint)(CacheLine - 1));
    }

    private void PackA(T* target, int row, int rows, int first, int depth, int tileRows)
    {
        for (int done = 0; done < rows; done += tileRows)
        {
            int count = Math.Min(tileRows, rows - done);
            T* panel = target + (done * depth);
            if (_aTransposed)
            {
                Packing.Straight(_a + (first * _aStride) + row + done, _aStride, count, depth, panel, tileRows);
            }
            else
            {
                Packing.Transposed(_a + ((row + done) * _aStride) + first, _aStride, count, depth, panel, tileRows);
            }
        }
    }

    private void PackB(T* target, int column, int columns, int first, int depth, int width)
    {
        if (_bTransposed)
        {
            Packing.Transposed(_b + (column * _bStride) + first, _bStride, columns, depth, target, width);
        }
        else
        {
            Packing.Straight(_b + (first * _bStride) + column, _bStride, columns, depth, target, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyPanel(T* a, T* panel, int row, int rows, int column, int columns, int first, int depth, int tileRows, int tileColumns)
    {
        bool narrow = 2 * columns <= tileColumns;
        int width = narrow ? tileColumns / 2 : tileColumns;
        T* b = panel;
        nint bStride = width;
        T* copy = null;
        if (_bTransposed || columns < width)
        {
            PackB(panel, column, columns, first, depth, width);
        }
        else
        {
            b = _b + (first * _bStride) + column;
            bStride = _bStride;
            copy = rows > tileRows ? panel : null;
        }

        T* edge = stackalloc T[MostTileRows * MostTileColumns];
        for (int done = 0; done < rows; done += tileRows)
        {
            int count = Math.Min(tileRows, rows - done);
            T* tile = _c + ((nint)(row + done) * _n) + column;
            T* start = first > 0 ? tile : _start == null ? null : _start + ((row + done) * _startStride) + column;
            nint startStride = first > 0 ? _n : _startStride;
            if (count == tileRows && columns == width)
            {
                TileKernel.Add(_width, narrow, depth, a + (done * depth), b, bStride, copy, tile, _n, start, startStride);
            }
            else
            {
                // A tile over the edge is worked on in a full one of its own.
                for (int i = 0; i < count && start != null; i++)
                {
                    new ReadOnlySpan<T>(start + (i * startStride), columns).CopyTo(new Span<T>(edge + (i * width), columns));
                }

                TileKernel.Add(_width, narrow, depth, a + (done * depth), b, bStride, copy, edge, width, start == null ? null : edge, width);
                for (int i = 0; i < count; i++)
                {
                    new ReadOnlySpan<T>(edge + (i * width), columns).CopyTo(new Span<T>(tile + ((nint)i * _n), columns));
                }
            }

            // What the first tile has left behind.
            b = panel;
            bStride = width;
            copy = null;
        }
    }
}
