using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>What networks are fitted to in a column of numbers.</summary>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="StandardDeviation">The standard deviation with n in the divisor.</param>
/// <param name="Minimum">The smallest number.</param>
/// <param name="LowerQuartile">The number below which a quarter lies, by <see cref="Quantile"/>.</param>
/// <param name="Median">That below which half lies.</param>
/// <param name="UpperQuartile">That below which three quarters lie.</param>
/// <param name="Maximum">The largest number.</param>
/// <param name="Profile">How the numbers are spread.</param>
internal sealed record NumberStatistics(
    double Mean,
    double StandardDeviation,
    double Minimum,
    double LowerQuartile,
    double Median,
    double UpperQuartile,
    double Maximum,
    ColumnProfile Profile)
{
    /// <summary>Whether there is no number.</summary>
    public bool IsEmpty => Profile.Edges.Count == 0;

    /// <summary>Whether some row has no number.</summary>
    public bool HasMissing => Profile.Missing > 0;

    /// <param name="values">One for each row, finite; NaN where it is missing.</param>
    public static NumberStatistics Of(double[] values)
    {
        double[] present = Array.Exists(values, double.IsNaN) ? Array.FindAll(values, static value => !double.IsNaN(value)) : values;
        int missing = values.Length - present.Length;
        if (present.Length == 0)
        {
            return new NumberStatistics(0, 0, 0, 0, 0, 0, 0, ColumnProfile.Of([], null, missing, 0));
        }

        double[] quartiles = Quantile.OfUnsorted(present, 0.25, 0.5, 0.75);
        ColumnProfile profile = ColumnProfile.Of(present, null, missing, 0);
        return new NumberStatistics(
            Moments.Mean(present),
            Moments.StandardDeviation(present),
            profile.Edges[0],
            quartiles[0],
            quartiles[1],
            quartiles[2],
            profile.Edges[^1],
            profile);
    }
}
