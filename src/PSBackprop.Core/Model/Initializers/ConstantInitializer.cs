using MathNet.Numerics.Random;

namespace PSBackprop.Initializers;

/// <summary>w = value.</summary>
internal sealed class ConstantInitializer(double value) : WeightInitializer
{
    private static readonly InitializerSetting<double> s_value = new(
        nameof(NetworkSettings.WeightScale), static settings => settings.WeightScale, 0, "the value of all weights");

    public static readonly InitializerMember Member = new(
        Initializer.Constant, static settings => new ConstantInitializer(s_value.In(settings)))
    {
        Settings = [s_value],
    };

    public static readonly InitializerMember Zeros = new(Initializer.Zeros, static _ => new ConstantInitializer(0));

    public override void Fill(Span<double> weights, Span<double> biases, int inputs, int units, RandomSource random) =>
        weights.Fill(value);
}
