namespace PSBackprop.Calibrations;

/// <summary>
/// What it costs to take a sample of one class for another. Decided is for the class whose expected cost Σ p_i C_ij is least (Elkan 2001,
/// The Foundations of Cost-Sensitive Learning); with two classes that is a threshold for the positive one's probability.
/// </summary>
internal sealed class DecisionCosts
{
    private readonly double[][] _costs;

    private DecisionCosts(double[][] costs, int? positive)
    {
        _costs = costs;
        Positive = positive;
        Decision = positive is { } place ? new ThresholdDecision(LeastProbability(costs, place), place) : new LeastCostDecision(costs);
    }

    /// <summary>The place of the class that the threshold is for; null where there are more than two.</summary>
    public int? Positive { get; }

    /// <summary>How to decide.</summary>
    public ClassDecision Decision { get; }

    /// <summary>The probability from which the positive class is decided for; null where there are more than two classes.</summary>
    public double? Threshold => (Decision as ThresholdDecision)?.Least;

    /// <summary>What a decision costs.</summary>
    /// <param name="truth">The place of the class that a sample is of.</param>
    /// <param name="decided">The place of the class that it is taken for.</param>
    public double this[int truth, int decided] => _costs[truth][decided];

    /// <summary>Takes costs that decisions can be made by.</summary>
    /// <param name="labels">The names of the classes.</param>
    /// <param name="costs">[true class][class decided for].</param>
    /// <param name="positive">The place of the positive of two classes; null where there are more.</param>
    /// <exception cref="BackpropException">A cost is below 0 or not finite, a right decision costs more than a wrong one, or all cost the same.</exception>
    public static DecisionCosts Of(IReadOnlyList<string> labels, double[][] costs, int? positive)
    {
        bool hasDifference = false;
        for (int truth = 0; truth < labels.Count; truth++)
        {
            for (int decided = 0; decided < labels.Count; decided++)
            {
                double cost = costs[truth][decided];
                if (!(cost >= 0 && double.IsFinite(cost)))
                {
                    throw Errors.CostValue(labels[truth], labels[decided], cost);
                }

                if (cost < costs[truth][truth])
                {
                    throw Errors.CostOfRightDecision(labels[truth], labels[decided]);
                }

                hasDifference |= cost > costs[truth][truth];
            }
        }

        return hasDifference ? new DecisionCosts(costs, positive) : throw Errors.CostsAlike();
    }

    // p (C_pn − C_pp) ≥ (1 − p) (C_np − C_nn).
    private static double LeastProbability(double[][] costs, int positive)
    {
        int other = 1 - positive;
        double alarm = costs[other][positive] - costs[other][other];
        double miss = costs[positive][other] - costs[positive][positive];
        return alarm / (alarm + miss);
    }
}
