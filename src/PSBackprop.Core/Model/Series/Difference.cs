namespace PSBackprop;

/// <summary>What of a time series is learned: its values, or how they change.</summary>
public enum Difference
{
    /// <summary>What forecasts the latest of the training rows best, when a linear model is fitted to those before; also whether in ratios.</summary>
    Auto,

    /// <summary>The values as they are.</summary>
    None,

    /// <summary>The change since the step before, as of what grows or wanders.</summary>
    First,

    /// <summary>The change since the same step of the season before.</summary>
    Seasonal,
}
