namespace PSBackprop.Inference;

/// <summary>
/// What something computes of one row in prediction, in primitive operations: the one description that every export is
/// translated from. A value is one number for each unit, or a single number that stands for all of them.
/// </summary>
internal abstract class Expression
{
    /// <summary>What comes in: one number for each unit.</summary>
    public static Expression Input { get; } = new InputExpression();

    /// <summary>What was wanted of a row, where something says how far the row is from it: one number for each unit.</summary>
    public static Expression Target { get; } = new InputExpression();

    public static implicit operator Expression(double value) => new Scalar(value);

    public static Expression operator +(Expression a, Expression b) => new Operation(Primitive.Add, a, b);

    public static Expression operator -(Expression a, Expression b) => new Operation(Primitive.Subtract, a, b);

    public static Expression operator *(Expression a, Expression b) => new Operation(Primitive.Multiply, a, b);

    public static Expression operator /(Expression a, Expression b) => new Operation(Primitive.Divide, a, b);

    public static Expression operator -(Expression a) => new Operation(Primitive.Negate, a);

    public static Expression Min(Expression a, Expression b) => new Operation(Primitive.Minimum, a, b);

    public static Expression Max(Expression a, Expression b) => new Operation(Primitive.Maximum, a, b);

    public static Expression Abs(Expression a) => new Operation(Primitive.Absolute, a);

    public static Expression Exp(Expression a) => new Operation(Primitive.Exp, a);

    public static Expression Log(Expression a) => new Operation(Primitive.Log, a);

    public static Expression Sqrt(Expression a) => new Operation(Primitive.Sqrt, a);

    public static Expression Tanh(Expression a) => new Operation(Primitive.Tanh, a);

    public static Expression RowSum(Expression a) => new Operation(Primitive.RowSum, a);

    public static Expression RowMax(Expression a) => new Operation(Primitive.RowMaximum, a);

    /// <summary>1 / (1 + e^−a).</summary>
    public static Expression Sigmoid(Expression a) => new NamedFunction("Sigmoid", [a], [], 1 / (1 + Exp(-a)));

    /// <summary>e^a − 1 for a ≤ 0, without losing digits near zero: with t = tanh(a / 2) it is 2t / (1 − t).</summary>
    public static Expression ExpMinusOne(Expression a)
    {
        Expression t = Tanh(0.5 * a);
        return 2 * t / (1 - t);
    }

    /// <summary>
    /// ln(1 + a) for a from 0 to 1, without losing digits near zero: with u = 1 + a, what was lost in rounding u is a − (u − 1)
    /// (Higham 2002, Accuracy and Stability of Numerical Algorithms, section 1.14).
    /// </summary>
    public static Expression LogOnePlus(Expression a)
    {
        Expression u = 1 + a;
        return Log(u) + ((a - (u - 1)) / u);
    }

    private sealed class InputExpression : Expression;
}
