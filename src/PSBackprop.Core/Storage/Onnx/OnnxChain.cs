using PSBackprop.Layers;

namespace PSBackprop.Storage.Onnx;

/// <summary>
/// Follows a model from its input to its output and takes the layers it passes. Nodes that change nothing in prediction
/// are passed over; additions and multiplications by constants go into the weights next to them.
/// </summary>
internal sealed class OnnxChain
{
    private static readonly string[] s_passedOver = ["Identity", "Cast", "Dropout", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "ZipMap", "Normalizer"];

    // What exporters of classifiers put behind the probabilities to make labels of them.
    private static readonly string[] s_labelTail =
    [
        "ArgMax", "ZipMap", "ArrayFeatureExtractor", "Cast", "Reshape", "Sub", "Concat", "Greater", "Less", "Where", "TopK",
        "Identity", "Squeeze", "Normalizer",
    ];

    // A layer's numbers are looked at a few times; a model that has the same ones in many places was made to fill the memory.
    private const int MostUses = 8;
    private const int AlwaysAllowed = 1 << 20;

    private readonly GraphProto _graph;
    private readonly string _source;
    private readonly Dictionary<string, TensorProto> _constants;
    private readonly ILookup<string, NodeProto> _consumers;
    private readonly OnnxActivationFinder _activations;
    private readonly HashSet<NodeProto> _passed = new(ReferenceEqualityComparer.Instance);
    private readonly List<Layer> _layers = [];
    private readonly List<double[]> _parameters = [];
    private Affine? _pending;
    private double[]? _weights;
    private double[]? _factors;
    private double[]? _biases;
    private int _inputs;
    private int _units;
    private long _numbersLeft;

    private OnnxChain(GraphProto graph, string source)
    {
        _graph = graph;
        _source = source;
        _constants = [];
        foreach (TensorProto tensor in graph.Initializer)
        {
            _constants[tensor.Name] = tensor;
        }

        foreach (NodeProto node in graph.Node.Where(static node => node.OpType == "Constant" && node.Output.Count == 1))
        {
            if (OnnxAttributes.Find(node, "value")?.T is { } value)
            {
                _constants[node.Output[0]] = value;
                _passed.Add(node);
            }
        }

        RequireOrder();
        _numbersLeft = (MostUses * _constants.Values.Sum(OnnxTensor.Size)) + AlwaysAllowed;
        _consumers = graph.Node
            .SelectMany(static node => node.Input.Distinct().Select(input => (input, node)))
            .ToLookup(static pair => pair.input, static pair => pair.node);
        _activations = new OnnxActivationFinder(
            tensor => _consumers[tensor],
            tensor => _constants.TryGetValue(tensor, out TensorProto? constant) ? OnnxTensor.Scalar(constant, _source) : null);
    }

    public int InputSize { get; private set; }

    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>All parameters, layer after layer.</summary>
    public double[] Parameters => [.. _parameters.SelectMany(static part => part)];

    /// <exception cref="BackpropException">There is something on the way that a dense network has not.</exception>
    public static OnnxChain Follow(GraphProto graph, string source)
    {
        var chain = new OnnxChain(graph, source);
        chain.Follow();
        return chain;
    }

    // ONNX wants each tensor made once, and before it is used; so a signal never comes back to where it was.
    private void RequireOrder()
    {
        HashSet<string> known = [string.Empty, .. _graph.Input.Select(static input => input.Name), .. _graph.Initializer.Select(static tensor => tensor.Name)];
        foreach (NodeProto node in _graph.Node)
        {
            if (node.Input.FirstOrDefault(input => !known.Contains(input)) is { } missing)
            {
                throw Errors.OnnxContent(
                    _source,
                    $"the node '{Name(node)}' takes '{missing}', which nothing before it gives; the graph goes round in circles or is out of order");
            }

            if (node.Output.FirstOrDefault(output => !known.Add(output) && output.Length > 0) is { } again)
            {
                throw Errors.OnnxContent(_source, $"the node '{Name(node)}' gives '{again}', which is there already");
            }
        }
    }

