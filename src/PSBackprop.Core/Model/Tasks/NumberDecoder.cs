using PSBackprop.Inference;

namespace PSBackprop.Tasks;

/// <summary>A number for each target, in its own units.</summary>
internal sealed class NumberDecoder(IReadOnlyList<NetworkColumn> targets, OutputReading reading) : OutputDecoder
{
    private readonly string[] _names = [.. targets.Select(static target => target.Name)];

    public override Prediction Decode(double[] output, double[]? netInput)
    {
        double[] values = new double[output.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = targets[i].Decode(output[i]);
        }

        return new Prediction(output, _names, values) { Value = values.Length == 1 ? values[0] : null }.Between(values, reading.Limits);
    }

    private protected override Answer Answer() => new NumberAnswer(_names);
}
