using PSBackprop.Inference;

namespace PSBackprop.Tasks;

/// <summary>A yes or no for each target.</summary>
internal sealed class LabelsDecoder(IReadOnlyList<string> labels, OutputReading reading) : OutputDecoder
{
    public override Prediction Decode(double[] output, double[]? netInput)
    {
        double[] probabilities = reading.Scale?.Of(netInput!) ?? Array.ConvertAll(output, reading.Range.Of);
        return new Prediction(output, labels, probabilities)
        {
            Labels = FixedList.Of(labels.Where((_, i) => probabilities[i] >= reading.Threshold)),
        };
    }

    private protected override Answer Answer() =>
        new YesOrNoForEachAnswer(labels, reading.Scale is null ? reading.Range.Of(Expression.Input) : Expression.Input, reading.Threshold);
}
