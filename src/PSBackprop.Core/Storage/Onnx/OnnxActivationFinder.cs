using PSBackprop.Activations;
using PSBackprop.Inference;
using PSBackprop.Layers;

namespace PSBackprop.Storage.Onnx;

/// <summary>Finds in a graph the activation that a signal goes into, as one operator or as the formula written out.</summary>
/// <param name="consumers">The nodes that take a tensor.</param>
/// <param name="constant">The number that a tensor is, if it is a known one.</param>
internal sealed class OnnxActivationFinder(Func<string, IEnumerable<NodeProto>> consumers, Func<string, double?> constant)
{
    private static readonly (Activation Activation, Expression Formula)[] s_formulas =
    [
        .. Enum.GetValues<Activation>()
            .Select(static activation => (activation, ActivationFamily.Create(activation).Infer(Expression.Input)!))
            .Where(static pair => pair.Item2 is not null && pair.Item2 != Expression.Input),
    ];

    /// <summary>The activation with the longest formula that the signal goes through, as that of a shorter one may be a part of it.</summary>
    /// <returns>Null if there is none.</returns>
    public OnnxActivation? Find(string signal)
    {
        OnnxActivation? longest = null;
        foreach (var (activation, formula) in s_formulas)
        {
            var search = new Search(this, signal);
            if (search.Tensor(formula) is { } output && search.Nodes.Count > (longest?.Nodes.Count ?? 0))
            {
                longest = new OnnxActivation(
                    activation, search.Options.TryGetValue(nameof(LayerShape.Slope), out double slope) ? slope : null, output, [.. search.Nodes]);
            }
        }

        return longest;
    }

    private IEnumerable<NodeProto> Consumers(string tensor) => consumers(tensor).Where(static node => node.Output.Count == 1);

    /// <summary>One formula from one signal; what is used several times in it is found once.</summary>
    private sealed class Search(OnnxActivationFinder graph, string signal)
    {
        private readonly Dictionary<Expression, string?> _tensors = new(ReferenceEqualityComparer.Instance) { [Expression.Input] = signal };

        public HashSet<NodeProto> Nodes { get; } = new(ReferenceEqualityComparer.Instance);

        public Dictionary<string, double> Options { get; } = [];

        /// <summary>The tensor that holds a formula's result; null if the graph does not compute it.</summary>
        public string? Tensor(Expression expression)
        {
            if (!_tensors.TryGetValue(expression, out string? tensor))
            {
                tensor = expression switch
                {
                    NamedFunction function => Take(OfFunction(function)) ?? Tensor(function.Definition),
                    Operation operation => Take(OfOperation(operation)),
                    _ => null,
                };
                _tensors[expression] = tensor;
            }

            return tensor;
        }

        private NodeProto? OfFunction(NamedFunction function) =>
            function.Operands is [var operand] && Tensor(operand) is { } tensor
                ? graph.Consumers(tensor).FirstOrDefault(node => OnnxOperators.Matches(node, function, Options))
                : null;

        private NodeProto? OfOperation(Operation operation)
        {
            string?[] tensors = [.. operation.Operands.Select(operand => operand is Scalar ? null : Tensor(operand))];
            if (!operation.Operands.Select((operand, i) => operand is Scalar || tensors[i] is not null).All(static isFound => isFound))
            {
                return null;
            }

            string name = OnnxOperators.Of(operation.Primitive);
            return Array.Find(tensors, static tensor => tensor is not null) is { } first
                ? graph.Consumers(first).FirstOrDefault(node => node.OpType == name && Takes(node, operation, tensors))
                : null;
        }

        private bool Takes(NodeProto node, Operation operation, string?[] tensors)
        {
            if (node.Input.Count != tensors.Length)
            {
                return false;
            }

            bool inOrder = tensors.Select((tensor, i) => Is(node.Input[i], tensor, operation.Operands[i])).All(static fits => fits);
            return inOrder || (OnnxOperators.IsCommutative(operation.Primitive)
                && tensors.Select((tensor, i) => Is(node.Input[^(i + 1)], tensor, operation.Operands[i])).All(static fits => fits));
        }

        private bool Is(string given, string? tensor, Expression operand) => operand is Scalar scalar
            ? graph.Constant(given) is { } number && OnnxOperators.Matches(number, scalar, Options)
            : given == tensor;

        private string? Take(NodeProto? node)
        {
            if (node is null)
            {
                return null;
            }

            Nodes.Add(node);
            return node.Output[0];
        }
    }

    private double? Constant(string tensor) => constant(tensor);
}
