using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>Looks in a trained network for units that no longer learn, and names the remedy.</summary>
internal static class NetworkDiagnosis
{
    private const int MostRows = 256;

    // A unit this near an end of its range for every row passes on no gradient to speak of.
    private const double NearEnd = 0.01;

    // Fewer than this part of a layer's units are not worth a warning.
    private const double NoteworthyPart = 0.5;

    /// <summary>Runs some of the inputs through the network and looks at its hidden units.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, in the number type it is computed in.</param>
    /// <param name="input">The inputs.</param>
    public static IReadOnlyList<string> Findings<T>(Network network, T[] parameters, DataMatrix input)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = Workspace.FittingRows(network, Math.Min(input.Rows, MostRows));
        if (rows < 2)
        {
            return [];
        }

        var workspace = Workspace<T>.ForEvaluation(network, parameters, rows);
        var sample = new T[rows * input.Columns];
        int[] spread = [.. Enumerable.Range(0, rows).Select(i => (int)((long)i * input.Rows / rows))];
        input.Select(spread).CopyRows<T>(0, rows, sample);
        ForwardPass.Run<T>(workspace, sample, rows);
        return [.. Enumerable.Range(0, network.Layers.Count - 1)
            .Select(l => OfLayer(network.Layers[l], l + 1, workspace.Buffers[l].Output, rows))
            .OfType<string>()];
    }

    private static string? OfLayer<T>(Layer layer, int position, T[] output, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var function = layer.Function;
        if (function.CanDie)
        {
            int dead = CountUnits(layer.Units, rows, output, static value => value == 0);
            return dead >= NoteworthyPart * layer.Units
                ? $"Layer {position}: {dead} of {layer.Units} {layer.Activation} units are dead, that is, 0 for every row checked. "
                    + "Lower -LearningRate, try another seed, or use LeakyReLU or Elu."
                : null;
        }

        if (!double.IsFinite(function.Minimum) || !double.IsFinite(function.Maximum))
        {
            return null;
        }

        double margin = NearEnd * (function.Maximum - function.Minimum);
        int saturated = CountUnits(layer.Units, rows, output, value => value < function.Minimum + margin)
            + CountUnits(layer.Units, rows, output, value => value > function.Maximum - margin);
        return saturated >= NoteworthyPart * layer.Units
            ? $"Layer {position}: {saturated} of {layer.Units} {layer.Activation} units are saturated, "
                + "at one end of their range for every row checked. Scale the inputs, lower -LearningRate, or add -L2."
            : null;
    }

    private static int CountUnits<T>(int units, int rows, T[] output, Predicate<double> holds)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Enumerable.Range(0, units).Count(unit => Enumerable.Range(0, rows).All(row => holds(double.CreateTruncating(output[(row * units) + unit]))));
}
