using PSBackprop.Calibrations;
using PSBackprop.Inference;

namespace PSBackprop.Tasks;

/// <summary>Reads from a network's outputs what they say: a class, several yes or no, numbers in their own units.</summary>
internal abstract class OutputDecoder
{
    /// <summary>The probability from which a yes, or one of two classes, is decided for unless told.</summary>
    public const double EvenChance = 0.5;

    /// <summary>Reads what each member of a network says, as if it were one alone; null for a network without members.</summary>
    public OutputDecoder? OfMember { get; set; }

    /// <summary>What intervals are told by, for exports: one of each target, or one of all classes; empty for none.</summary>
    public IReadOnlyList<ConformalScores> Scores { get; set; } = [];

    /// <summary>Reads the outputs for a row.</summary>
    /// <param name="output">[outputs].</param>
    /// <param name="netInput">Their net inputs, [outputs]; null for a network whose calibration does not take them.</param>
    public abstract Prediction Decode(double[] output, double[]? netInput = null);

    /// <summary>The same, with how far a network's members are apart.</summary>
    /// <param name="output">The network's outputs.</param>
    /// <param name="netInput">Their net inputs; null for a network whose calibration does not take them.</param>
    /// <param name="members">The outputs of each member; empty for a network that is one alone.</param>
    public Prediction Decode(double[] output, double[]? netInput, IReadOnlyList<double[]> members)
    {
        Prediction prediction = Decode(output, netInput);
        prediction.TakeSpread([.. members.Select(member => OfMember!.Decode(member))]);
        return prediction;
    }

    /// <summary>The same for exports.</summary>
    public Answer Describe() => Answer() with { Scores = Scores };

    private protected abstract Answer Answer();
}