    private void Use(long numbers)
    {
        _numbersLeft -= numbers;
        if (_numbersLeft < 0)
        {
            throw Errors.OnnxContent(_source, $"it uses its numbers more than {MostUses} times over, as no trained network does");
        }
    }

    private void Follow()
    {
        string signal = _graph.Input.Select(static input => input.Name).FirstOrDefault(name => !_constants.ContainsKey(name))
            ?? throw Errors.OnnxContent(_source, "its graph has no input");
        while (true)
        {
            signal = Pass(signal, static node => node.Name.StartsWith(OnnxWriter.ColumnPrefix, StringComparison.Ordinal));
            bool isPassedOver = _consumers[signal].All(static node => s_passedOver.Contains(node.OpType));
            if (!isPassedOver && _activations.Find(signal) is { } activation)
            {
                signal = Take(activation);
                continue;
            }

            if (Next(signal) is not { } node)
            {
                break;
            }

            if (!_passed.Add(node) || node.Output.Count == 0)
            {
                throw Circle(node);
            }

            signal = Take(node, signal);
        }

        Finish(Activation.Linear, null);
        if (_layers.Count == 0)
        {
            throw Errors.OnnxContent(_source, "it has no Gemm or MatMul node, so there is no layer in it");
        }

        if (_pending is not null)
        {
            throw Errors.OnnxContent(_source, "it scales its output behind an activation, which a layer cannot do");
        }

        NodeProto? other = _graph.Node.FirstOrDefault(node => !_passed.Contains(node) && !s_labelTail.Contains(node.OpType));
        if (other is not null)
        {
            throw Unsupported(other);
        }
    }

    // What the columns compute is told by the model's metadata, and what a piecewise linear layer computes by its constants; the nodes, whose
    // names tell them, lead to one tensor that others take, or that is the output.
    private string Pass(string signal, Predicate<NodeProto> isPart)
    {
        var reached = new Queue<string>([signal]);
        while (reached.TryDequeue(out string? tensor))
        {
            NodeProto[] nodes = [.. _consumers[tensor].Where(node => isPart(node))];
            signal = nodes.Length == 0 ? tensor : signal;
            foreach (string output in nodes.Where(_passed.Add).SelectMany(static node => node.Output))
            {
                reached.Enqueue(output);
            }
        }

        return signal;
    }

    // The node that the signal goes into; of several the one on the way to the output.
    private NodeProto? Next(string signal)
    {
        NodeProto[] consumers = [.. _consumers[signal].Where(node => !_passed.Contains(node))];
        bool hasLayer = _layers.Count > 0 || _weights is not null;
        if (hasLayer && (consumers.Length > 1 || consumers.Any(static node => s_labelTail.Contains(node.OpType) && !s_passedOver.Contains(node.OpType))))
        {
            return Array.Find(consumers, static node => !s_labelTail.Contains(node.OpType));
        }

        return consumers.FirstOrDefault();
    }

    private string Take(NodeProto node, string signal)
    {
        switch (node.OpType)
        {
            case "Gemm" when PiecewiseStep(node) is { } step:
                _passed.Remove(node);
                TakePieces(node, step);
                return Pass(signal, part => IsPart(part, step));
            case "Gemm":
                Finish(Activation.Linear, null);
                TakeGemm(node);
                break;
            case "MatMul" when Constant(node, 1) is { } weights:
                Finish(Activation.Linear, null);
                Begin(weights, transposed: false, 1);
                break;
            case "Scaler":
                TakeScaler(node);
                break;
            case "BatchNormalization":
                Finish(Activation.Linear, null);
                TakeNormalization(node);
                return node.Output[0];
            case "Add" or "Sub" or "Mul" or "Div":
                return TakeArithmetic(node, signal);
            default:
                if (!s_passedOver.Contains(node.OpType))
                {
                    throw Unsupported(node);
                }

                break;
        }

        return node.Output[0];
    }

