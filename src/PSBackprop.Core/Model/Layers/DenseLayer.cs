using System.Numerics;

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// A fully connected layer: Z = X · W + b, A = f(Z), with X [rows × inputs], W [inputs × units], b [units].
/// </summary>
/// <remarks>Its part of backpropagation: ∂E/∂W = Xᵀ · δ, ∂E/∂b = Σ rows of δ, ∂E/∂X = δ · Wᵀ, with δ = ∂E/∂Z (Rumelhart, Hinton, Williams 1986).</remarks>
public sealed class DenseLayer : Layer
{
    internal static readonly LayerMember Member = new Dense();

    internal DenseLayer(LayerShape shape, bool hasBias)
        : base(shape, TensorsOf(shape, hasBias))
    {
        HasBias = hasBias;
    }

    /// <inheritdoc/>
    public override LayerKind Kind => LayerKind.Dense;

    /// <summary>Whether the units have biases.</summary>
    public bool HasBias { get; }

    /// <summary>The weights, [inputs × units]. Reading gives a copy; assign the whole matrix to change them.</summary>
    /// <exception cref="BackpropException">The assigned matrix has another shape or a value that is not finite.</exception>
    public double[,] Weights
    {
        get
        {
            var weights = new double[Inputs, Units];
            Store.Values.AsSpan(Offset, WeightCount).CopyTo(FlatMatrix.Of(weights));
            return weights;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.GetLength(0) != Inputs || value.GetLength(1) != Units)
            {
                throw Errors.WeightShape(Inputs, Units, value.GetLength(0), value.GetLength(1));
            }

            RequireFinite(FlatMatrix.Of(value));
            Store.Replace(Offset, FlatMatrix.Of(value));
        }
    }

    /// <summary>The weights as a MathNet matrix, [inputs × units]. Reading gives a copy.</summary>
    /// <exception cref="BackpropException">The assigned matrix has another shape or a value that is not finite.</exception>
    public Matrix<double> WeightMatrix
    {
        get => ManagedAlgebra.Matrix.DenseOfArray(Weights);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Weights = value.ToArray();
        }
    }

    /// <summary>The biases, [units]; empty without biases. Reading gives a copy; assign the whole array to change them.</summary>
    /// <exception cref="BackpropException">The assigned array has another length or a value that is not finite.</exception>
    public double[] Biases
    {
        get => HasBias ? Store.Values.AsSpan(Offset + WeightCount, Units).ToArray() : [];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            int expected = HasBias ? Units : 0;
            if (value.Length != expected)
            {
                throw Errors.BiasShape(expected, value.Length);
            }

            RequireFinite(value);
            Store.Replace(Offset + WeightCount, value);
        }
    }

    internal override bool TakesSparse => true;

    internal override void Initialize(Span<double> parameters, WeightInitializer initializer, RandomSource random) =>
        initializer.Fill(parameters[..WeightCount], parameters[WeightCount..], Inputs, Units, random);

    internal override Expression InferNetInput(Expression input, ReadOnlyMemory<double> parameters) => new Product(
        input,
        new UnitVector("weights", parameters[..WeightCount]),
        HasBias ? new UnitVector("biases", parameters[WeightCount..]) : null,
        Inputs,
        Units);

    internal override void Gradient<T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, Span<T> gradient, int rows, bool accumulate)
    {
        ReadOnlySpan<T> delta = buffers.Delta.AsSpan(0, rows * Units);
        MatrixProduct.MultiplyTransposedLeft(buffers.Team, Inputs, Units, rows, input, delta, gradient[..WeightCount], accumulate);
        BiasGradient(delta, gradient[WeightCount..], accumulate);
    }

    internal override void Gradient<T>(
        ReadOnlySpan<T> parameters, SparseMatrix<T> input, LayerBuffers<T> buffers, Span<T> gradient, bool accumulate)
    {
        ReadOnlySpan<T> delta = buffers.Delta.AsSpan(0, input.Rows * Units);
        SparseProduct.MultiplyTransposedLeft(input, Units, delta, gradient[..WeightCount], accumulate);
        BiasGradient(delta, gradient[WeightCount..], accumulate);
    }

    internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerBuffers<T> buffers, Span<T> inputDelta, int rows) =>
        MatrixProduct.MultiplyTransposedRight(
            buffers.Team,
            rows,
            Inputs,
            Units,
            buffers.Delta.AsSpan(0, rows * Units),
            parameters[..WeightCount],
            inputDelta,
            accumulate: false);

    // The factor goes into the weights, the rest into the biases.
    internal override (Layer Layer, double[] Parameters)? Rescale(
        LayerShape shape, ReadOnlySpan<double> parameters, ReadOnlySpan<double> means, ReadOnlySpan<double> factors, ReadOnlySpan<double> shifts)
    {
        double[] rescaled = new double[WeightCount + Units];
        for (int i = 0; i < WeightCount; i++)
        {
            rescaled[i] = parameters[i] * factors[i % Units];
        }

        for (int j = 0; j < Units; j++)
        {
            double bias = HasBias ? parameters[WeightCount + j] : 0;
            rescaled[WeightCount + j] = ((bias - means[j]) * factors[j]) + shifts[j];
        }

        return (new DenseLayer(shape, hasBias: true), rescaled);
    }

    // The shift goes through the weights into the biases.
    internal override (Layer Layer, double[] Parameters)? RescaleInputs(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> factors, ReadOnlySpan<double> shifts)
    {
        double[] rescaled = new double[WeightCount + Units];
        parameters[WeightCount..].CopyTo(rescaled.AsSpan(WeightCount));
        for (int i = 0; i < WeightCount; i++)
        {
            rescaled[i] = parameters[i] * factors[i / Units];
            rescaled[WeightCount + (i % Units)] += parameters[i] * shifts[i / Units];
        }

        return (new DenseLayer(Shape, hasBias: true) { Frozen = Frozen, Function = Function }, rescaled);
    }

    private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows)
    {
        ReadOnlySpan<T> weights = parameters[..WeightCount];
        Span<T> netInput = buffers.NetInput.AsSpan(0, rows * Units);
        if (HasBias)
        {
            MatrixProduct.Multiply(buffers.Team, rows, Units, Inputs, input, weights, parameters[WeightCount..], netInput);
        }
        else
        {
            MatrixProduct.Multiply(buffers.Team, rows, Units, Inputs, input, weights, netInput, accumulate: false);
        }
    }

    private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, SparseMatrix<T> input, LayerBuffers<T> buffers)
    {
        Span<T> netInput = buffers.NetInput.AsSpan(0, input.Rows * Units);
        if (HasBias)
        {
            Rows.Fill(parameters[WeightCount..], netInput);
        }

        SparseProduct.Multiply(input, Units, parameters[..WeightCount], netInput, accumulate: HasBias);
    }

    internal override string ExplainNetInput(double[] parameters, ReadOnlyMemory<double> input, int unit)
    {
        string sum = FormulaText.Products(Inputs, i => parameters[(i * Units) + unit], i => input.Span[i]);
        return HasBias ? $"{sum} + {FormulaText.Bracketed(parameters[WeightCount + unit])}" : sum;
    }

    internal override string ExplainInputDelta(double[] parameters, ReadOnlyMemory<double> delta, int input) =>
        $"({FormulaText.Products(Units, j => delta.Span[j], j => parameters[(input * Units) + j])})";

    private void BiasGradient<T>(ReadOnlySpan<T> delta, Span<T> biases, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!HasBias)
        {
            return;
        }

        if (!accumulate)
        {
            biases.Clear();
        }

        Rows.AddColumnSums(delta, biases);
    }

    private protected override Layer Reshape(LayerShape shape) => new DenseLayer(shape, HasBias);

    private static ParameterTensor[] TensorsOf(LayerShape shape, bool hasBias)
    {
        var weights = new ParameterTensor("weights", "w", ParameterRole.Weight, shape.Inputs, shape.Units);
        return hasBias ? [weights, new ParameterTensor("biases", "b", ParameterRole.Bias, null, shape.Units)] : [weights];
    }

    private static void RequireFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw Errors.ParameterNotFinite();
            }
        }
    }

    private sealed class Dense() : LayerMember(LayerKind.Dense, "dense")
    {
        public override Layer Create(LayerShape shape, bool hasBias, IReadOnlyDictionary<LayerOption, double> options) =>
            new DenseLayer(shape, hasBias);
    }
}
