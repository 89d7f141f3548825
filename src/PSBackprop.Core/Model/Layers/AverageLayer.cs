using System.Numerics;

using MathNet.Numerics.Random;

using PSBackprop.Activations;
using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// The mean of several members: ā = Σ a_m / M of what M chains of layers make of the same inputs. Its activation is theirs, and
/// z = f⁻¹(ā), so that f(z) = ā and a loss that goes by net inputs has them. It is the only layer of its network.
/// </summary>
/// <remarks>
/// Its part of backpropagation, with δ = ∂E/∂z: each member's ∂E/∂a is δ · dz/dā / M, and goes on through the member's own layers.
/// Averaged probabilities and averaged numbers are at least as good as a member is on average (Krogh, Vedelsby 1995).
/// </remarks>
public sealed class AverageLayer : Layer
{
    internal static readonly LayerMember Member = new Average();

    private readonly ActivationInverse _inverse;

    /// <param name="shape">The inputs, units and activation that each member has.</param>
    /// <param name="members">The layers of each.</param>
    /// <exception cref="BackpropException">The activation has no way back from a mean, or there are more parameters than one array holds.</exception>
    internal AverageLayer(LayerShape shape, IReadOnlyList<IReadOnlyList<Layer>> members)
        : base(shape, members)
    {
        _inverse = Function.Inverse ?? throw Errors.MemberActivation(shape.Activation);
    }

    /// <inheritdoc/>
    public override LayerKind Kind => LayerKind.Average;

    internal override bool NeedsWholeBatch => Inner.Any(static layer => layer.NeedsWholeBatch);

    internal override bool TakesSparse => Members.All(static layers => layers[0].TakesSparse);

    private IEnumerable<Layer> Inner => Members.SelectMany(static layers => layers);

    /// <inheritdoc/>
    public override string ToString()
    {
        const int shown = 3;
        string[] shapes = [.. Members.Select(static layers => string.Join(" → ", layers)).Distinct()];
        string some = string.Join("; ", shapes.Take(shown));
        return $"mean of {Members.Count} ({some}{(shapes.Length > shown ? "; …" : string.Empty)})";
    }

    internal override Layer CopyWithoutDropout() => new AverageLayer(Shape, Each(static layer => layer.CopyWithoutDropout())) { Frozen = Frozen };

    // The parameters are those of the members' layers, each of which draws its own.
    internal override void Initialize(Span<double> parameters, WeightInitializer initializer, RandomSource random)
    {
    }

    internal override LayerBuffers<T> CreateBuffers<T>(int rows, PassPurpose purpose, ParallelTeam team) =>
        new AverageBuffers<T>(rows, this, purpose, team);

    internal override Expression? InferNetInput(Expression input, ReadOnlyMemory<double> parameters)
    {
        Expression? sum = null;
        foreach (IReadOnlyList<Layer> layers in Members)
        {
            Expression signal = input;
            foreach (Layer layer in layers)
            {
                if (layer.InferNetInput(signal, parameters.Slice(layer.Offset - Offset, layer.ParameterCount)) is not { } netInput
                    || layer.Function.Infer(netInput) is not { } output)
                {
                    return null;
                }

                signal = output;
            }

            sum = sum is null ? signal : sum + signal;
        }

        return _inverse.Infer(sum! / Members.Count);
    }

