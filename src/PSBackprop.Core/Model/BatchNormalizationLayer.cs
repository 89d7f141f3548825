using System.Numerics;

using MathNet.Numerics.Random;

using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// Batch normalization: x̂ = (x − μ) / √(σ² + ε) for each input over the batch, z = γ x̂ + β, a = f(z) (Ioffe, Szegedy
/// 2015). Prediction uses running statistics, which move by a tenth of the way to each batch's mean and unbiased
/// variance, as in PyTorch; ε = 1e-5.
/// </summary>
/// <remarks>
/// Its part of backpropagation, with δ = ∂E/∂z and N rows: ∂E/∂γ = Σ δ x̂, ∂E/∂β = Σ δ,
/// ∂E/∂x = γ / √(σ² + ε) · (δ − Σ δ / N − x̂ Σ (δ x̂) / N).
/// </remarks>
public sealed class BatchNormalizationLayer : Layer
{
    internal const double Epsilon = 1e-5;
    private const double Step = 0.1;

    internal BatchNormalizationLayer(LayerShape shape)
        : base(
            shape,
            new ParameterTensor("scale", "γ", ParameterRole.Bias, null, shape.Units),
            new ParameterTensor("shift", "β", ParameterRole.Bias, null, shape.Units),
            new ParameterTensor("mean", "μ", ParameterRole.Statistic, null, shape.Units),
            new ParameterTensor("variance", "σ²", ParameterRole.Statistic, null, shape.Units, Minimum: 0))
    {
    }

    /// <inheritdoc/>
    public override LayerKind Kind => LayerKind.BatchNormalization;

    /// <summary>γ, [units]; a copy.</summary>
    public double[] Scale => Part(Store.Values, 0).ToArray();

    /// <summary>β, [units]; a copy.</summary>
    public double[] Shift => Part(Store.Values, 1).ToArray();

    /// <summary>The running mean, [units]; a copy.</summary>
    public double[] Mean => Part(Store.Values, 2).ToArray();

    /// <summary>The running variance, [units]; a copy.</summary>
    public double[] Variance => Part(Store.Values, 3).ToArray();

    internal override bool NeedsWholeBatch => true;

    internal override void Initialize(Span<double> parameters, WeightInitializer initializer, RandomSource random)
    {
        parameters[..Units].Fill(1);
        parameters[(3 * Units)..].Fill(1);
    }

    internal override Expression InferNetInput(Expression input, ReadOnlyMemory<double> parameters)
    {
        UnitVector[] parts = [.. Tensors.Select((tensor, i) => new UnitVector(tensor.Name, parameters.Slice(i * Units, Units)))];
        var (scale, shift, mean, variance) = (parts[0], parts[1], parts[2], parts[3]);
        return new NamedFunction(
            "BatchNormalization",
            [input, scale, shift, mean, variance],
            [new FunctionAttribute("epsilon", new Scalar(Epsilon))],
            (scale * ((input - mean) / Expression.Sqrt(variance + Epsilon))) + shift);
    }

    internal override LayerActivity<T> CreateActivity<T>(int rows, PassPurpose purpose, WorkerTeam team) => new Activity<T>(rows, this, purpose) { Team = team };

    internal override void Gradient<T>(ReadOnlySpan<T> input, LayerActivity<T> activity, Span<T> gradient, int rows, bool accumulate)
    {
        if (!accumulate)
        {
            gradient.Clear();
        }

        T[] normalized = ((Activity<T>)activity).Normalized;
        for (int i = 0; i < rows * Units; i++)
        {
            int j = i % Units;
            gradient[j] += activity.Delta[i] * normalized[i];
            gradient[Units + j] += activity.Delta[i];
        }
    }

    internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerActivity<T> activity, Span<T> inputDelta, int rows)
    {
        var batch = (Activity<T>)activity;
        T count = T.CreateTruncating(rows);
        for (int j = 0; j < Units; j++)
        {
            T sum = T.Zero;
            T product = T.Zero;
            for (int i = j; i < rows * Units; i += Units)
            {
                sum += activity.Delta[i];
                product += activity.Delta[i] * batch.Normalized[i];
            }

            T factor = parameters[j] * batch.InverseDeviation[j];
            for (int i = j; i < rows * Units; i += Units)
            {
                inputDelta[i] = factor * (activity.Delta[i] - ((sum + (batch.Normalized[i] * product)) / count));
            }
        }
    }

    /// <summary>A dense layer that does what a linear one before this one and this one do together in prediction.</summary>
    /// <param name="before">The layer before, linear and without dropout.</param>
    /// <param name="parameters">All parameters of the network that both belong to.</param>
    /// <param name="folded">The parameters of the one layer.</param>
    internal DenseLayer Fold(DenseLayer before, double[] parameters, out double[] folded)
    {
        ReadOnlySpan<double> weights = before.Range(parameters);
        int weightCount = before.WeightCount;
        var layer = new DenseLayer(Shape with { Inputs = before.Inputs, HasBias = true });
        folded = new double[weightCount + Units];
        for (int j = 0; j < Units; j++)
        {
            double factor = Part(parameters, 0)[j] / Math.Sqrt(Part(parameters, 3)[j] + Epsilon);
            for (int i = j; i < weightCount; i += Units)
            {
                folded[i] = weights[i] * factor;
            }

            double bias = before.HasBias ? weights[weightCount + j] : 0;
            folded[weightCount + j] = ((bias - Part(parameters, 2)[j]) * factor) + Part(parameters, 1)[j];
        }

        return layer;
    }

    private protected override void ComputeNetInput<T>(Span<T> parameters, ReadOnlySpan<T> input, LayerActivity<T> activity, int rows)
    {
        var batch = (Activity<T>)activity;
        ReadOnlySpan<T> mean = parameters.Slice(2 * Units, Units);
        if (activity.IsTraining)
        {
            TakeStatistics(parameters, input, batch, rows);
            mean = batch.Mean;
        }
        else
        {
            for (int j = 0; j < Units; j++)
            {
                batch.InverseDeviation[j] = Inverse(parameters[(3 * Units) + j]);
            }
        }

        for (int i = 0; i < rows * Units; i++)
        {
            int j = i % Units;
            T normalized = (input[i] - mean[j]) * batch.InverseDeviation[j];
            activity.NetInput[i] = (parameters[j] * normalized) + parameters[Units + j];
            if (activity.IsTraining)
            {
                batch.Normalized[i] = normalized;
            }
        }
    }

    private static T Inverse<T>(T variance)
        where T : unmanaged, IFloatingPointIeee754<T> => T.One / T.Sqrt(variance + T.CreateTruncating(Epsilon));

    private void TakeStatistics<T>(Span<T> parameters, ReadOnlySpan<T> input, Activity<T> batch, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T count = T.CreateTruncating(rows);
        T others = T.CreateTruncating(Math.Max(rows - 1, 1));
        T step = T.CreateTruncating(Step);
        for (int j = 0; j < Units; j++)
        {
            T sum = T.Zero;
            for (int i = j; i < rows * Units; i += Units)
            {
                sum += input[i];
            }

            T mean = sum / count;
            T squares = T.Zero;
            for (int i = j; i < rows * Units; i += Units)
            {
                squares += (input[i] - mean) * (input[i] - mean);
            }

            batch.Mean[j] = mean;
            batch.InverseDeviation[j] = Inverse(squares / count);
            ref T runningMean = ref parameters[(2 * Units) + j];
            ref T runningVariance = ref parameters[(3 * Units) + j];
            runningMean += step * (mean - runningMean);
            runningVariance += step * ((squares / others) - runningVariance);
        }
    }

    private Span<double> Part(double[] parameters, int index) => parameters.AsSpan(Offset + (index * Units), Units);

    private sealed class Activity<T>(int rows, Layer layer, PassPurpose purpose) : LayerActivity<T>(rows, layer, purpose)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>The batch's mean of each input.</summary>
        public T[] Mean { get; } = new T[layer.Units];

        /// <summary>1 / √(σ² + ε) of each input.</summary>
        public T[] InverseDeviation { get; } = new T[layer.Units];

        /// <summary>x̂, [rows × units].</summary>
        public T[] Normalized { get; } = purpose == PassPurpose.Training ? new T[rows * layer.Units] : [];
    }
}
