using PSBackprop.Propagation;

namespace PSBackprop.Evaluations;

/// <summary>What a network's last layer gives for labelled rows.</summary>
/// <param name="Output">[rows][outputs].</param>
/// <param name="NetInput">z before the activation, [rows][outputs]; empty where they are not wanted.</param>
/// <param name="Loss">The network's loss.</param>
internal sealed record NetworkOutputs(double[][] Output, double[][] NetInput, double Loss)
{
    /// <summary>What it says of each row.</summary>
    public IEnumerable<Prediction> Decode(OutputDecoder decoder) =>
        Output.Select((output, row) => decoder.Decode(output, NetInput.Length == 0 ? null : NetInput[row]));
}
