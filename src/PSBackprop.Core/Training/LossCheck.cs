using PSBackprop.Data;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Training;

/// <summary>Whether a loss goes with the output activation, the targets and the settings.</summary>
internal static class LossCheck
{
    /// <exception cref="BackpropException">It does not.</exception>
    public static void Require(Network network, DataMatrix target, TrainingOptions options)
    {
        Loss kind = LossFamily.Of(network, options.Loss);
        LossFunction loss = LossFamily.Create(kind);
        Layer output = network.Layers[^1];
        if (!loss.Accepts(output))
        {
            throw Errors.LossPairing(kind, output.Activation, loss.SuitedOutput);
        }

        if (options.LabelSmoothing > 0 && !LossFamily.All[kind].HasLabelSmoothing)
        {
            Loss[] smoothing = [.. LossFamily.All.Members.Where(static member => member.HasLabelSmoothing).Select(static member => member.Kind)];
            throw Errors.SettingWithoutEffect("LabelSmoothing", $"-Loss {kind}", smoothing);
        }

        RequireTargets(kind, loss.Domain, target);
    }

    private static void RequireTargets(Loss kind, TargetDomain domain, DataMatrix target)
    {
        foreach (DataMatrix piece in target.Pieces())
        {
            for (int i = 0; i < piece.Values.Length; i++)
            {
                double value = piece.Values[i];
                if (!domain.Contains(value))
                {
                    throw Errors.TargetOutsideDomain(
                        kind, target.Name, piece.FirstRow + (i / target.Columns) + 1, (i % target.Columns) + 1, value, domain.Description);
                }
            }
        }
    }
}
