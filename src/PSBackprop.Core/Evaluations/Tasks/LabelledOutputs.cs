using PSBackprop.Data;
using PSBackprop.Tasks;
using PSBackprop.Training;

namespace PSBackprop.Evaluations.Tasks;

/// <summary>What a network gives for labelled rows.</summary>
/// <param name="Network">The network.</param>
/// <param name="Target">[rows × outputs].</param>
/// <param name="Output">[rows][outputs].</param>
/// <param name="NetInput">z of the last layer before its activation, [rows][outputs]; empty where it is not wanted.</param>
/// <param name="Loss">The network's loss.</param>
internal sealed record LabelledOutputs(Network Network, DataMatrix Target, double[][] Output, double[][] NetInput, double Loss)
{
    /// <summary>What it says of each row.</summary>
    public IEnumerable<Prediction> Decode(OutputDecoder decoder) =>
        Output.Select((output, row) => decoder.Decode(output, NetInput.Length == 0 ? null : NetInput[row]));

    /// <summary>A target in its own units, and what the network says in its place; each [rows].</summary>
    public (double[] Truth, double[] Predicted) Numbers(int target)
    {
        NetworkColumn? column = Network.Columns?.Output[target];
        return (Target.InOwnUnits(target, column), Array.ConvertAll(Output, output => column?.Decode(output[target]) ?? output[target]));
    }

    /// <summary>Whether a target is a yes, [rows].</summary>
    public bool[] Answers(int target)
    {
        double middle = ClassTargets.DecisionThreshold(Network.Layers[^1].Function);
        return [.. Enumerable.Range(0, Target.Rows).Select(row => Target[row, target] > middle)];
    }
}