    internal override void Gradient<T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, Span<T> gradient, int rows, bool accumulate)
    {
        var own = (AverageBuffers<T>)buffers;
        for (int m = 0; m < Members.Count; m++)
        {
            Backward(parameters, own, gradient, m, rows, accumulate);
            Layer first = Members[m][0];
            first.Gradient(Part(parameters, first), input, own.Members[m][0], Part(gradient, first), rows, accumulate);
        }
    }

    internal override void Gradient<T>(
        ReadOnlySpan<T> parameters, SparseMatrix<T> input, LayerBuffers<T> buffers, Span<T> gradient, bool accumulate)
    {
        var own = (AverageBuffers<T>)buffers;
        for (int m = 0; m < Members.Count; m++)
        {
            Backward(parameters, own, gradient, m, input.Rows, accumulate);
            Layer first = Members[m][0];
            first.Gradient(Part(parameters, first), input, own.Members[m][0], Part(gradient, first), accumulate);
        }
    }

    // Nothing is before the only layer.
    internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerBuffers<T> buffers, Span<T> inputDelta, int rows) =>
        throw new NotSupportedException();

    internal override void MoveStatistics<T>(Span<T> parameters, LayerBuffers<T> buffers, int rows)
    {
        foreach (var (layer, own) in Inner.Zip(buffers.OfMembers.SelectMany(static own => own)))
        {
            layer.MoveStatistics(Part(parameters, layer), own, rows);
        }
    }

    internal override string ExplainNetInput(double[] parameters, ReadOnlyMemory<double> input, int unit)
    {
        var buffers = (AverageBuffers<double>)CreateBuffers<double>(1, PassPurpose.Prediction, ParallelTeam.Single);
        Forward(parameters, input.Span, buffers, 1);
        string mean = $"({FormulaText.Sum(Members.Count, m => buffers.Members[m][^1].Output[unit])}) / {Members.Count}";
        return _inverse.IsIdentity ? mean : $"{Activation.ToString().ToLowerInvariant()}⁻¹({mean})";
    }

    internal override string ExplainInputDelta(double[] parameters, ReadOnlyMemory<double> delta, int input)
    {
        string slope = _inverse.IsIdentity ? string.Empty : " · ∂z/∂ā";
        return $"({FormulaText.Bracketed(delta.Span[input])}{slope} / {Members.Count})";
    }

    private protected override Layer Reshape(LayerShape shape) => new AverageLayer(shape, [.. Members.Select(layers => CopyFor(shape.Inputs, layers))]);

    private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows)
    {
        var own = (AverageBuffers<T>)buffers;
        for (int m = 0; m < Members.Count; m++)
        {
            Layer first = Members[m][0];
            first.Forward(Part(parameters, first), input, own.Members[m][0], rows);
            Forward(parameters, own, m, rows);
        }

        TakeMean(own, rows);
    }

    private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, SparseMatrix<T> input, LayerBuffers<T> buffers)
    {
        var own = (AverageBuffers<T>)buffers;
        for (int m = 0; m < Members.Count; m++)
        {
            Layer first = Members[m][0];
            first.Forward(Part(parameters, first), input, own.Members[m][0]);
            Forward(parameters, own, m, input.Rows);
        }

        TakeMean(own, input.Rows);
    }

    // From the outputs of a member's first layer to those of its last.
    private void Forward<T>(ReadOnlySpan<T> parameters, AverageBuffers<T> buffers, int member, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int l = 1; l < Members[member].Count; l++)
        {
            Layer layer = Members[member][l];
            LayerBuffers<T>[] own = buffers.Members[member];
            layer.Forward(Part(parameters, layer), own[l - 1].DroppedOutput.AsSpan(0, rows * layer.Inputs), own[l], rows);
        }
    }

    // From δ of the mean to δ of a member's first layer.
    private void Backward<T>(ReadOnlySpan<T> parameters, AverageBuffers<T> buffers, Span<T> gradient, int member, int rows, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IReadOnlyList<Layer> layers = Members[member];
        LayerBuffers<T>[] own = buffers.Members[member];
        T count = T.CreateTruncating(Members.Count);
        for (int i = 0; i < rows * Units; i++)
        {
            own[^1].Delta[i] = buffers.Delta[i] * _inverse.Slope(buffers.Mean[i]) / count;
        }

        layers[^1].NetInputDelta(own[^1], rows);
        for (int l = layers.Count - 1; l > 0; l--)
        {
            Layer layer = layers[l];
            int inputs = rows * layer.Inputs;
            layer.Gradient(Part(parameters, layer), own[l - 1].DroppedOutput.AsSpan(0, inputs), own[l], Part(gradient, layer), rows, accumulate);
            if (layers[l - 1].NeedsDelta)
            {
                layer.InputDelta(Part(parameters, layer), own[l], own[l - 1].Delta.AsSpan(0, inputs), rows);
                layers[l - 1].NetInputDelta(own[l - 1], rows);
            }
        }
    }

    private void TakeMean<T>(AverageBuffers<T> buffers, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T count = T.CreateTruncating(Members.Count);
        for (int i = 0; i < rows * Units; i++)
        {
            T sum = T.Zero;
            foreach (LayerBuffers<T>[] own in buffers.Members)
            {
                sum += own[^1].Output[i];
            }

            T mean = sum / count;
            buffers.NetInput[i] = _inverse.NetInput(mean);
            if (buffers.IsTraining)
            {
                buffers.Mean[i] = mean;
            }
        }
    }

    private Layer[][] Each(Func<Layer, Layer> copy) => [.. Members.Select(layers => layers.Select(copy).ToArray())];

    private ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> parameters, Layer layer) => parameters.Slice(layer.Offset - Offset, layer.ParameterCount);

    private Span<T> Part<T>(Span<T> parameters, Layer layer) => parameters.Slice(layer.Offset - Offset, layer.ParameterCount);

    private sealed class AverageBuffers<T>(int rows, AverageLayer layer, PassPurpose purpose, ParallelTeam team) : LayerBuffers<T>(rows, layer, purpose)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>The buffers of each member's layers.</summary>
        public LayerBuffers<T>[][] Members { get; } =
            [.. layer.Members.Select(layers => layers.Select(one => one.CreateBuffers<T>(rows, purpose, team)).ToArray())];

        /// <summary>ā, [rows × units].</summary>
        public T[] Mean { get; } = purpose == PassPurpose.Training ? new T[rows * layer.Units] : [];

        public override IReadOnlyList<IReadOnlyList<LayerBuffers<T>>> OfMembers => Members;
    }

    private sealed class Average() : LayerMember(LayerKind.Average, "average")
    {
        public override bool HasMembers => true;

        public override Layer Create(LayerShape shape, bool hasBias, IReadOnlyDictionary<LayerOption, double> options) =>
            throw Errors.LayerOfMembers(Kind);

        public override Layer Create(LayerShape shape, IReadOnlyList<IReadOnlyList<Layer>> members) => new AverageLayer(shape, members);
    }
}
