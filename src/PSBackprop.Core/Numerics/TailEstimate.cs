namespace PSBackprop.Numerics;

/// <summary>
/// How rarely numbers of one kind are as large as a given one, from a sample of them: by rank, and beyond the highest tenth of the sample by
/// the generalized Pareto distribution of what exceeds it (Pickands 1975), with parameters from probability-weighted moments (Hosking,
/// Wallis 1987). The tail is never taken for shorter than an exponential one whose mean is known from k numbers alone: the excess of a
/// further number then has the tail (1 + y / (k · mean))^−k, which is a Pareto distribution of the shape 1 / k.
/// </summary>
internal sealed class TailEstimate
{
    /// <summary>No probability is smaller.</summary>
    public const double LeastProbability = 1e-300;

    /// <summary>
    /// What a number may be below another, as a part of 1 and itself, and still be as large: the same row computed in another order, or in
    /// another precision, has the same rank.
    /// </summary>
    public const double Slack = 1e-5;

    private const double TailPart = 0.1;
    private const int FewestInTail = 10;
    private const double LongestShape = 0.5;

    // What differs by less differs by nothing that counts.
    private const double LeastScale = 1e-3;

    private readonly double[] _sorted;

    /// <param name="sample">At least one number, all finite.</param>
    /// <param name="isRobust">
    /// Whether the tail is told by its median alone and taken for as long as any, so that a few numbers that do not belong to the sample change
    /// nothing.
    /// </param>
    public TailEstimate(IEnumerable<double> sample, bool isRobust = false)
    {
        _sorted = [.. sample.Order()];
        int n = _sorted.Length;
        int inTail = Math.Min(Math.Max((int)(n * TailPart), FewestInTail), n / 2);
        Threshold = inTail == 0 ? _sorted[^1] : _sorted[n - inTail - 1];
        ThresholdProbability = (1.0 + inTail) / (n + 1);
        if (isRobust)
        {
            double median = inTail == 0 ? 0 : _sorted[n - inTail + (inTail / 2)] - Threshold;
            Shape = LongestShape;
            Scale = Math.Max(median * Shape / (Math.Pow(2, Shape) - 1), LeastScale);
            return;
        }

        double first = 0;
        double second = 0;
        for (int i = 0; i < inTail; i++)
        {
            double excess = _sorted[n - inTail + i] - Threshold;
            first += excess / inTail;
            second += excess * (1 - ((i + 0.65) / inTail)) / inTail;
        }

        double shape = first - (2 * second) is > 0 and var spread ? 2 - (first / spread) : 0;
        double least = 1.0 / Math.Max(inTail, 1);
        Shape = Math.Clamp(shape, least, Math.Max(LongestShape, least));
        Scale = Math.Max(shape <= least ? first : first * (1 - Shape), LeastScale);
    }

    /// <summary>The sample in ascending order.</summary>
    public IReadOnlyList<double> Sorted => _sorted;

    /// <summary>Where the tail begins.</summary>
    public double Threshold { get; }

    /// <summary>The probability of all that is in the tail.</summary>
    public double ThresholdProbability { get; }

    /// <summary>The scale of the distribution of what exceeds the threshold.</summary>
    public double Scale { get; }

    /// <summary>Its shape, above 0.</summary>
    public double Shape { get; }

    /// <summary>The probability that a number is at least as large as a new one.</summary>
    public double Of(double value)
    {
        double least = value - (Slack * (1 + Math.Abs(value)));
        return least > Threshold ? Tail(value) : (1.0 + AtLeast(least)) / (_sorted.Length + 1);
    }

    private double Tail(double value)
    {
        double excess = (value - Threshold) / Scale;
        double part = Math.Pow(1 + (Shape * excess), -1 / Shape);
        return Math.Max(ThresholdProbability * part, LeastProbability);
    }

    private int AtLeast(double value)
    {
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return _sorted.Length - low;
    }
}
