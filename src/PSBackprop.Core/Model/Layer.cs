using System.Numerics;

namespace PSBackprop;

/// <summary>
/// One layer: a view of its range of the network's parameters, with its own forward rule and its own part of the
/// chain rule. A new kind of layer is a new class derived from this one.
/// </summary>
public abstract class Layer
{
    private ParameterStore? _store;

    private protected Layer(int inputs, int units)
    {
        Inputs = inputs;
        Units = units;
    }

    /// <summary>The kind's name in the network file.</summary>
    public abstract string Kind { get; }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The number of units, that is, of outputs.</summary>
    public int Units { get; }

    /// <summary>The number of parameters.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>How many of the layer's first parameters are weights, which penalties apply to; the rest are biases.</summary>
    internal abstract int WeightCount { get; }

    /// <summary>Where the layer's parameters begin in the network's flat array.</summary>
    internal int Offset { get; private set; }

    private protected ParameterStore Store => _store ?? throw new InvalidOperationException("The layer is not part of a network.");

    /// <summary>The layer's parameters in an array of all the network's.</summary>
    internal Span<T> Range<T>(T[] parameters) => parameters.AsSpan(Offset, ParameterCount);

    internal void Attach(ParameterStore store, int offset)
    {
        _store = store;
        Offset = offset;
    }

    /// <summary>A layer like this one that belongs to no network yet.</summary>
    internal abstract Layer Copy();

    /// <summary>Forward: net inputs and outputs from <paramref name="input"/> [rows × inputs].</summary>
    internal abstract void Forward<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerActivity<T> activity, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Backward, first part: ∂E/∂a in the activity's delta becomes ∂E/∂z.</summary>
    internal abstract void NetInputDelta<T>(LayerActivity<T> activity, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Backward, second part: adds ∂E/∂parameters to <paramref name="gradient"/> from the delta and the layer's input.</summary>
    internal abstract void AddGradient<T>(ReadOnlySpan<T> input, LayerActivity<T> activity, Span<T> gradient, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Backward, third part: ∂E/∂input, [rows × inputs], which is ∂E/∂a of the layer before.</summary>
    internal abstract void InputDelta<T>(ReadOnlySpan<T> parameters, LayerActivity<T> activity, Span<T> inputDelta, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
