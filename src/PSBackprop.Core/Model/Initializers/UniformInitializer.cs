using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>w uniform on [lower, upper).</summary>
internal sealed class UniformInitializer(double lower, double upper) : WeightInitializer
{
    private static readonly InitializerSetting<(double Lower, double Upper)> s_range = new(
        nameof(NetworkSettings.WeightRange), static settings => settings.WeightRange, (0, 1), "lower and upper end of the weights");

    public static readonly InitializerMember Member = new(
        Initializer.Uniform,
        static settings => new UniformInitializer(s_range.In(settings).Lower, s_range.In(settings).Upper))
    {
        Settings = [s_range],
    };

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random) =>
        FillUniform(weights, lower, upper, random);
}
