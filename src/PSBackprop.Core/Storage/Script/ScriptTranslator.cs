using System.Globalization;
using System.Text;

using PSBackprop.Inference;

namespace PSBackprop.Storage.Script;

/// <summary>
/// Translates steps of inference into PowerShell: known numbers go to a writer as they are met, statements are collected.
/// A value with a number for each unit is an array; formulas unit by unit become one loop.
/// </summary>
internal sealed class ScriptTranslator(TextWriter constants, string indent, ScriptTranslator? outer = null)
{
    private readonly StringBuilder _statements = new();
    private int _variables;

    /// <summary>What computes all steps so far from <c>$signal</c>, and leaves the result there.</summary>
    public string Statements => _statements.ToString();

    /// <summary>Adds statements as they are.</summary>
    public void Add(string statements) => _statements.Append(statements);

    public void Translate(IEnumerable<InferenceStep> steps)
    {
        foreach (InferenceStep step in steps)
        {
            Line($"# {step.Name}");
            Line($"$signal = {Translate(step.Result)}");
        }
    }

    /// <summary>The array that holds what an expression makes of <c>$signal</c>.</summary>
    public string Translate(Expression expression) => new Formula(this).Array(expression);

    /// <summary>The number that an expression makes of <c>$signal</c> and <c>$target</c>.</summary>
    public string TranslateNumber(Expression expression) => new Formula(this).Number(expression);

    /// <summary>What translates a block within this one's statements, with variables of its own.</summary>
    public ScriptTranslator Inner() => new(constants, $"{indent}    ", this);

    private string NewVariable() => outer?.NewVariable() ?? string.Create(CultureInfo.InvariantCulture, $"$x{++_variables}");

    private void Line(string text) => _statements.Append(indent).Append(text).Append('\n');

    private string Constant(UnitVector vector)
    {
        string variable = NewVariable();
        constants.Write($"        {variable} = ");
        ScriptText.WriteNumbers(constants, vector.Values.Span);
        constants.Write('\n');
        return variable;
    }

    /// <summary>One expression of the value in <c>$signal</c>.</summary>
    private sealed class Formula(ScriptTranslator script)
    {
        private readonly Dictionary<Expression, string> _arrays = new(ReferenceEqualityComparer.Instance)
        {
            [Expression.Input] = "$signal",
            [Expression.Target] = "$target",
        };

        private readonly Dictionary<Expression, string> _numbers = new(ReferenceEqualityComparer.Instance);

        public string Array(Expression expression)
        {
            if (!_arrays.TryGetValue(expression, out string? variable))
            {
                variable = expression switch
                {
                    UnitVector vector => script.Constant(vector),
                    Product product => Multiply(product),
                    NamedFunction function => Array(function.Definition),
                    Operation operation => Loop(operation),
                    _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
                };
                _arrays[expression] = variable;
            }

            return variable;
        }

        public string Number(Expression expression)
        {
            var uses = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
            Prepare(expression, uses);
            return Value(expression, uses, new Dictionary<Expression, string>(ReferenceEqualityComparer.Instance));
        }

        private string Multiply(Product product)
        {
            string operand = Array(product.Operand);
            string weights = Array(product.Weights);
            string? first = product.Biases is { } biases ? Array(biases) : null;
            string result = script.NewVariable();
            script.Line($"{result} = {(first is null ? $"New-Object double[] {product.Units}" : $"{first}.Clone()")}");

            // Most inputs of a text or a category are 0, and leave a sum as it is.
            script.Line($"for ($i = 0; $i -lt {product.Inputs}; $i++) {{");
            script.Line($"    $z = {operand}[$i]");
            script.Line("    if ($z -eq 0) { continue }");
            script.Line($"    $from = $i * {product.Units}");
            script.Line($"    for ($j = 0; $j -lt {product.Units}; $j++) {{ {result}[$j] += $z * {weights}[$from + $j] }}");
            script.Line("}");
            return result;
        }

        private string Loop(Operation operation)
        {
            var uses = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
            Prepare(operation, uses);
            string length = Length(operation)!;
            string result = script.NewVariable();
            script.Line($"{result} = New-Object double[] {length}");
            script.Line($"for ($j = 0; $j -lt {length}; $j++) {{");
            var values = new Dictionary<Expression, string>(ReferenceEqualityComparer.Instance);
            script.Line($"    {result}[$j] = {Value(operation, uses, values)}");
            script.Line("}");
            return result;
        }

