using PSBackprop.Inference;

namespace PSBackprop.Tasks;

/// <summary>One of several classes with an output each.</summary>
internal sealed class ClassDecoder(IReadOnlyList<object> labels, bool areProbabilities, OutputReading reading) : OutputDecoder
{
    public override Prediction Decode(double[] output, double[]? netInput)
    {
        double[] values = reading.Scale?.Of(netInput!) ?? output;
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        best = reading.Decision?.Decide(values) ?? best;
        return areProbabilities
            ? new Prediction(output, labels, values)
            {
                Label = labels[best],
                Probability = values[best],
                Top = ClassLabels.Most(labels, values, reading.Top),
                PredictionSet = ClassLabels.Set(labels, values, reading.Limits?[0]),
            }
            : new Prediction(output) { Label = labels[best] };
    }

    private protected override Answer Answer() => new ChoiceAnswer(labels, areProbabilities, reading.Decision);
}
