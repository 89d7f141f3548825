using System.Numerics;

using MathNet.Numerics.Random;

using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// Layer normalization: x̂ = (x − μ) / √(σ² + ε) with the mean and the variance of each row's inputs, z = γ x̂ + β, a = f(z)
/// (Ba, Kiros, Hinton 2016).
/// </summary>
/// <remarks>
/// Its part of backpropagation, with δ = ∂E/∂z, g = γ δ and n inputs: ∂E/∂γ = Σ rows of δ x̂, ∂E/∂β = Σ rows of δ,
/// ∂E/∂x = (g − Σ g / n − x̂ Σ (g x̂) / n) / √(σ² + ε).
/// </remarks>
public sealed class LayerNormalizationLayer : Layer
{
    internal static readonly LayerOption EpsilonOption = new("Epsilon", Default: 1e-5, Minimum: 1e-12, Maximum: 1);
    internal static readonly LayerMember Member = new LayerNormalization();

    internal LayerNormalizationLayer(LayerShape shape, double epsilon)
        : base(
            shape,
            new ParameterTensor("scale", "γ", ParameterRole.Bias, null, shape.Units),
            new ParameterTensor("shift", "β", ParameterRole.Bias, null, shape.Units))
    {
        Epsilon = epsilon;
    }

    /// <inheritdoc/>
    public override LayerKind Kind => LayerKind.LayerNormalization;

    /// <summary>ε, which keeps the divisor above zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string ToString() => $"layer normalization, {base.ToString()}";

    internal override IReadOnlyList<(LayerOption Option, double Value)> Options => [(EpsilonOption, Epsilon)];

    internal override void Initialize(Span<double> parameters, WeightInitializer initializer, RandomSource random) => parameters[..Units].Fill(1);

    internal override Expression InferNetInput(Expression input, ReadOnlyMemory<double> parameters)
    {
        Expression distance = input - (Expression.RowSum(input) / Units);
        Expression variance = Expression.RowSum(distance * distance) / Units;
        var scale = new UnitVector(Tensors[0].Name, parameters[..Units]);
        var shift = new UnitVector(Tensors[1].Name, parameters[Units..]);
        return (scale * (distance / Expression.Sqrt(variance + Epsilon))) + shift;
    }

    internal override LayerBuffers<T> CreateBuffers<T>(int rows, PassPurpose purpose, ParallelTeam team) =>
        new OwnBuffers<T>(rows, this, purpose) { Team = team };

    internal override void Gradient<T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, Span<T> gradient, int rows, bool accumulate)
    {
        T[] normalized = ((OwnBuffers<T>)buffers).Normalized;
        if (!accumulate)
        {
            gradient.Clear();
        }

        for (int i = 0; i < rows * Units; i++)
        {
            gradient[i % Units] += buffers.Delta[i] * normalized[i];
            gradient[Units + (i % Units)] += buffers.Delta[i];
        }
    }

    internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerBuffers<T> buffers, Span<T> inputDelta, int rows)
    {
        var own = (OwnBuffers<T>)buffers;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> delta = buffers.Delta.AsSpan(row * Units, Units);
            ReadOnlySpan<T> normalized = own.Normalized.AsSpan(row * Units, Units);
            Span<T> result = inputDelta.Slice(row * Units, Units);
            double sum = 0;
            double products = 0;
            for (int j = 0; j < Units; j++)
            {
                result[j] = parameters[j] * delta[j];
                sum += double.CreateTruncating(result[j]);
                products += double.CreateTruncating(result[j] * normalized[j]);
            }

            for (int j = 0; j < Units; j++)
            {
                double shared = (sum + (double.CreateTruncating(normalized[j]) * products)) / Units;
                result[j] = T.CreateTruncating((double.CreateTruncating(result[j]) - shared) * own.InverseDeviation[row]);
            }
        }
    }

    internal override string ExplainNetInput(double[] parameters, ReadOnlyMemory<double> input, int unit)
    {
        double[] normalized = new double[Units];
        Normalize<double>(input.Span, normalized);
        return $"γ · x̂ + β = {FormulaText.Products(1, _ => parameters[unit], _ => normalized[unit])} + {FormulaText.Bracketed(parameters[Units + unit])}";
    }

    internal override string ExplainInputDelta(double[] parameters, ReadOnlyMemory<double> delta, int input) => "∂E/∂a through the layer normalization";

    internal override string ExplainGradient(ParameterTensor tensor, int rows, Func<int, double>? input, Func<int, double> delta) =>
        tensor == Tensors[0] ? "Σ x̂ · δ over the rows" : base.ExplainGradient(tensor, rows, input, delta);

    private protected override Layer Reshape(LayerShape shape) => new LayerNormalizationLayer(shape, Epsilon);

    private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows)
    {
        var own = (OwnBuffers<T>)buffers;
        for (int row = 0; row < rows; row++)
        {
            Span<T> netInput = buffers.NetInput.AsSpan(row * Units, Units);
            own.InverseDeviation[row] = Normalize(input.Slice(row * Units, Units), netInput);
            if (buffers.IsTraining)
            {
                netInput.CopyTo(own.Normalized.AsSpan(row * Units));
            }

            for (int j = 0; j < Units; j++)
            {
                netInput[j] = (parameters[j] * netInput[j]) + parameters[Units + j];
            }
        }
    }

    // x̂ of one row, and 1 / √(σ² + ε).
    private double Normalize<T>(ReadOnlySpan<T> input, Span<T> normalized)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double mean = 0;
        foreach (T value in input)
        {
            mean += double.CreateTruncating(value);
        }

        mean /= Units;
        double squares = 0;
        foreach (T value in input)
        {
            double distance = double.CreateTruncating(value) - mean;
            squares += distance * distance;
        }

        double inverse = 1 / Math.Sqrt((squares / Units) + Epsilon);
        for (int j = 0; j < Units; j++)
        {
            normalized[j] = T.CreateTruncating((double.CreateTruncating(input[j]) - mean) * inverse);
        }

        return inverse;
    }

    private sealed class OwnBuffers<T>(int rows, Layer layer, PassPurpose purpose) : LayerBuffers<T>(rows, layer, purpose)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>1 / √(σ² + ε) of each row.</summary>
        public double[] InverseDeviation { get; } = new double[rows];

        /// <summary>x̂, [rows × units].</summary>
        public T[] Normalized { get; } = purpose == PassPurpose.Training ? new T[rows * layer.Units] : [];
    }

    private sealed class LayerNormalization() : LayerMember(LayerKind.LayerNormalization, "layerNormalization")
    {
        public override Activation? DefaultActivation => Activation.Linear;

        public override IReadOnlyList<LayerOption> Options => [EpsilonOption];

        public override int Units(int asked, int inputs, int position) => asked == 0 || asked == inputs ? inputs : throw new BackpropException(
            "NormalizationUnits",
            FaultCategory.InvalidArgument,
            asked,
            $"Layer {position} is a layer normalization and has as many units as inputs: leave Units out.");

        public override Layer Create(LayerShape shape, bool hasBias, IReadOnlyDictionary<LayerOption, double> options) =>
            new LayerNormalizationLayer(shape, EpsilonOption.In(options));
    }
}
