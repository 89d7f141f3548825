using System.Numerics;

using PSBackprop.Inference;

namespace PSBackprop.Activations;

/// <summary>An activation whose outputs each depend on their own net input alone: the formula and its derivative.</summary>
internal interface IElementwiseFunction
{
    /// <summary>The smallest value of f, reached or approached.</summary>
    double Minimum { get; }

    /// <summary>The largest value of f, reached or approached.</summary>
    double Maximum { get; }

    /// <summary>Where f, f′ or f″ has a jump.</summary>
    IReadOnlyList<double> Kinks => [];

    /// <summary>Whether the slope is 0 for all net inputs below zero, so that a unit may never learn again.</summary>
    bool CanDie => false;

    /// <summary>The slope below zero, where that is an option; null where there is none.</summary>
    double? Slope => null;

    /// <summary>The first weights that keep the signal's variance through a layer with this activation.</summary>
    Initializer SuitedInitializer => Initializer.GlorotUniform;

    /// <inheritdoc cref="ActivationFunction.Inverse"/>
    ActivationInverse? Inverse => null;

    /// <summary>f(z) for exports, exact to some 1e-15 of its size; null if it cannot be said in primitive operations.</summary>
    Expression? Infer(Expression z);

    /// <summary>f(z).</summary>
    Vector<T> Value<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>f′(z), with a = f(z) at hand because many derivatives are cheaper from it.</summary>
    Vector<T> Derivative<T>(Vector<T> z, Vector<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
