namespace PSBackprop.Propagation.Losses;

/// <summary>A loss that is a sum over outputs: the formula of one output and its derivative.</summary>
internal interface IElementwiseLoss
{
    /// <summary>Outputs at which e, its slope or its curvature has a jump.</summary>
    static virtual IReadOnlyList<double> Kinks(double target) => [];

    /// <summary>e(a, t).</summary>
    static abstract double Value(double output, double target);

    /// <summary>∂e/∂a.</summary>
    static abstract double Slope(double output, double target);
}
