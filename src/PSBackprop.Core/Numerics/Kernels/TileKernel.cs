using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PSBackprop.Numerics.Kernels;

/// <summary>Chooses the kernel for a vector width, and says how large its tiles are.</summary>
internal static unsafe class TileKernel
{
    /// <summary>The widest that this processor has.</summary>
    public static readonly KernelWidth Widest =
        Avx512F.IsSupported ? KernelWidth.Bits512
        : Fma.IsSupported ? KernelWidth.Bits256
        : AdvSimd.Arm64.IsSupported ? KernelWidth.Bits128
        : KernelWidth.None;

    public static int Rows(KernelWidth width) => width switch
    {
        KernelWidth.Bits512 => Kernel512.Rows,
        KernelWidth.Bits256 => Kernel256.Rows,
        _ => Kernel128.Rows,
    };

    /// <summary>The columns of a wide tile; a narrow one has half of them.</summary>
    public static int Columns<T>(KernelWidth width)
        where T : unmanaged => 2 * (int)width / 8 / Unsafe.SizeOf<T>();

    /// <summary>
    /// Puts the product of a panel of A and a strip of B, added to what the sums start from, into a tile of C as wide as the strip; the
    /// strip is copied into a panel where there is one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(
        KernelWidth width, bool narrow, int depth, T* a, T* b, nint bStride, T* panel, T* c, nint stride, T* start, nint startStride)
        where T : unmanaged
    {
        if (width == KernelWidth.Bits512)
        {
            if (narrow)
            {
                Kernel512.AddNarrow(depth, a, b, bStride, panel, c, stride, start, startStride);
            }
            else
            {
                Kernel512.Add(depth, a, b, bStride, panel, c, stride, start, startStride);
            }
        }
        else if (width == KernelWidth.Bits256)
        {
            if (narrow)
            {
                Kernel256.AddNarrow(depth, a, b, bStride, panel, c, stride, start, startStride);
            }
            else
            {
                Kernel256.Add(depth, a, b, bStride, panel, c, stride, start, startStride);
            }
        }
        else if (narrow)
        {
            Kernel128.AddNarrow(depth, a, b, bStride, panel, c, stride, start, startStride);
        }
        else
        {
            Kernel128.Add(depth, a, b, bStride, panel, c, stride, start, startStride);
        }
    }
}
