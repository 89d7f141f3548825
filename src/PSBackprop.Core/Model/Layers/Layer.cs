using System.Numerics;

using MathNet.Numerics.Random;

using PSBackprop.Activations;
using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// One layer: a view of its range of the network's parameters, with its own forward rule and its own part of the
/// chain rule. Every layer ends in an activation function and, in training, in dropout.
/// </summary>
public abstract class Layer
{
    private ParameterStore? _store;
    private Layer? _whole;

    /// <param name="shape">What the layer is built from.</param>
    /// <param name="tensors">What its parameters are, in their order: first weights, then biases, then statistics.</param>
    /// <exception cref="BackpropException">There are more parameters than one array holds.</exception>
    private protected Layer(LayerShape shape, params ParameterTensor[] tensors)
    {
        Shape = shape;
        Tensors = tensors;
        ParameterCount = Sum(tensors.Select(static tensor => tensor.LongCount));
        WeightCount = CountOf(ParameterRole.Weight);
        BiasCount = CountOf(ParameterRole.Bias);
        Function = ActivationFamily.All[shape.Activation].Create(shape.Slope);
    }

    /// <param name="shape">What the layer is built from.</param>
    /// <param name="members">The layers of each member, whose parameters are all that the layer has.</param>
    /// <exception cref="BackpropException">There are more parameters than one array holds.</exception>
    private protected Layer(LayerShape shape, IReadOnlyList<IReadOnlyList<Layer>> members)
        : this(shape, Array.Empty<ParameterTensor>())
    {
        Members = members;
        ParameterCount = Sum(members.SelectMany(static layers => layers).Select(static layer => (long)layer.ParameterCount));
    }

    /// <summary>The kind of layer.</summary>
    public abstract LayerKind Kind { get; }

    /// <summary>The number of inputs.</summary>
    public int Inputs => Shape.Inputs;

    /// <summary>The number of units, that is, of outputs.</summary>
    public int Units => Shape.Units;

    /// <summary>The activation function.</summary>
    public Activation Activation => Shape.Activation;

    /// <summary>The probability that training drops an output; 0 for none.</summary>
    public double Dropout => Shape.Dropout;

    /// <summary>What training leaves as it is.</summary>
    public FrozenPart Frozen { get; set; }

    /// <summary>The number of parameters, running statistics included.</summary>
    public int ParameterCount { get; }

    internal LayerShape Shape { get; }

    internal ActivationFunction Function { get; set; }

    internal IReadOnlyList<ParameterTensor> Tensors { get; }

    /// <summary>How many of the layer's first parameters are weights, which penalties apply to.</summary>
    internal int WeightCount { get; }

    /// <summary>How many of the parameters after the weights are biases, or like them.</summary>
    internal int BiasCount { get; }

    /// <summary>The layers of each member, for a layer that is made of several; else empty.</summary>
    internal IReadOnlyList<IReadOnlyList<Layer>> Members { get; } = [];

    /// <summary>The layer's place in the network, or in its member, from 1.</summary>
    internal int Number { get; private set; }

    /// <summary>The member that the layer belongs to, from 1; null if it is the network's own.</summary>
    internal int? MemberNumber { get; private set; }

    /// <summary>Whether the backward pass needs δ of the layer: a first one that learns nothing has no use for it.</summary>
    internal bool NeedsDelta => Number > 1 || Members.Count > 0 || Tensors.Any(static tensor => tensor.Role != ParameterRole.Statistic);

    /// <summary>Whether the rows of a batch depend on each other, so that it must pass in one piece.</summary>
    internal virtual bool NeedsWholeBatch => false;

    /// <summary>Whether the layer, as the first, can compute with those inputs alone that are not zero.</summary>
    internal virtual bool TakesSparse => false;

    /// <summary>The values of the options that only this kind of layer has.</summary>
    internal virtual IReadOnlyList<(LayerOption Option, double Value)> Options => [];

    /// <summary>Where the layer's parameters begin in the network's flat array.</summary>
    internal int Offset { get; private set; }

    private protected ParameterStore Store => _store ?? throw new InvalidOperationException("The layer is not part of a network.");

    /// <inheritdoc/>
    public override string ToString() => $"{Activation.ToString().ToLowerInvariant()} {Units}";

    /// <summary>The layer's parameters in an array of all the network's.</summary>
    internal Span<T> Range<T>(T[] parameters) => parameters.AsSpan(Offset, ParameterCount);

    /// <summary>Whether training leaves a part as it is, by what the layer says or by what the one says that it is a member's of.</summary>
    internal bool IsFrozen(FrozenPart part) => (Frozen | (_whole?.Frozen ?? FrozenPart.None)).HasFlag(part);