        // Computes what is not computed unit by unit, and counts how often each part of the formula is used.
        private void Prepare(Expression expression, Dictionary<Expression, int> uses)
        {
            uses[expression] = uses.GetValueOrDefault(expression) + 1;
            if (uses[expression] > 1 || _arrays.ContainsKey(expression) || _numbers.ContainsKey(expression))
            {
                return;
            }

            switch (expression)
            {
                case UnitVector or Product:
                    Array(expression);
                    break;
                case NamedFunction function:
                    Prepare(function.Definition, uses);
                    break;
                case Operation { Primitive: Primitive.RowSum or Primitive.RowMaximum } reduction:
                    _numbers[reduction] = Reduce(reduction);
                    break;
                case Operation operation:
                    foreach (Expression operand in operation.Operands)
                    {
                        Prepare(operand, uses);
                    }

                    break;
            }
        }

        private string Reduce(Operation reduction)
        {
            string operand = Array(reduction.Operands[0]);
            string result = script.NewVariable();
            bool isSum = reduction.Primitive == Primitive.RowSum;
            script.Line(isSum ? $"{result} = 0.0" : $"{result} = {operand}[0]");
            script.Line($"foreach ($z in {operand}) {{ {(isSum ? $"{result} += $z" : $"if ($z -gt {result}) {{ {result} = $z }}")} }}");
            return result;
        }

        // The variable of the arrays' length, or how long they are.
        private string? Length(Expression expression) => expression switch
        {
            Scalar => null,
            Operation { Primitive: Primitive.RowSum or Primitive.RowMaximum } => null,
            Product product => product.Units.ToString(CultureInfo.InvariantCulture),
            UnitVector vector => vector.Values.Length.ToString(CultureInfo.InvariantCulture),
            NamedFunction function => Length(function.Definition),
            Operation operation => operation.Operands.Select(Length).FirstOrDefault(static length => length is not null),
            _ => "$signal.Length",
        };

        // The expression of unit $j; what is used several times gets a variable.
        private string Value(Expression expression, Dictionary<Expression, int> uses, Dictionary<Expression, string> values)
        {
            if (values.TryGetValue(expression, out string? value))
            {
                return value;
            }

            value = expression switch
            {
                Scalar scalar => ScriptText.Number(scalar.Value),
                _ when _arrays.TryGetValue(expression, out string? array) => $"{array}[$j]",
                _ when _numbers.TryGetValue(expression, out string? number) => number,
                NamedFunction function => Value(function.Definition, uses, values),
                Operation operation => Text(operation.Primitive, [.. operation.Operands.Select(operand => Value(operand, uses, values))]),
                _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
            };
            if (uses.GetValueOrDefault(expression) > 1 && expression is not Scalar && !_numbers.ContainsKey(expression))
            {
                string variable = script.NewVariable();
                script.Line($"    {variable} = {value}");
                value = variable;
            }

            return values[expression] = value;
        }

        private static string Text(Primitive primitive, string[] operands) => primitive switch
        {
            Primitive.Add => $"({operands[0]} + {operands[1]})",
            Primitive.Subtract => $"({operands[0]} - {operands[1]})",
            Primitive.Multiply => $"({operands[0]} * {operands[1]})",
            Primitive.Divide => $"({operands[0]} / {operands[1]})",
            Primitive.Minimum => $"[Math]::Min({operands[0]}, {operands[1]})",
            Primitive.Maximum => $"[Math]::Max({operands[0]}, {operands[1]})",
            Primitive.Absolute => $"[Math]::Abs({operands[0]})",
            Primitive.Negate => $"(-{operands[0]})",
            Primitive.Exp => $"[Math]::Exp({operands[0]})",
            Primitive.Log => $"[Math]::Log({operands[0]})",
            Primitive.Sqrt => $"[Math]::Sqrt({operands[0]})",
            Primitive.Tanh => $"[Math]::Tanh({operands[0]})",
            _ => throw new ArgumentOutOfRangeException(nameof(primitive), primitive, null),
        };
    }
}
