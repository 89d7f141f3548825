using PSBackprop.Inference;

namespace PSBackprop.Propagation.Losses;

/// <summary>A loss that is a sum over outputs: the formula of one output and its derivative.</summary>
internal interface IElementwiseLoss
{
    /// <summary>Whether the loss is the mean over samples and outputs, rather than the sum.</summary>
    static virtual bool IsMean => true;

    /// <summary>The targets the loss is defined for.</summary>
    static virtual TargetDomain Domain => TargetDomain.AnyNumber;

    /// <summary>The output activation to choose where the network's does not go with this loss.</summary>
    static virtual Activation SuitedOutput => Activation.Linear;

    /// <summary>Outputs at which e, its slope or its curvature has a jump.</summary>
    static virtual IReadOnlyList<double> Kinks(double target) => [];

    /// <summary>The output that, given to every sample alike, makes the loss smallest.</summary>
    /// <param name="targets">[samples].</param>
    /// <param name="weights">[samples], or none if all count alike.</param>
    static virtual double BestConstant(double[] targets, double[] weights) => Losses.BestConstant.Mean(targets, weights);

    /// <summary>e(a, t) for exports; null where none has it.</summary>
    static virtual Expression? Infer(Expression output, Expression target) => null;

    /// <summary>e(a, t).</summary>
    static abstract double Value(double output, double target);

    /// <summary>∂e/∂a.</summary>
    static abstract double Slope(double output, double target);
}