    private void TakeGemm(NodeProto node)
    {
        if (OnnxAttributes.Integer(node, "transA", 0) != 0 || Constant(node, 1) is not { } weights)
        {
            throw Unsupported(node);
        }

        Begin(weights, OnnxAttributes.Integer(node, "transB", 0) != 0, OnnxAttributes.Number(node, "alpha", 1));
        if (node.Input.Count > 2 && node.Input[2].Length > 0)
        {
            double factor = OnnxAttributes.Number(node, "beta", 1);
            double[] biases = Spread(Numbers(Constant(node, 2) ?? throw Unsupported(node)), _units, node);
            Merge(new Affine(null, Array.ConvertAll(biases, value => value * factor)));
        }
    }

    // [inputs × units], whichever way it is stored.
    private void Begin(TensorProto tensor, bool transposed, double factor)
    {
        double[] numbers = Numbers(tensor);
        if (tensor.Dims.Count != 2)
        {
            throw Errors.OnnxContent(_source, $"the weights '{tensor.Name}' have {tensor.Dims.Count} dimensions rather than two");
        }

        int rows = (int)tensor.Dims[0];
        int columns = (int)tensor.Dims[1];
        (_inputs, _units) = transposed ? (columns, rows) : (rows, columns);
        if (_inputs == 0 || _units == 0)
        {
            throw Errors.OnnxContent(_source, $"the weights '{tensor.Name}' are empty");
        }

        _weights = new double[numbers.Length];
        for (int i = 0; i < _inputs; i++)
        {
            for (int j = 0; j < _units; j++)
            {
                _weights[(i * _units) + j] = factor * numbers[transposed ? (j * _inputs) + i : (i * _units) + j];
            }
        }

        RequireWidth(_inputs, tensor.Name);
        if (_pending is { } pending)
        {
            FoldIntoInputs(pending);
            _pending = null;
        }
    }

    // (x · m + a) · W = x · (m W) + a · W.
    private void FoldIntoInputs(Affine affine)
    {
        double[]? biases = affine.Addend is null ? null : new double[_units];
        double[]? factors = affine.Factor is null ? null : Spread(affine.Factor, _inputs, null);
        double[]? addends = affine.Addend is null ? null : Spread(affine.Addend, _inputs, null);
        for (int i = 0; i < _inputs; i++)
        {
            for (int j = 0; j < _units; j++)
            {
                ref double weight = ref _weights![(i * _units) + j];
                if (biases is not null)
                {
                    biases[j] += addends![i] * weight;
                }

                weight *= factors?[i] ?? 1;
            }
        }

        _biases = biases;
    }

    private string TakeArithmetic(NodeProto node, string signal)
    {
        int place = node.Input.Count == 2 && node.Input[0] == signal ? 1 : 0;
        double[] constant = Numbers(Constant(node, place) ?? throw Unsupported(node));
        bool isReversed = place == 0;
        Merge(node.OpType switch
        {
            "Add" => new Affine(null, constant),
            "Sub" when !isReversed => new Affine(null, Array.ConvertAll(constant, static value => -value)),
            "Mul" => new Affine(constant, null),
            "Div" when !isReversed && !constant.Contains(0) => new Affine(Array.ConvertAll(constant, static value => 1 / value), null),
            _ => throw Unsupported(node),
        });
        return node.Output[0];
    }

    private void TakeScaler(NodeProto node)
    {
        double[] offsets = OnnxAttributes.Numbers(node, "offset") ?? [0];
        double[] scales = OnnxAttributes.Numbers(node, "scale") ?? [1];
        if (!offsets.Concat(scales).All(double.IsFinite))
        {
            throw Errors.OnnxContent(_source, $"the node '{Name(node)}' has a number that is not finite");
        }

        Merge(new Affine(null, Array.ConvertAll(offsets, static value => -value)));
        Merge(new Affine(scales, null));
    }

