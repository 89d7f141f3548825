namespace PSBackprop.Series;

/// <summary>
/// How far a network's forecasts were off that were made at earlier times, step by step, and so how wide a band has to be: the quantiles of
/// conformal prediction (Vovk, Gammerman, Shafer 2005; Lei et al. 2018), taken for each step ahead.
/// </summary>
/// <param name="Steps">
/// For each step ahead the absolute errors in ascending order, [steps][errors], as multiples of a series' <see cref="SeriesScale.Scale"/>; in
/// logarithms where the network learns ratios. Of many errors as many quantiles, spread evenly.
/// </param>
internal sealed record ForecastErrors(IReadOnlyList<double[]> Steps)
{
    /// <summary>The most errors that are kept of a step.</summary>
    public const int MostErrors = 200;

    /// <summary>The most steps.</summary>
    public const int MostSteps = 400;

    /// <summary>Keeps of many errors as many quantiles as there is room for.</summary>
    public static double[] Thin(IEnumerable<double> errors)
    {
        double[] sorted = [.. errors.Order()];
        return sorted.Length <= MostErrors
            ? sorted
            : [.. Enumerable.Range(0, MostErrors).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (MostErrors - 1))])];
    }

    /// <summary>
    /// Half the width of a band that has this part of the values, in the units of the errors: the ⌈(n + 1) · part⌉-th smallest error; null
    /// where there are not so many.
    /// </summary>
    /// <param name="step">The step ahead, from 1. Beyond the last that is known the width grows with its square root where changes are learned.</param>
    /// <param name="part">From 0 to below 1.</param>
    /// <param name="grows">Whether errors add up from step to step beyond those known.</param>
    public double? Width(int step, double part, bool grows)
    {
        int known = Math.Min(step, Steps.Count);
        double[] errors = Steps[known - 1];
        int rank = (int)Math.Ceiling((errors.Length + 1) * part);
        return rank > errors.Length ? null : errors[Math.Max(rank, 1) - 1] * (grows ? Math.Sqrt((double)step / known) : 1);
    }

    /// <summary>The greatest part of the values that a band of a step can have.</summary>
    /// <param name="step">The step ahead, from 1.</param>
    public double HighestPart(int step)
    {
        int count = Steps[Math.Min(step, Steps.Count) - 1].Length;
        return (double)count / (count + 1);
    }
}
