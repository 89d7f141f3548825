namespace PSBackprop.Numerics;

/// <summary>
/// How rarely numbers of one kind are as large as a given one, from a sample of them: by rank, and beyond the highest tenth of the sample by
/// the generalized Pareto distribution of what exceeds it (Pickands 1975), with parameters from probability-weighted moments (Hosking,
/// Wallis 1987). The tail is never taken for shorter than an exponential one whose mean is known from k numbers alone: the excess of a
/// further number then has the tail (1 + y / (k · mean))^−k, which is a Pareto distribution of the shape 1 / k.
/// </summary>
internal sealed class TailEstimate
{
    private const double TailPart = 0.1;
    private const int FewestInTail = 10;
    private const double LongestShape = 0.5;
    private const double LeastProbability = 1e-300;

    // What differs by less differs by nothing that counts.
    private const double LeastScale = 1e-3;

    private readonly double[] _sorted;
    private readonly double _threshold;
    private readonly double _thresholdProbability;
    private readonly double _scale;
    private readonly double _shape;

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
        _threshold = inTail == 0 ? _sorted[^1] : _sorted[n - inTail - 1];
        _thresholdProbability = (1.0 + inTail) / (n + 1);
        if (isRobust)
        {
            double median = inTail == 0 ? 0 : _sorted[n - inTail + (inTail / 2)] - _threshold;
            _shape = LongestShape;
            _scale = Math.Max(median * _shape / (Math.Pow(2, _shape) - 1), LeastScale);
            return;
        }

        double first = 0;
        double second = 0;
        for (int i = 0; i < inTail; i++)
        {
            double excess = _sorted[n - inTail + i] - _threshold;
            first += excess / inTail;
            second += excess * (1 - ((i + 0.65) / inTail)) / inTail;
        }

        double shape = first - (2 * second) is > 0 and var spread ? 2 - (first / spread) : 0;
        double least = 1.0 / Math.Max(inTail, 1);
        _shape = Math.Clamp(shape, least, Math.Max(LongestShape, least));
        _scale = Math.Max(shape <= least ? first : first * (1 - _shape), LeastScale);
    }

    /// <summary>The sample in ascending order.</summary>
    public IReadOnlyList<double> Sorted => _sorted;

    /// <summary>The probability that a number is at least as large as a new one.</summary>
    public double Of(double value) => value > _threshold ? Tail(value) : (1.0 + AtLeast(value)) / (_sorted.Length + 1);

    private double Tail(double value)
    {
        double excess = (value - _threshold) / _scale;
        double part = Math.Pow(1 + (_shape * excess), -1 / _shape);
        return Math.Max(_thresholdProbability * part, LeastProbability);
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
