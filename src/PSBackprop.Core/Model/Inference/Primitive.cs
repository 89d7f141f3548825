namespace PSBackprop.Inference;

/// <summary>The operations that everything a network computes in prediction is made of; a translator has to know these and <see cref="Product"/>.</summary>
internal enum Primitive
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>The lesser of a and b.</summary>
    Minimum,

    /// <summary>The greater of a and b.</summary>
    Maximum,

    /// <summary>|a|.</summary>
    Absolute,

    /// <summary>−a.</summary>
    Negate,

    /// <summary>e^a.</summary>
    Exp,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>The square root.</summary>
    Sqrt,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The sum over the units of a row, one number.</summary>
    RowSum,

    /// <summary>The greatest over the units of a row, one number.</summary>
    RowMaximum,
}
