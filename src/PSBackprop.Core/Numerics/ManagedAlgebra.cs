using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace PSBackprop.Numerics;

/// <summary>MathNet's matrices, computed by its managed provider: a native library that happens to be there must not change the bits.</summary>
internal static class ManagedAlgebra
{
    static ManagedAlgebra() => Control.UseManaged();

    public static MatrixBuilder<double> Matrix => Matrix<double>.Build;

    public static VectorBuilder<double> Vector => Vector<double>.Build;
}
