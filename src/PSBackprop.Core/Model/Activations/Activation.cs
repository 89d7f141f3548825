namespace PSBackprop;

/// <summary>The activation functions, which turn a unit's net input z into its output a.</summary>
public enum Activation
{
    /// <summary>a = z.</summary>
    Linear,

    /// <summary>The logistic function 1 / (1 + e^−z), between 0 and 1.</summary>
    Sigmoid,

    /// <summary>A piecewise linear sigmoid, min(1, max(0, z/6 + ½)).</summary>
    HardSigmoid,

    /// <summary>The hyperbolic tangent, between −1 and 1.</summary>
    Tanh,

    /// <summary>Rectified linear unit, max(0, z).</summary>
    ReLU,

    /// <summary>z above zero, slope · z below; the slope is 0.01 unless the layer gives another.</summary>
    LeakyReLU,

    /// <summary>Exponential linear unit: z above zero, e^z − 1 below.</summary>
    Elu,

    /// <summary>Self-normalizing exponential linear unit.</summary>
    Selu,

    /// <summary>Gaussian error linear unit, z · Φ(z).</summary>
    Gelu,

    /// <summary>The tanh approximation of the Gaussian error linear unit.</summary>
    GeluTanh,

    /// <summary>Sigmoid linear unit (swish), z · sigmoid(z).</summary>
    SiLU,

    /// <summary>z · tanh(softplus(z)).</summary>
    Mish,

    /// <summary>ln(1 + e^z), above 0.</summary>
    Softplus,

    /// <summary>z / (1 + |z|), between −1 and 1.</summary>
    Softsign,

    /// <summary>e^z normalised over the layer's units, so that the outputs are probabilities that add up to 1.</summary>
    Softmax,
}
