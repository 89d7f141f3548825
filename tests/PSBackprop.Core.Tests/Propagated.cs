using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Core.Tests;

/// <summary>Loss and gradient of a network over some rows, by one forward and one backward pass.</summary>
internal sealed record Propagated(double Loss, double[] Gradient)
{
    public static Propagated Of(Network network, DataMatrix input, DataMatrix target, LossFunction loss)
    {
        var workspace = Workspace<double>.ForTraining(network, input.Rows);
        double[] targets = target.ToArray<double>();
        double[] inputs = input.ToArray<double>();
        ReadOnlySpan<double> output = ForwardPass.Run<double>(workspace, inputs, input.Rows);
        double factor = loss.IsMean ? 1.0 / input.Rows : 1;
        double value = loss.Sum(workspace.Buffers[^1].NetInput, output, targets, default, target.Columns) * factor;
        BackwardPass.Run<double>(workspace, inputs, targets, default, loss, factor, input.Rows, accumulate: false);
        return new Propagated(value, workspace.Gradient);
    }
}
