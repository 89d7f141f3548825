namespace PSBackprop.Calibrations;

/// <summary>
/// How far predictions were off on held-out rows, from which a further row's is told with a level: of n rows the one with the rank
/// ⌈(n + 1) · level⌉ (Vovk, Gammerman, Shafer 2005; Lei et al. 2018). For a row drawn like those, the probability that it is no farther off
/// is at least the level, and at most 1 / (n + 1) above it where no two are equally far off.
/// </summary>
internal sealed class ConformalScores
{
    /// <summary>
    /// No more scores are kept. Of more rows each kept one stands for those below it, so that the probability is still at least the
    /// level, and at most a thousandth above.
    /// </summary>
    public const int Most = 1000;

    /// <param name="kept">The scores that are kept, in ascending order, none below 0.</param>
    /// <param name="rows">How many there were.</param>
    public ConformalScores(double[] kept, int rows)
    {
        Kept = FixedList.Of(kept);
        Rows = rows;
    }

    /// <summary>The scores that are kept, in ascending order.</summary>
    public IReadOnlyList<double> Kept { get; }

    /// <summary>How many there were.</summary>
    public int Rows { get; }

    /// <summary>Keeps scores.</summary>
    /// <param name="scores">In any order; they are sorted in place.</param>
    public static ConformalScores Of(double[] scores)
    {
        Array.Sort(scores);
        int kept = CountOf(scores.Length);
        return new ConformalScores(
            [.. Enumerable.Range(1, kept).Select(place => scores[(((long)place * scores.Length) + kept - 1) / kept - 1])], scores.Length);
    }

    /// <summary>How many scores of so many rows are kept.</summary>
    public static int CountOf(int rows) => Math.Min(rows, Most);

    /// <summary>How many rows a level takes.</summary>
    /// <param name="level">From 0 to 1, both excluded.</param>
    public static double RowsFor(double level)
    {
        decimal exact = (decimal)level;
        return exact < 1 ? (double)Math.Ceiling(exact / (1 - exact)) : double.PositiveInfinity;
    }

    /// <summary>The score that a further row's is at most, with a probability of at least the level.</summary>
    /// <param name="level">From 0 to 1, both excluded.</param>
    /// <exception cref="BackpropException">There are too few rows for the level.</exception>
    public double Quantile(double level)
    {
        // In decimals, as 0.55 · 100 is more than 55 in binary.
        decimal rank = Math.Ceiling((Rows + 1) * (decimal)level);
        return rank <= Rows ? Kept[(int)(((Math.Max((long)rank, 1) - 1) * Kept.Count) / Rows)] : throw Errors.IntervalRows(level, RowsFor(level), Rows);
    }
}
