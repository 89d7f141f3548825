namespace PSBackprop.Propagation;

/// <summary>The numbers a loss takes for targets.</summary>
internal enum TargetDomain
{
    /// <summary>Every finite number.</summary>
    AnyNumber,

    /// <summary>From 0 to 1.</summary>
    Probability,

    /// <summary>0 and above.</summary>
    NotNegative,

    /// <summary>−1 or 1.</summary>
    Sign,
}
