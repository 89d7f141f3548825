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

    public static int Columns<T>(KernelWidth width)
        where T : unmanaged => 2 * (int)width / 8 / Unsafe.SizeOf<T>();

    public static void Add<T>(KernelWidth width, int depth, T* a, T* b, T* c, nint stride)
        where T : unmanaged
    {
        switch (width)
        {
            case KernelWidth.Bits512:
                Kernel512.Add(depth, a, b, c, stride);
                break;
            case KernelWidth.Bits256:
                Kernel256.Add(depth, a, b, c, stride);
                break;
            default:
                Kernel128.Add(depth, a, b, c, stride);
                break;
        }
    }
}
