using System.Numerics;

using MathNet.Numerics.Random;

using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// Batch normalization: x̂ = (x − μ) / √(σ² + ε) for each input over the batch, z = γ x̂ + β, a = f(z) (Ioffe, Szegedy
/// 2015). Prediction uses running statistics, which move by a tenth of the way to each batch's mean and unbiased
/// variance, as in PyTorch; ε = 1e-5. They move when a step is taken, not when a pass is made; sums are in double precision.
/// </summary>
/// <remarks>
/// Its part of backpropagation, with δ = ∂E/∂z and N rows: ∂E/∂γ = Σ δ x̂, ∂E/∂β = Σ δ,
/// ∂E/∂x = γ / √(σ² + ε) · (δ − Σ δ / N − x̂ Σ (δ x̂) / N).
/// </remarks>
public sealed class BatchNormalizationLayer : Layer
{
    internal const double Epsilon = 1e-5;
    private const double Step = 0.1;

    internal static readonly LayerMember Member = new BatchNormalization();

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

    /// <inheritdoc/>
    public override string ToString() => Activation == Activation.Linear ? $"batch normalization {Units}" : $"batch normalization, {base.ToString()}";

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

    internal override LayerBuffers<T> CreateBuffers<T>(int rows, PassPurpose purpose, ParallelTeam team) =>
        new BatchBuffers<T>(rows, this, purpose) { Team = team };

