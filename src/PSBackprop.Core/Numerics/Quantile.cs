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
        return Between(sorted[index], sorted[Math.Min(index + 1, sorted.Length - 1)], place - index);
    }

    /// <summary>The same of numbers in any order.</summary>
    /// <param name="values">At least one, all finite; they stay as they are.</param>
    /// <param name="fractions">From 0 to 1, rising.</param>
    /// <returns>[fractions].</returns>
    public static double[] OfUnsorted(double[] values, params double[] fractions)
    {
        double[] places = Array.ConvertAll(fractions, fraction => fraction * (values.Length - 1));
        int[] ranks = [.. places.SelectMany(place => new[] { (int)place, Math.Min((int)place + 1, values.Length - 1) })];
        double[] neighbours = OrderStatistics.Of(values, ranks);
        return [.. places.Select((place, i) => Between(neighbours[2 * i], neighbours[(2 * i) + 1], place - (int)place))];
    }

    // From the nearer neighbour, as numpy does, which loses the fewest digits.
    private static double Between(double low, double high, double weight)
    {
        double difference = high - low;

        return !double.IsFinite(difference) ? (low * (1 - weight)) + (high * weight)
            : weight < 0.5 ? low + (difference * weight)
            : high - (difference * (1 - weight));
    }
}
