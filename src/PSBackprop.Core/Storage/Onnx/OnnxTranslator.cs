using Google.Protobuf;

using PSBackprop.Inference;

namespace PSBackprop.Storage.Onnx;

/// <summary>Translates steps of inference into nodes and constants of a graph.</summary>
internal sealed class OnnxTranslator(GraphProto graph, Precision precision)
{
    /// <summary>Adds a step to the graph.</summary>
    /// <param name="step">The step.</param>
    /// <param name="name">What the names of its nodes and constants begin with; the result has it as its own.</param>
    /// <param name="signal">The tensor that comes in, in the translator's precision.</param>
    /// <returns>The tensor that goes out.</returns>
    public string Translate(InferenceStep step, string name, string signal) => new StepTranslator(graph, precision, name, signal).Translate(step.Result);

    private sealed class StepTranslator(GraphProto graph, Precision precision, string name, string signal)
    {
        // What is used several times in a formula is computed once.
        private readonly Dictionary<Expression, string> _tensors = new(ReferenceEqualityComparer.Instance) { [Expression.Input] = signal };
        private readonly Dictionary<double, string> _scalars = [];
        private readonly Dictionary<string, int> _constants = [];
        private int _count;

        public string Translate(Expression result) => Tensor(result, name);

        private string Tensor(Expression expression, string? own = null)
        {
            if (_tensors.TryGetValue(expression, out string? tensor))
            {
                return tensor;
            }

            tensor = expression switch
            {
                Scalar scalar => ScalarTensor(scalar.Value),
                UnitVector vector => Constant($"{name}/{vector.Name}", vector.Values, vector.Values.Length),
                Product product => ProductNode(product, own),
                NamedFunction function when OnnxOperators.Has(function, precision) => FunctionNode(function, own),
                NamedFunction function => Tensor(function.Definition, own),
                Operation operation => OperationNode(operation, own),
                _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
            };
            return _tensors[expression] = tensor;
        }

        private string ProductNode(Product product, string? own)
        {
            var inputs = new List<string>
            {
                Tensor(product.Operand),
                Constant($"{name}/{product.Weights.Name}", product.Weights.Values, product.Inputs, product.Units),
            };
            if (product.Biases is { } biases)
            {
                inputs.Add(Tensor(biases));
            }

            return Node("Gemm", inputs, own).Output[0];
        }

        private string FunctionNode(NamedFunction function, string? own)
        {
            NodeProto node = Node(function.Name, [.. function.Operands.Select(operand => Tensor(operand))], own);
            node.Attribute.Add(function.Attributes.Select(static attribute => attribute.Number is { } number
                ? new AttributeProto { Name = attribute.Name, F = (float)number.Value, Type = AttributeProto.Types.AttributeType.Float }
                : new AttributeProto { Name = attribute.Name, S = ByteString.CopyFromUtf8(attribute.Word), Type = AttributeProto.Types.AttributeType.String }));
            return node.Output[0];
        }

        private string OperationNode(Operation operation, string? own)
        {
            var inputs = operation.Operands.Select(operand => Tensor(operand)).ToList();
            if (operation.Primitive is Primitive.RowSum or Primitive.RowMaximum)
            {
                inputs.Add(LastAxis());
            }

            return Node(OnnxOperators.Of(operation.Primitive), inputs, own).Output[0];
        }

        private string LastAxis()
        {
            string axes = $"{name}/axes";
            if (graph.Initializer.All(tensor => tensor.Name != axes))
            {
                graph.Initializer.Add(new TensorProto { Name = axes, DataType = (int)TensorProto.Types.DataType.Int64, Dims = { 1 }, Int64Data = { -1 } });
            }

            return axes;
        }

        private string ScalarTensor(double value)
        {
            if (!_scalars.TryGetValue(value, out string? tensor))
            {
                tensor = _scalars[value] = Constant($"{name}/constant{_scalars.Count + 1}", new[] { value });
            }

            return tensor;
        }

        private string Constant(string constant, ReadOnlyMemory<double> values, params long[] dimensions)
        {
            // Members of a layer have parts of the same names.
            int count = _constants[constant] = _constants.GetValueOrDefault(constant) + 1;
            string unique = count == 1 ? constant : $"{constant}{count}";
            graph.Initializer.Add(OnnxTensor.Of(unique, values.Span, precision, dimensions));
            return unique;
        }

        private NodeProto Node(string operation, IReadOnlyList<string> inputs, string? own)
        {
            string tensor = own ?? $"{name}/{++_count}";
            var node = new NodeProto { OpType = operation, Name = tensor, Input = { inputs }, Output = { tensor } };
            graph.Node.Add(node);
            return node;
        }
    }
}
