using PSBackprop.Calibrations;
using PSBackprop.Inference;

namespace PSBackprop.Tasks;

/// <summary>One of two classes by one output.</summary>
internal sealed class BinaryDecoder(IReadOnlyList<object> labels, OutputReading reading) : OutputDecoder
{
    private readonly ClassDecision _decision = reading.Decision ?? new ThresholdDecision(EvenChance, Positive: 1);

    public override Prediction Decode(double[] output, double[]? netInput)
    {
        double yes = reading.Scale?.Of(netInput!)[0] ?? reading.Range.Of(output[0]);
        double[] probabilities = [1 - yes, yes];
        int label = _decision.Decide(probabilities);
        return new Prediction(output, labels, probabilities)
        {
            Label = labels[label],
            Probability = probabilities[label],
            Top = ClassLabels.Most(labels, probabilities, reading.Top),
            PredictionSet = ClassLabels.Set(labels, probabilities, reading.Limits?[0]),
        };
    }

    private protected override Answer Answer() =>
        new YesOrNoAnswer(labels, reading.Scale is null ? reading.Range.Of(Expression.Input) : Expression.Input, _decision);
}
