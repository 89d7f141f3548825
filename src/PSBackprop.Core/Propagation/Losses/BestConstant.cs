namespace PSBackprop.Propagation.Losses;

/// <summary>Constants that a loss is smallest for, from targets [samples] and their weights, [samples] or none if all count alike.</summary>
internal static class BestConstant
{
    // Halves an interval this often: to the last digits of what it began with.
    private const int Halvings = 50;

    /// <summary>The mean.</summary>
    public static double Mean(double[] targets, double[] weights)
    {
        double sum = 0;
        double weightSum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            sum += targets[i] * Weight(weights, i);
            weightSum += Weight(weights, i);
        }

        return sum / weightSum;
    }

    /// <summary>The median: half of the weight is on each side of it.</summary>
    public static double Median(double[] targets, double[] weights)
    {
        int[] order = [.. Enumerable.Range(0, targets.Length).OrderBy(i => targets[i])];
        double half = weights.Length == 0 ? targets.Length / 2.0 : weights.Sum() / 2;
        double below = 0;
        foreach (int i in order)
        {
            below += Weight(weights, i);
            if (below >= half)
            {
                return targets[i];
            }
        }

        return targets[order[^1]];
    }

    /// <summary>Where the slope of a convex loss changes its sign, between the lowest and the highest target.</summary>
    public static double ByBisection<TFormula>(double[] targets, double[] weights)
        where TFormula : struct, IElementwiseLoss
    {
        double low = targets.Min();
        double high = targets.Max();
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = low + ((high - low) / 2);
            double slope = 0;
            for (int i = 0; i < targets.Length; i++)
            {
                slope += TFormula.Slope(middle, targets[i]) * Weight(weights, i);
            }

            if (slope > 0)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return low;
    }

    private static double Weight(double[] weights, int index) => weights.Length == 0 ? 1 : weights[index];
}
