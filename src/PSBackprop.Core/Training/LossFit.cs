using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>Whether a loss goes with the output activation, the targets and the settings.</summary>
internal static class LossFit
{
    /// <exception cref="BackpropException">It does not.</exception>
    public static void Require(Loss kind, LossFunction loss, TrainingOptions options, Layer output, DataMatrix target)
    {
        if (loss.FusedWith is { } needed && output.Activation != needed)
        {
            throw Errors.LossPairing(kind, output.Activation, needed);
        }

        if (loss.Domain == TargetDomain.NotNegative && output.Function.Minimum < 0)
        {
            throw Errors.LossPairing(kind, output.Activation, Activation.Softplus);
        }

        if (loss.Domain == TargetDomain.Sign && output.Function.Minimum > -1)
        {
            throw Errors.LossPairing(kind, output.Activation, Activation.Tanh);
        }

        if (options.LabelSmoothing > 0 && kind is not (Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy))
        {
            throw Errors.SettingWithoutEffect("LabelSmoothing", $"-Loss {kind}", [Loss.BinaryCrossEntropy, Loss.CategoricalCrossEntropy]);
        }

        RequireTargets(kind, loss.Domain, target);
    }

    private static void RequireTargets(Loss kind, TargetDomain domain, DataMatrix target)
    {
        for (int i = 0; i < target.Values.Length; i++)
        {
            double value = target.Values[i];
            string? needed = domain switch
            {
                TargetDomain.Probability when value is < 0 or > 1 => "between 0 and 1",
                TargetDomain.NotNegative when value < 0 => "of 0 and above",
                TargetDomain.Sign when value is not (-1 or 1) => "that are -1 or 1",
                _ => null,
            };
            if (needed is not null)
            {
                throw Errors.TargetOutsideDomain(kind, target.Name, (i / target.Columns) + 1, (i % target.Columns) + 1, value, needed);
            }
        }
    }
}
