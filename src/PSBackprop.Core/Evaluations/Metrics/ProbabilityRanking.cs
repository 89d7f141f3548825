namespace PSBackprop.Evaluations.Metrics;

/// <summary>Samples in the order of the probability that they were given of one class, those with equal ones together.</summary>
internal sealed class ProbabilityRanking
{
    /// <param name="probabilities">Of each sample; they are sorted in place.</param>
    /// <param name="isOfClass">Whether each sample is of the class; sorted along.</param>
    public ProbabilityRanking(double[] probabilities, bool[] isOfClass)
    {
        Array.Sort(probabilities, isOfClass);
        var ties = new List<(int Samples, int OfClass)>();
        for (int start = 0, end = 0; start < probabilities.Length; start = end)
        {
            int ofClass = 0;
            do
            {
                ofClass += isOfClass[end++] ? 1 : 0;
            }
            while (end < probabilities.Length && probabilities[end] == probabilities[start]);

            ties.Add((end - start, ofClass));
        }

        Ties = ties;
        Positives = ties.Sum(static tie => tie.OfClass);
        Negatives = probabilities.Length - Positives;
    }

    /// <summary>For each distinct probability, the lowest first: how many samples were given it, and how many of these are of the class.</summary>
    public IReadOnlyList<(int Samples, int OfClass)> Ties { get; }

    /// <summary>How many samples are of the class.</summary>
    public double Positives { get; }

    /// <summary>How many samples are not.</summary>
    public double Negatives { get; }

    /// <summary>Whether there are samples of the class and others, without which no order is better than another.</summary>
    public bool HasBoth => Positives > 0 && Negatives > 0;
}
