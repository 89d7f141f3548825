namespace PSBackprop.Calibrations;

/// <summary>How a class is decided for by the probabilities of all. A translator has to know each kind of decision.</summary>
internal abstract record ClassDecision
{
    /// <summary>The place of the class.</summary>
    /// <param name="probabilities">[classes].</param>
    public abstract int Decide(double[] probabilities);
}

/// <summary>For the positive of two classes from a probability on.</summary>
/// <param name="Least">That probability.</param>
/// <param name="Positive">The place of the positive class.</param>
internal sealed record ThresholdDecision(double Least, int Positive) : ClassDecision
{
    public override int Decide(double[] probabilities) => probabilities[Positive] >= Least ? Positive : 1 - Positive;
}

/// <summary>For the class that is expected to cost least; of several the first.</summary>
/// <param name="Costs">[true class][class decided for].</param>
internal sealed record LeastCostDecision(double[][] Costs) : ClassDecision
{
    public override int Decide(double[] probabilities)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (int decided = 0; decided < probabilities.Length; decided++)
        {
            double expected = 0;
            for (int truth = 0; truth < probabilities.Length; truth++)
            {
                expected += probabilities[truth] * Costs[truth][decided];
            }

            (best, least) = expected < least ? (decided, expected) : (best, least);
        }

        return best;
    }
}