    // Into the layer under way if there is one, else into what the next layer takes.
    private void Merge(Affine affine)
    {
        if (_weights is null)
        {
            _pending = (_pending ?? new Affine(null, null)).Then(affine, _source);
            Use(_pending.Length);
            return;
        }

        Use(_units);
        double[]? factors = affine.Factor is null ? null : Spread(affine.Factor, _units, null);
        double[]? addends = affine.Addend is null ? null : Spread(affine.Addend, _units, null);
        _factors = factors is null || _factors is null ? factors ?? _factors : [.. _factors.Zip(factors, static (a, b) => a * b)];
        if (_biases is not null || addends is not null)
        {
            _biases = [.. Enumerable.Range(0, _units).Select(j => ((_biases?[j] ?? 0) * (factors?[j] ?? 1)) + (addends?[j] ?? 0))];
        }
    }

    // What begins the names of the constants of a piecewise linear layer, which is the first; null for another layer.
    private string? PiecewiseStep(NodeProto node)
    {
        const string spread = $"/{PiecewiseLinearLayer.SpreadName}";
        string weights = node.Input.Count > 1 ? node.Input[1] : string.Empty;
        if (_layers.Count > 0 || _weights is not null || !weights.EndsWith(spread, StringComparison.Ordinal))
        {
            return null;
        }

        // Several products in one step are the layers of members.
        string step = weights[..^spread.Length];
        return _graph.Node.Count(other => other.OpType == node.OpType && IsPart(other, step)) == 1 ? step : null;
    }

    private static bool IsPart(NodeProto node, string step) => node.Name == step || node.Name.StartsWith($"{step}/", StringComparison.Ordinal);

    private void TakePieces(NodeProto node, string step)
    {
        double[] spread = Part(PiecewiseLinearLayer.SpreadName);
        double[] starts = Part(PiecewiseLinearLayer.StartName);
        double[] widths = Part(PiecewiseLinearLayer.WidthName);
        double[] arePieces = Part(PiecewiseLinearLayer.IsPieceName);
        int inputs = starts.Length == 0 ? 0 : spread.Length / starts.Length;
        if (inputs == 0 || inputs >= starts.Length || spread.Length % starts.Length != 0 || widths.Length != starts.Length || arePieces.Length != starts.Length)
        {
            throw Errors.OnnxContent(_source, $"the parameters of the node '{Name(node)}' do not go together");
        }

        RequireWidth(inputs, Name(node));
        var layer = new PiecewiseLinearLayer(new LayerShape(inputs, starts.Length, Activation.Linear, Slope: null, Dropout: 0));
        _layers.Add(layer);
        _parameters.Add(layer.Of(spread, starts, widths, arePieces));

        double[] Part(string name) => _constants.TryGetValue($"{step}/{name}", out TensorProto? constant) ? Numbers(constant) : throw Unsupported(node);
    }

    private void TakeNormalization(NodeProto node)
    {
        if (_pending is not null
            || node.Input.Count != 5
            || Math.Abs(OnnxAttributes.Number(node, "epsilon", BatchNormalizationLayer.Epsilon) - BatchNormalizationLayer.Epsilon) > 1e-9)
        {
            throw Unsupported(node);
        }

        double[][] parts = [.. Enumerable.Range(1, 4).Select(i => Numbers(Constant(node, i) ?? throw Unsupported(node)))];
        int units = parts[0].Length;
        if (units == 0 || parts.Any(part => part.Length != units) || parts[3].Any(static variance => variance < 0))
        {
            throw Errors.OnnxContent(_source, $"the parameters of the node '{Name(node)}' do not go together");
        }

        RequireWidth(units, Name(node));
        _layers.Add(new BatchNormalizationLayer(new LayerShape(units, units, Activation.Linear, Slope: null, Dropout: 0)));
        _parameters.Add([.. parts.SelectMany(static part => part)]);
    }

