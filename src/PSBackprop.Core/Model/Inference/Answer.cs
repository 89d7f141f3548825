using PSBackprop.Calibrations;

namespace PSBackprop.Inference;

/// <summary>What the outputs of a network say of a row. A translator has to know each kind of answer.</summary>
internal abstract record Answer
{
    /// <summary>How far predictions were off on held-out rows: of each target, or of all classes; empty where that is not known.</summary>
    public IReadOnlyList<ConformalScores> Scores { get; init; } = [];
}

/// <summary>The outputs as they are.</summary>
internal sealed record OutputAnswer : Answer;

/// <summary>A number for each name.</summary>
internal sealed record NumberAnswer(IReadOnlyList<string> Names) : Answer;

/// <summary>One of several labels.</summary>
/// <param name="Labels">[outputs].</param>
/// <param name="AreProbabilities">Whether the outputs are the labels' probabilities.</param>
/// <param name="Decision">How it is decided for; null for that of the greatest output.</param>
internal sealed record ChoiceAnswer(IReadOnlyList<object> Labels, bool AreProbabilities, ClassDecision? Decision) : Answer;

/// <summary>One of two labels.</summary>
/// <param name="Labels">That for no and that for yes.</param>
/// <param name="Probability">The probability of yes, from the one output.</param>
/// <param name="Decision">How it is decided for one by the probabilities of both.</param>
internal sealed record YesOrNoAnswer(IReadOnlyList<object> Labels, Expression Probability, ClassDecision Decision) : Answer;

/// <summary>Yes or no for each name.</summary>
/// <param name="Names">[outputs].</param>
/// <param name="Probability">The probability of yes, from each output.</param>
/// <param name="Threshold">The probability from which it is a yes.</param>
internal sealed record YesOrNoForEachAnswer(IReadOnlyList<string> Names, Expression Probability, double Threshold) : Answer;
