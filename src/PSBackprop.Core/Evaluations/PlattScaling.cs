namespace PSBackprop.Evaluations;

/// <summary>
/// Fits p = 1 / (1 + e^−(a z + b)) to what came true by the least cross-entropy. In the place of 1 and 0 the targets are (N₊ + 1) / (N₊ + 2)
/// and 1 / (N₋ + 2), so that a and b are finite where z tells all rows apart (Platt 1999). The method is Newton's with halved steps, after
/// Lin, Lin, Weng 2007 (A note on Platt's probabilistic outputs).
/// </summary>
internal static class PlattScaling
{
    private const int MostSteps = 100;

    /// <param name="netInput">z of each row.</param>
    /// <param name="isYes">Whether each is a yes; there are both.</param>
    /// <param name="cancellationToken">Checked before each step.</param>
    /// <returns>a, above 0, and b; null where z does not rise with what came true.</returns>
    public static (double Slope, double Intercept)? Fit(double[] netInput, bool[] isYes, CancellationToken cancellationToken)
    {
        double mean = netInput.Average();
        double spread = Math.Sqrt(netInput.Average(z => (z - mean) * (z - mean)));
        if (!(spread > 0 && double.IsFinite(spread)))
        {
            return null;
        }

        double yes = isYes.Count(static value => value);
        double no = isYes.Length - yes;
        double[] target = Array.ConvertAll(isYes, value => value ? (yes + 1) / (yes + 2) : 1 / (no + 2));

        // Of numbers about 0 and 1 the steps are well-conditioned, whatever the unit of z.
        double[] x = Array.ConvertAll(netInput, z => (z - mean) / spread);
        var (slope, intercept) = (0.0, Math.Log((yes + 1) / (no + 1)));
        double loss = Loss(x, target, slope, intercept);
        for (int step = 0; step < MostSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (stepSlope, stepIntercept) = NewtonStep(x, target, slope, intercept);
            double factor = 1;
            double next = Loss(x, target, slope + stepSlope, intercept + stepIntercept);
            while (!(next <= loss) && factor > 1e-10)
            {
                factor /= 2;
                next = Loss(x, target, slope + (factor * stepSlope), intercept + (factor * stepIntercept));
            }

            if (!(next <= loss))
            {
                break;
            }

            (slope, intercept, loss) = (slope + (factor * stepSlope), intercept + (factor * stepIntercept), next);
            if (Math.Abs(stepSlope) + Math.Abs(stepIntercept) <= 1e-14 * (1 + Math.Abs(slope) + Math.Abs(intercept)))
            {
                break;
            }
        }

        double own = slope / spread;
        return own > 0 && double.IsFinite(own) ? (own, intercept - (own * mean)) : null;
    }

    // The gradient by the inverse of the matrix of second derivatives.
    private static (double Slope, double Intercept) NewtonStep(double[] x, double[] target, double slope, double intercept)
    {
        var (gradientSlope, gradientIntercept) = (0.0, 0.0);
        var (slopeSlope, slopeIntercept, interceptIntercept) = (1e-12, 0.0, 1e-12);
        for (int i = 0; i < x.Length; i++)
        {
            double probability = 1 / (1 + Math.Exp(-((slope * x[i]) + intercept)));
            double error = probability - target[i];
            double weight = probability * (1 - probability);
            gradientSlope += error * x[i];
            gradientIntercept += error;
            slopeSlope += weight * x[i] * x[i];
            slopeIntercept += weight * x[i];
            interceptIntercept += weight;
        }

        double determinant = (slopeSlope * interceptIntercept) - (slopeIntercept * slopeIntercept);
        return (
            ((slopeIntercept * gradientIntercept) - (interceptIntercept * gradientSlope)) / determinant,
            ((slopeIntercept * gradientSlope) - (slopeSlope * gradientIntercept)) / determinant);
    }

    // −Σ t ln p + (1 − t) ln (1 − p), with ln (1 + e^−|z|) that neither overflows nor loses digits.
    private static double Loss(double[] x, double[] target, double slope, double intercept)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = (slope * x[i]) + intercept;
            sum += Math.Max(z, 0) - (target[i] * z) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
        }

        return sum;
    }
}
