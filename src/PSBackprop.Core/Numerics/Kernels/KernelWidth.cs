namespace PSBackprop.Numerics.Kernels;

/// <summary>The vectors a kernel works with, in bits.</summary>
internal enum KernelWidth
{
    /// <summary>The processor has no fused multiply-add: the plain reference computes.</summary>
    None = 0,

    /// <summary>Arm64.</summary>
    Bits128 = 128,

    /// <summary>AVX2 with FMA.</summary>
    Bits256 = 256,

    /// <summary>AVX-512.</summary>
    Bits512 = 512,
}