    /// <summary>Makes the layer and those of its members part of a network.</summary>
    /// <param name="store">The network's parameters.</param>
    /// <param name="offset">Where those of the layer begin.</param>
    /// <param name="number">The layer's place.</param>
    internal void Attach(ParameterStore store, int offset, int number)
    {
        _store = store;
        Offset = offset;
        Number = number;
        for (int m = 0; m < Members.Count; m++)
        {
            for (int l = 0; l < Members[m].Count; l++)
            {
                Layer layer = Members[m][l];
                layer.Attach(store, offset, l + 1);
                layer._whole = this;
                layer.MemberNumber = m + 1;
                offset += layer.ParameterCount;
            }
        }
    }

    /// <summary>A layer like this one that belongs to no network yet.</summary>
    internal Layer Copy() => Copy(Shape);

    /// <summary>Layers like these, one after another, that belong to no network yet.</summary>
    /// <param name="inputs">The number of inputs of the first.</param>
    /// <param name="layers">The layers.</param>
    internal static Layer[] CopyFor(int inputs, IReadOnlyList<Layer> layers)
    {
        var copies = new Layer[layers.Count];
        for (int l = 0; l < copies.Length; l++)
        {
            Layer layer = layers[l];
            copies[l] = inputs == layer.Inputs ? layer.Copy() : layer.Copy(layer.ShapeFor(inputs));
            inputs = copies[l].Units;
        }

        return copies;
    }

    /// <summary>A layer like this one without dropout.</summary>
    internal virtual Layer CopyWithoutDropout() => Copy(Shape with { Dropout = 0 });

    /// <summary>Gives the layer's parameters, which are zero, their first values.</summary>
    internal abstract void Initialize(Span<double> parameters, WeightInitializer initializer, RandomSource random);

    /// <summary>Takes from the rows that the network is first trained on what the layer does not learn.</summary>
    /// <param name="parameters">The layer's own parameters.</param>
    /// <param name="values">The numbers of an input, from 0, in those rows.</param>
    internal virtual void Fit<T>(Span<T> parameters, Func<int, double[]> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
    }

    /// <summary>The buffers of a pass over up to <paramref name="rows"/> rows.</summary>
    internal virtual LayerBuffers<T> CreateBuffers<T>(int rows, PassPurpose purpose, ParallelTeam team)
        where T : unmanaged, IFloatingPointIeee754<T> => new(rows, this, purpose) { Team = team };

