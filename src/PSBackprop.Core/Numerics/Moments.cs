namespace PSBackprop.Numerics;

/// <summary>Mean and standard deviation of numbers of any size, those near the ends of the range among them.</summary>
internal static class Moments
{
    /// <summary>The arithmetic mean.</summary>
    /// <param name="values">At least one, all finite.</param>
    public static double Mean(double[] values)
    {
        // Divided before they are added where numbers near the end of the range add up to infinity.
        double sum = values.Sum();
        return double.IsFinite(sum) ? sum / values.Length : values.Sum(value => value / values.Length);
    }

    /// <summary>The standard deviation with n in the divisor.</summary>
    /// <param name="values">At least one, all finite.</param>
    public static double StandardDeviation(double[] values)
    {
        double mean = Mean(values);
        double squares = Squares(1);
        if (squares is > 1e-280 and < double.PositiveInfinity)
        {
            return Math.Sqrt(squares / values.Length);
        }

        // The squares are beyond the range of numbers, or lose digits below it, though the deviations themselves are well within.
        double largest = values.Max(value => Math.Abs(value - mean));
        return largest > 0 ? largest * Math.Sqrt(Squares(largest) / values.Length) : 0;

        double Squares(double unit)
        {
            double sum = 0;
            foreach (double value in values)
            {
                double deviation = (value - mean) / unit;
                sum += deviation * deviation;
            }

            return sum;
        }
    }
}
