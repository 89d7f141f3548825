namespace PSBackprop.Numerics;

/// <summary>Quantiles of numbers of any size, those near the ends of the range among them.</summary>
internal static class Quantile
{
    /// <summary>
    /// The number below which a fraction of the numbers lies, on the line between its two neighbours: definition 7 of Hyndman and Fan 1996
    /// (Sample Quantiles in Statistical Packages), which numpy takes unless told.
    /// </summary>
    /// <param name="sorted">At least one, all finite, in ascending order.</param>
    /// <param name="fraction">From 0 to 1.</param>
    public static double Of(double[] sorted, double fraction)
    {
        double place = fraction * (sorted.Length - 1);
        int index = (int)place;
        double weight = place - index;
        double low = sorted[index];
        double high = sorted[Math.Min(index + 1, sorted.Length - 1)];
        double difference = high - low;

        // From the nearer neighbour, as numpy does, which loses the fewest digits.
        return !double.IsFinite(difference) ? (low * (1 - weight)) + (high * weight)
            : weight < 0.5 ? low + (difference * weight)
            : high - (difference * (1 - weight));
    }
}
