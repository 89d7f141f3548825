using System.Numerics;

using MathNet.Numerics.LinearAlgebra;

using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// A fully connected layer: Z = X · W + b, A = f(Z), with X [rows × inputs], W [inputs × units], b [units].
/// </summary>
/// <remarks>Its part of backpropagation: ∂E/∂W = Xᵀ · δ, ∂E/∂b = Σ rows of δ, ∂E/∂X = δ · Wᵀ, with δ = ∂E/∂Z (Rumelhart, Hinton, Williams 1986).</remarks>
public sealed class DenseLayer : Layer
{
    internal const string KindName = "dense";

    internal DenseLayer(int inputs, int units, Activation activation, bool hasBias)
        : base(inputs, units)
    {
        Activation = activation;
        HasBias = hasBias;
        Function = ActivationFunction.Create(activation);
    }

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The activation function.</summary>
    public Activation Activation { get; }

    /// <summary>Whether the units have biases.</summary>
    public bool HasBias { get; }

    /// <inheritdoc/>
    public override int ParameterCount => WeightCount + (HasBias ? Units : 0);

    /// <summary>The weights, [inputs × units]. Reading gives a copy; assign the whole matrix to change them.</summary>
    /// <exception cref="BackpropException">The assigned matrix has another shape or a value that is not finite.</exception>
    public double[,] Weights
    {
        get
        {
            var weights = new double[Inputs, Units];
            Buffer.BlockCopy(Store.Values, Offset * sizeof(double), weights, 0, WeightCount * sizeof(double));
            return weights;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.GetLength(0) != Inputs || value.GetLength(1) != Units)
            {
                throw Errors.WeightShape(Inputs, Units, value.GetLength(0), value.GetLength(1));
            }

            double[] flat = [.. value.Cast<double>()];
            RequireFinite(flat);
            Store.Replace(Offset, flat);
        }
    }

    /// <summary>The weights as a MathNet matrix, [inputs × units]. Reading gives a copy.</summary>
    /// <exception cref="BackpropException">The assigned matrix has another shape or a value that is not finite.</exception>
    public Matrix<double> WeightMatrix
    {
        get => Matrix<double>.Build.DenseOfArray(Weights);
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

    internal ActivationFunction Function { get; }

    internal override int WeightCount => Inputs * Units;

    /// <inheritdoc/>
    public override string ToString() => $"{Activation.ToString().ToLowerInvariant()} {Units}";

    internal override Layer Copy() => new DenseLayer(Inputs, Units, Activation, HasBias);

    internal override void Forward<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerActivity<T> activity, int rows)
    {
        Span<T> netInput = activity.NetInput.AsSpan(0, rows * Units);
        if (HasBias)
        {
            Rows.Fill(parameters[WeightCount..], netInput);
        }

        MatrixProduct.Multiply(rows, Units, Inputs, input, parameters[..WeightCount], netInput, accumulate: HasBias);
        Function.Apply<T>(netInput, activity.Output.AsSpan(0, rows * Units), Units);
    }

    internal override void NetInputDelta<T>(LayerActivity<T> activity, int rows)
    {
        int count = rows * Units;
        Function.Differentiate<T>(activity.NetInput.AsSpan(0, count), activity.Output.AsSpan(0, count), activity.Delta.AsSpan(0, count), Units);
    }

    internal override void AddGradient<T>(ReadOnlySpan<T> input, LayerActivity<T> activity, Span<T> gradient, int rows)
    {
        ReadOnlySpan<T> delta = activity.Delta.AsSpan(0, rows * Units);
        MatrixProduct.MultiplyTransposedLeft(Inputs, Units, rows, input, delta, gradient[..WeightCount], accumulate: true);
        if (HasBias)
        {
            Rows.AddColumnSums(delta, gradient[WeightCount..]);
        }
    }

    internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerActivity<T> activity, Span<T> inputDelta, int rows) =>
        MatrixProduct.MultiplyTransposedRight(rows, Inputs, Units, activity.Delta.AsSpan(0, rows * Units), parameters[..WeightCount], inputDelta, accumulate: false);

    private static void RequireFinite(double[] values)
    {
        if (Array.Exists(values, static value => !double.IsFinite(value)))
        {
            throw Errors.ParameterNotFinite();
        }
    }
}
