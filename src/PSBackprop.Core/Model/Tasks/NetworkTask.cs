namespace PSBackprop;

/// <summary>What the outputs of a network stand for.</summary>
public enum NetworkTask
{
    /// <summary>One or several numbers.</summary>
    Regression,

    /// <summary>One class out of several.</summary>
    Classification,

    /// <summary>Several yes-or-no answers at once.</summary>
    MultiLabel,

    /// <summary>The row itself: what is badly given back is odd.</summary>
    Anomaly,
}
