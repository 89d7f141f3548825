namespace PSBackprop;

/// <summary>How numeric columns are brought to a size that a network learns well from. A constant column is only shifted to 0.</summary>
public enum Scaling
{
    /// <summary>(x − mean) / standard deviation, the latter with n in the divisor.</summary>
    Standard,

    /// <summary>(x − smallest) / (largest − smallest): from 0 to 1.</summary>
    MinMax,

    /// <summary>As they are.</summary>
    None,

    /// <summary>
    /// z / √(1 + (z/3)²) of z = (x − median) / interquartile range: from −3 to 3, which outliers do not spoil. For features alone.
    /// </summary>
    Robust,
}
