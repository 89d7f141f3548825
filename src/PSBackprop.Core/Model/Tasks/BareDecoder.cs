using PSBackprop.Inference;

namespace PSBackprop.Tasks;

/// <summary>Outputs as they are.</summary>
internal sealed class BareDecoder(OutputReading reading) : OutputDecoder
{
    public override Prediction Decode(double[] output, double[]? netInput) => new Prediction(output).Between(output, reading.Limits);

    private protected override Answer Answer() => new OutputAnswer();
}
