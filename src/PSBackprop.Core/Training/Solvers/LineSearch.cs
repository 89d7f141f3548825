namespace PSBackprop.Training.Solvers;

/// <summary>
/// Finds a step along a direction that meets the strong Wolfe conditions: φ(α) ≤ φ(0) + c₁ α φ′(0) and
/// |φ′(α)| ≤ c₂ |φ′(0)|, with c₁ = 1e-4 and c₂ = 0.9 (Nocedal, Wright 2006, algorithms 3.5 and 3.6, with cubic
/// interpolation).
/// </summary>
internal static class LineSearch
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MostEvaluations = 30;

    /// <summary>A step, the loss there and the slope there.</summary>
    public readonly record struct Point(double Step, double Value, double Slope);

    /// <summary>Searches from a step onwards.</summary>
    /// <param name="evaluate">φ and φ′ at a step.</param>
    /// <param name="origin">φ and φ′ at 0; the slope is negative.</param>
    /// <param name="first">The step to try first, above 0.</param>
    /// <returns>A step that meets the conditions; else the lowest found that lowers φ, or null if none does.</returns>
    public static Point? Find(Func<double, Point> evaluate, Point origin, double first)
    {
        Point previous = origin;
        Point? lowest = null;
        double step = first;
        for (int i = 0; i < MostEvaluations; i++)
        {
            Point point = evaluate(step);
            if (!double.IsFinite(point.Value))
            {
                step = (previous.Step + step) / 2;
                continue;
            }

            if (point.Value < (lowest?.Value ?? origin.Value))
            {
                lowest = point;
            }

            if (!Decreases(point, origin) || (i > 0 && point.Value >= previous.Value))
            {
                return Zoom(evaluate, origin, previous, point, MostEvaluations - i) ?? lowest;
            }

            if (Math.Abs(point.Slope) <= -Curvature * origin.Slope)
            {
                return point;
            }

            if (point.Slope >= 0)
            {
                return Zoom(evaluate, origin, point, previous, MostEvaluations - i) ?? lowest;
            }

            previous = point;
            step *= 2;
        }

        return lowest;
    }

    private static Point? Zoom(Func<double, Point> evaluate, Point origin, Point low, Point high, int evaluations)
    {
        for (int i = 0; i < evaluations; i++)
        {
            Point point = evaluate(Between(low, high));
            if (!Decreases(point, origin) || !(point.Value < low.Value))
            {
                high = point;
            }
            else
            {
                if (Math.Abs(point.Slope) <= -Curvature * origin.Slope)
                {
                    return point;
                }

                if (point.Slope * (high.Step - low.Step) >= 0)
                {
                    high = low;
                }

                low = point;
            }

            if (Math.Abs(high.Step - low.Step) <= 1e-16 * Math.Abs(low.Step))
            {
                break;
            }
        }

        return low.Step > 0 && low.Value < origin.Value ? low : null;
    }

    private static bool Decreases(Point point, Point origin) => point.Value <= origin.Value + (SufficientDecrease * point.Step * origin.Slope);

    // The minimum of the cubic through both ends, kept away from them.
    private static double Between(Point a, Point b)
    {
        double middle = (a.Step + b.Step) / 2;
        double d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Step - b.Step));
        double square = (d1 * d1) - (a.Slope * b.Slope);
        if (!(square >= 0))
        {
            return middle;
        }

        double d2 = Math.Sign(b.Step - a.Step) * Math.Sqrt(square);
        double step = b.Step - ((b.Step - a.Step) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2))));
        double margin = 0.1 * Math.Abs(b.Step - a.Step);
        return double.IsFinite(step) ? Math.Clamp(step, Math.Min(a.Step, b.Step) + margin, Math.Max(a.Step, b.Step) - margin) : middle;
    }
}
