using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

using Distribution = MathNet.Numerics.Distributions.Normal;

using PSBackprop.Numerics;

namespace PSBackprop.Initializers;

/// <summary>
/// The orthogonal factor Q of a normal random matrix, each column's sign that of R's diagonal so that Q is uniform
/// among orthogonal matrices (Saxe, McClelland, Ganguli 2014; Mezzadri 2007). The shorter side is orthonormal.
/// </summary>
internal sealed class OrthogonalInitializer : WeightInitializer
{
    public static readonly InitializerMember Member = new(Initializer.Orthogonal, static _ => new OrthogonalInitializer());

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random)
    {
        bool wide = units > inputs;
        int rows = wide ? units : inputs;
        int columns = wide ? inputs : units;
        var normal = ManagedAlgebra.Matrix.Dense(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                normal[i, j] = Distribution.Sample(random, 0, 1);
            }
        }

        var factors = normal.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double value = factors.R[j, j] < 0 ? -factors.Q[i, j] : factors.Q[i, j];
                weights[wide ? (j * units) + i : (i * units) + j] = value;
            }
        }
    }
}