    internal override void Gradient<T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, Span<T> gradient, int rows, bool accumulate)
    {
        var batch = (BatchBuffers<T>)buffers;
        batch.DeltaSum.AsSpan().Clear();
        batch.ProductSum.AsSpan().Clear();
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> delta = buffers.Delta.AsSpan(row * Units, Units);
            ReadOnlySpan<T> normalized = batch.Normalized.AsSpan(row * Units, Units);
            for (int j = 0; j < delta.Length; j++)
            {
                double value = double.CreateTruncating(delta[j]);
                batch.DeltaSum[j] += value;
                batch.ProductSum[j] += value * double.CreateTruncating(normalized[j]);
            }
        }

        for (int j = 0; j < Units; j++)
        {
            gradient[j] = (accumulate ? gradient[j] : T.Zero) + T.CreateTruncating(batch.ProductSum[j]);
            gradient[Units + j] = (accumulate ? gradient[Units + j] : T.Zero) + T.CreateTruncating(batch.DeltaSum[j]);
        }
    }

    internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerBuffers<T> buffers, Span<T> inputDelta, int rows)
    {
        var batch = (BatchBuffers<T>)buffers;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> delta = buffers.Delta.AsSpan(row * Units, Units);
            ReadOnlySpan<T> normalized = batch.Normalized.AsSpan(row * Units, Units);
            Span<T> result = inputDelta.Slice(row * Units, Units);
            for (int j = 0; j < delta.Length; j++)
            {
                double factor = double.CreateTruncating(parameters[j]) * batch.InverseDeviation[j];
                double shared = (batch.DeltaSum[j] + (double.CreateTruncating(normalized[j]) * batch.ProductSum[j])) / rows;
                result[j] = T.CreateTruncating(factor * (double.CreateTruncating(delta[j]) - shared));
            }
        }
    }

    internal override void MoveStatistics<T>(Span<T> parameters, LayerBuffers<T> buffers, int rows)
    {
        var batch = (BatchBuffers<T>)buffers;
        for (int j = 0; j < Units; j++)
        {
            Move(ref parameters[(2 * Units) + j], batch.Mean[j]);
            Move(ref parameters[(3 * Units) + j], batch.SquareSum[j] / (rows - 1));
        }

        static void Move(ref T running, double value)
        {
            double old = double.CreateTruncating(running);
            running = T.CreateTruncating(old + (Step * (value - old)));
        }
    }

    // γ / √(σ² + ε) can go into the layer before it, if that is linear, and so can the rest.
    internal override (Layer Layer, double[] Parameters)? Fold(Layer before, double[] parameters)
    {
        double[] factors = new double[Units];
        for (int j = 0; j < Units; j++)
        {
            factors[j] = Part(parameters, 0)[j] / Math.Sqrt(Part(parameters, 3)[j] + Epsilon);
        }

        return before.Activation == Activation.Linear
            ? before.Rescale(Shape with { Inputs = before.Inputs }, before.Range(parameters), Part(parameters, 2), factors, Part(parameters, 1))
            : null;
    }

    internal override string ExplainNetInput(double[] parameters, ReadOnlyMemory<double> input, int unit) =>
        $"γ · x̂ + β = {FormulaText.Bracketed(parameters[unit])} · x̂ + {FormulaText.Bracketed(parameters[Units + unit])}";

    internal override string ExplainInputDelta(double[] parameters, ReadOnlyMemory<double> delta, int input) =>
        "∂E/∂a through the batch normalization";

    internal override string ExplainGradient(ParameterTensor tensor, int rows, Func<int, double>? input, Func<int, double> delta) =>
        tensor == Tensors[0] ? "Σ x̂ · δ over the rows" : base.ExplainGradient(tensor, rows, input, delta);

    private protected override LayerShape ShapeFor(int inputs) => Shape with { Inputs = inputs, Units = inputs };

    private protected override Layer Reshape(LayerShape shape) => new BatchNormalizationLayer(shape);

    private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows)
    {
        var batch = (BatchBuffers<T>)buffers;
        if (buffers.IsTraining)
        {
            TakeStatistics(input, batch, rows);
        }
        else
        {
            for (int j = 0; j < Units; j++)
            {
                batch.Mean[j] = double.CreateTruncating(parameters[(2 * Units) + j]);
                batch.InverseDeviation[j] = Inverse(double.CreateTruncating(parameters[(3 * Units) + j]));
            }
        }

        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> values = input.Slice(row * Units, Units);
            Span<T> netInput = buffers.NetInput.AsSpan(row * Units, Units);
            for (int j = 0; j < values.Length; j++)
            {
                T normalized = T.CreateTruncating((double.CreateTruncating(values[j]) - batch.Mean[j]) * batch.InverseDeviation[j]);
                netInput[j] = (parameters[j] * normalized) + parameters[Units + j];
                if (buffers.IsTraining)
                {
                    batch.Normalized[(row * Units) + j] = normalized;
                }
            }
        }
    }

    private static double Inverse(double variance) => 1 / Math.Sqrt(variance + Epsilon);

    // In double precision whatever the network's own, and in two passes: a column far from zero keeps the digits of its
    // variance. Each unit's sums go from the first row to the last.
    private void TakeStatistics<T>(ReadOnlySpan<T> input, BatchBuffers<T> batch, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        batch.Mean.AsSpan().Clear();
        batch.SquareSum.AsSpan().Clear();
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> values = input.Slice(row * Units, Units);
            for (int j = 0; j < values.Length; j++)
            {
                batch.Mean[j] += double.CreateTruncating(values[j]);
            }
        }

        for (int j = 0; j < Units; j++)
        {
            batch.Mean[j] /= rows;
        }

        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> values = input.Slice(row * Units, Units);
            for (int j = 0; j < values.Length; j++)
            {
                double distance = double.CreateTruncating(values[j]) - batch.Mean[j];
                batch.SquareSum[j] += distance * distance;
            }
        }

        for (int j = 0; j < Units; j++)
        {
            batch.InverseDeviation[j] = Inverse(batch.SquareSum[j] / rows);
        }
    }

    private Span<double> Part(double[] parameters, int index) => parameters.AsSpan(Offset + (index * Units), Units);

    private sealed class BatchBuffers<T>(int rows, Layer layer, PassPurpose purpose) : LayerBuffers<T>(rows, layer, purpose)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>The mean of each input that the last pass took away, the batch's in training.</summary>
        public double[] Mean { get; } = new double[layer.Units];

        /// <summary>Σ (x − μ)² of each input over the batch.</summary>
        public double[] SquareSum { get; } = new double[layer.Units];

        /// <summary>1 / √(σ² + ε) of each input.</summary>
        public double[] InverseDeviation { get; } = new double[layer.Units];

        /// <summary>Σ δ of each unit over the batch.</summary>
        public double[] DeltaSum { get; } = new double[layer.Units];

        /// <summary>Σ δ x̂ of each unit over the batch.</summary>
        public double[] ProductSum { get; } = new double[layer.Units];

        /// <summary>x̂, [rows × units].</summary>
        public T[] Normalized { get; } = purpose == PassPurpose.Training ? new T[rows * layer.Units] : [];
    }

    private sealed class BatchNormalization() : LayerMember(LayerKind.BatchNormalization, "batchNormalization")
    {
        public override Activation? DefaultActivation => Activation.Linear;

        public override int Units(int asked, int inputs, int position) =>
            asked == 0 || asked == inputs ? inputs : throw Errors.NormalizationUnits(position, inputs, asked);

        public override Layer Create(LayerShape shape, bool hasBias, IReadOnlyDictionary<LayerOption, double> options) =>
            new BatchNormalizationLayer(shape);
    }
}
