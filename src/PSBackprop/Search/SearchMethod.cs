namespace PSBackprop;

/// <summary>How a search goes through settings.</summary>
public enum SearchMethod
{
    /// <summary>Every combination of the listed values.</summary>
    Grid,

    /// <summary>Combinations drawn at random, from lists and ranges (Bergstra, Bengio 2012).</summary>
    Random,

    /// <summary>Drawn at random; all are trained for a few epochs, the best third for three times as many, and so on (Jamieson, Talwalkar 2016).</summary>
    Halving,
}
