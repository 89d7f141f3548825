namespace PSBackprop;

/// <summary>What a gradient check comes to, by the worst relative error.</summary>
public enum GradientVerdict
{
    /// <summary>Up to 1e-7: as equal as numbers can show.</summary>
    Fine,

    /// <summary>Up to 1e-4 in a network or loss with kinks, next to which no difference quotient is exact.</summary>
    Acceptable,

    /// <summary>Up to 1e-2, or above 1e-7 without a kink: too much for rounding. Look at the parameters named.</summary>
    Suspicious,

    /// <summary>Above 1e-2: the gradient is not that of the loss.</summary>
    Wrong,
}