    private string Take(OnnxActivation found)
    {
        if (!found.Nodes.All(_passed.Add))
        {
            throw Circle(found.Nodes[0]);
        }

        if (_weights is not null)
        {
            Finish(found.Activation, found.Slope);
        }
        else if (_layers is [.., BatchNormalizationLayer { Activation: Activation.Linear } normalization])
        {
            _layers[^1] = new BatchNormalizationLayer(normalization.Shape with { Activation = found.Activation, Slope = found.Slope });
        }
        else
        {
            throw Errors.OnnxContent(_source, $"the activation '{Name(found.Nodes[0])}' ({found.Nodes[0].OpType}) has no layer before it");
        }

        return found.Output;
    }

    private void Finish(Activation activation, double? slope)
    {
        if (_weights is null)
        {
            return;
        }

        for (int i = 0; i < _weights.Length && _factors is not null; i++)
        {
            _weights[i] *= _factors[i % _units];
        }

        _layers.Add(new DenseLayer(
            new LayerShape(_inputs, _units, activation, slope, Dropout: 0),
            hasBias: _biases is not null));
        _parameters.Add([.. _weights, .. _biases ?? []]);
        (_weights, _biases, _factors) = (null, null, null);
    }

    private void RequireWidth(int inputs, string name)
    {
        if (_layers.Count == 0)
        {
            InputSize = inputs;
        }
        else if (_layers[^1].Units != inputs)
        {
            throw Errors.OnnxContent(_source, $"'{name}' takes {inputs} inputs, but the layer before it has {_layers[^1].Units} units");
        }
    }

    private double[] Spread(double[] values, int count, NodeProto? node) =>
        values.Length == count ? values
        : values.Length == 1 ? [.. Enumerable.Repeat(values[0], count)]
        : throw Errors.OnnxContent(
            _source,
            $"{(node is null ? "a node" : $"the node '{Name(node)}'")} has {values.Length} numbers where there are {count} units");

    private TensorProto? Constant(NodeProto node, int place) =>
        place < node.Input.Count && _constants.TryGetValue(node.Input[place], out TensorProto? tensor) ? tensor : null;

    private double[] Numbers(TensorProto tensor)
    {
        Use(OnnxTensor.Size(tensor));
        return OnnxTensor.Numbers(tensor, _source);
    }

    private BackpropException Circle(NodeProto node) => Errors.OnnxContent(_source, $"the graph goes round in circles at the node '{Name(node)}'");

    private BackpropException Unsupported(NodeProto node) => Errors.OnnxUnsupported(_source, Name(node), node.OpType);

    private static string Name(NodeProto node) => node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? node.OpType;

    /// <summary>x · factor + addend, for each unit.</summary>
    private sealed record Affine(double[]? Factor, double[]? Addend)
    {
        public int Length => Math.Max(Factor?.Length ?? 0, Addend?.Length ?? 0);

        public Affine Then(Affine next, string source) => new(
            next.Factor is null ? Factor : Factor is null ? next.Factor : Combine(Factor, next.Factor, source, static (a, b) => a * b),
            Add(next.Factor is null || Addend is null ? Addend : Combine(Addend, next.Factor, source, static (a, b) => a * b), next.Addend, source));

        private static double[]? Add(double[]? a, double[]? b, string source) => a is null ? b : b is null ? a : Combine(a, b, source, static (x, y) => x + y);

        private static double[] Combine(double[] a, double[] b, string source, Func<double, double, double> operation)
        {
            int count = Math.Max(a.Length, b.Length);
            return (a.Length == count || a.Length == 1) && (b.Length == count || b.Length == 1)
                ? [.. Enumerable.Range(0, count).Select(i => operation(a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i]))]
                : throw Errors.OnnxContent(source, $"a scaling has {a.Length} numbers and the next {b.Length}");
        }
    }
}
