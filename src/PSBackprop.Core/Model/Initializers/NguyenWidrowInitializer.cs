using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>
/// Each unit's weight vector has length β = 0.7 · units^(1/inputs) and its bias is uniform on ±β, so that the units'
/// active regions cover the input range [−1, 1] (Nguyen, Widrow 1990).
/// </summary>
internal sealed class NguyenWidrowInitializer : WeightInitializer
{
    public static readonly InitializerMember Member = new(Initializer.NguyenWidrow, static _ => new NguyenWidrowInitializer());

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random)
    {
        double length = 0.7 * Math.Pow(units, 1.0 / inputs);
        FillUniform(weights, -1, 1, random);
        for (int j = 0; j < units; j++)
        {
            double squares = 0;
            for (int i = 0; i < inputs; i++)
            {
                squares += weights[(i * units) + j] * weights[(i * units) + j];
            }

            double factor = length / Math.Sqrt(squares);
            for (int i = 0; i < inputs; i++)
            {
                weights[(i * units) + j] *= factor;
            }
        }

        FillUniform(biases, -length, length, random);
    }
}
