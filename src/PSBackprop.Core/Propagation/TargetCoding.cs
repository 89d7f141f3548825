using PSBackprop.Activations;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Propagation;

/// <summary>The numbers that stand for no and yes in targets and outputs; yes is always 1.</summary>
internal static class TargetCoding
{
    /// <summary>What stands for no: what the loss demands, else the low end of the output activation.</summary>
    public static double NegativeValue(Network network, Loss? loss)
    {
        ActivationFunction function = network.Layers[^1].Function;
        bool isBounded = double.IsFinite(function.Minimum) && double.IsFinite(function.Maximum);
        return LossFamily.Create(LossFamily.Of(network, loss)).Domain.NegativeValue
            ?? (isBounded ? function.Minimum : 0);
    }
}