    /// <summary>Forward: net inputs and outputs from <paramref name="input"/> [rows × inputs].</summary>
    internal void Forward<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ComputeNetInput(parameters, input, buffers, rows);
        Activate(buffers, rows);
    }

    /// <summary>Forward from inputs of which only what is not zero is kept, where <see cref="TakesSparse"/> is set.</summary>
    internal void Forward<T>(ReadOnlySpan<T> parameters, SparseMatrix<T> input, LayerBuffers<T> buffers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ComputeNetInput(parameters, input, buffers);
        Activate(buffers, input.Rows);
    }

    private void Activate<T>(LayerBuffers<T> buffers, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = rows * Units;
        Function.Apply<T>(buffers.NetInput.AsSpan(0, count), buffers.Output.AsSpan(0, count), Units);
        if (buffers.HasMask)
        {
            Elementwise.Multiply<T>(buffers.Output.AsSpan(0, count), buffers.Mask.AsSpan(0, count), buffers.DroppedOutput.AsSpan(0, count));
        }
    }

    /// <summary>The net inputs in prediction, for exports; null if they cannot be said in primitive operations.</summary>
    /// <param name="input">The layer's input.</param>
    /// <param name="parameters">The layer's own parameters.</param>
    internal abstract Expression? InferNetInput(Expression input, ReadOnlyMemory<double> parameters);

    /// <summary>One net input as a formula with its numbers, for the trace.</summary>
    /// <param name="parameters">The layer's own parameters.</param>
    /// <param name="input">The row's inputs, [inputs].</param>
    /// <param name="unit">The unit, from 0.</param>
    internal abstract string ExplainNetInput(double[] parameters, ReadOnlyMemory<double> input, int unit);

    /// <summary>∂E/∂input of one input as a formula with its numbers, for the trace.</summary>
    /// <param name="parameters">The layer's own parameters.</param>
    /// <param name="delta">The row's deltas, [units].</param>
    /// <param name="input">The input, from 0.</param>
    internal abstract string ExplainInputDelta(double[] parameters, ReadOnlyMemory<double> delta, int input);

    /// <summary>∂E/∂parameter as a formula with its numbers, for the trace: Σ x δ for a weight, Σ δ for what a unit has alone.</summary>
    /// <param name="tensor">The tensor that has the parameter.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="input">The input that the parameter belongs to, row by row; null for what a unit has alone.</param>
    /// <param name="delta">The unit's delta, row by row.</param>
    internal virtual string ExplainGradient(ParameterTensor tensor, int rows, Func<int, double>? input, Func<int, double> delta) =>
        input is null ? FormulaText.Sum(rows, delta) : FormulaText.Products(rows, input, delta);

    /// <summary>What the layer and a layer before it do in prediction, as one layer; null if they cannot be one.</summary>
    /// <param name="before">The layer before, without dropout.</param>
    /// <param name="parameters">All parameters of the network that both belong to.</param>
    internal virtual (Layer Layer, double[] Parameters)? Fold(Layer before, double[] parameters) => null;

    /// <summary>A layer of another shape whose net inputs are (z − mean) · factor + shift for this one's z; null if there is none.</summary>
    /// <param name="shape">Its shape, with as many inputs and units as this layer has.</param>
    /// <param name="parameters">The parameters of this layer.</param>
    /// <param name="means">[units].</param>
    /// <param name="factors">[units].</param>
    /// <param name="shifts">[units].</param>
    internal virtual (Layer Layer, double[] Parameters)? Rescale(
        LayerShape shape, ReadOnlySpan<double> parameters, ReadOnlySpan<double> means, ReadOnlySpan<double> factors, ReadOnlySpan<double> shifts) => null;

    /// <summary>
    /// A layer whose net inputs for x are this one's for x · factor + shift; null if there is none. Only the parameters are other ones, and
    /// there may be biases where there were none.
    /// </summary>
    /// <param name="parameters">The parameters of this layer.</param>
    /// <param name="factors">[inputs].</param>
    /// <param name="shifts">[inputs].</param>
    internal virtual (Layer Layer, double[] Parameters)? RescaleInputs(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> factors, ReadOnlySpan<double> shifts) => null;

    /// <summary>
    /// What <see cref="RescaleInputs"/> leaves for the layer behind: the factor and the shift of each of its inputs. Null if nothing is left.
    /// </summary>
    /// <param name="factors">[inputs].</param>
    /// <param name="shifts">[inputs].</param>
    internal virtual (double[] Factors, double[] Shifts)? PassOn(double[] factors, double[] shifts) => null;

    /// <summary>Backward, first part: ∂E/∂(dropped output) in the buffers's delta becomes ∂E/∂z.</summary>
    internal void NetInputDelta<T>(LayerBuffers<T> buffers, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int count = rows * Units;
        Span<T> delta = buffers.Delta.AsSpan(0, count);
        if (buffers.HasMask)
        {
            Elementwise.Multiply<T>(delta, buffers.Mask.AsSpan(0, count), delta);
        }

        Function.Differentiate<T>(buffers.NetInput.AsSpan(0, count), buffers.Output.AsSpan(0, count), delta, Units);
    }

    /// <summary>Backward, second part: ∂E/∂parameters from the delta and the layer's input, put into <paramref name="gradient"/> or added to it.</summary>
    internal abstract void Gradient<T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, Span<T> gradient, int rows, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The same from inputs of which only what is not zero is kept, where <see cref="TakesSparse"/> is set.</summary>
    internal virtual void Gradient<T>(
        ReadOnlySpan<T> parameters, SparseMatrix<T> input, LayerBuffers<T> buffers, Span<T> gradient, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T> => throw new NotSupportedException();

    /// <summary>Backward, third part: ∂E/∂input, [rows × inputs], which is ∂E/∂(dropped output) of the layer before.</summary>
    internal abstract void InputDelta<T>(ReadOnlySpan<T> parameters, LayerBuffers<T> buffers, Span<T> inputDelta, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>After a step: moves running statistics among the parameters towards those of the batch, which the forward pass left in the buffers.</summary>
    internal virtual void MoveStatistics<T>(Span<T> parameters, LayerBuffers<T> buffers, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
    }

    /// <summary>z from the input, into the buffers.</summary>
    private protected abstract void ComputeNetInput<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The same from inputs of which only what is not zero is kept, where <see cref="TakesSparse"/> is set.</summary>
    private protected virtual void ComputeNetInput<T>(ReadOnlySpan<T> parameters, SparseMatrix<T> input, LayerBuffers<T> buffers)
        where T : unmanaged, IFloatingPointIeee754<T> => throw new NotSupportedException();

    /// <summary>The shape of a layer like this one with another number of inputs.</summary>
    private protected virtual LayerShape ShapeFor(int inputs) => Shape with { Inputs = inputs };

    /// <summary>A layer of this kind with these options, in another shape.</summary>
    private protected abstract Layer Reshape(LayerShape shape);

    private Layer Copy(LayerShape shape)
    {
        Layer copy = Reshape(shape);
        copy.Frozen = Frozen;
        copy.Function = Function;
        return copy;
    }

    private static int Sum(IEnumerable<long> counts)
    {
        long count = counts.Sum();
        Network.RequireCount(count);
        return (int)count;
    }

    private int CountOf(ParameterRole role) => Tensors.Where(tensor => tensor.Role == role).Sum(static tensor => tensor.Count);
}
