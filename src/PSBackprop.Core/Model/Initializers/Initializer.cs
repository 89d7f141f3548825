namespace PSBackprop;

/// <summary>How the weights of a layer get their first values. Biases start at zero.</summary>
public enum Initializer
{
    /// <summary>Uniform on ±√(6 / (inputs + units)); for sigmoid, tanh and softmax.</summary>
    GlorotUniform,

    /// <summary>Normal with variance 2 / (inputs + units).</summary>
    GlorotNormal,

    /// <summary>Uniform on ±√(6 / inputs); for the ReLU family.</summary>
    HeUniform,

    /// <summary>Normal with variance 2 / inputs.</summary>
    HeNormal,

    /// <summary>Uniform on ±√(3 / inputs).</summary>
    LeCunUniform,

    /// <summary>Normal with variance 1 / inputs; for SELU.</summary>
    LeCunNormal,

    /// <summary>Uniform on a range, whose upper end is left out.</summary>
    Uniform,

    /// <summary>Normal with mean 0 and a standard deviation that can be given.</summary>
    Normal,

    /// <summary>A random matrix with orthonormal rows or columns.</summary>
    Orthogonal,

    /// <summary>Spreads the active regions of sigmoid or tanh units over the input range; sets the biases, too.</summary>
    NguyenWidrow,

    /// <summary>One value for all weights.</summary>
    Constant,

    /// <summary>All weights zero. Units of a layer then stay alike and a hidden layer cannot learn.</summary>
    Zeros,
}
