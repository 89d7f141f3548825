using System.Globalization;

using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>Looks for what will spoil a training, and names the remedy.</summary>
internal static class Diagnosis
{
    public static string[] OfTargets(ActivationFunction output, Activation activation, DataMatrix target)
    {
        double smallest = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        foreach (double value in target.Values)
        {
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        if (smallest >= output.Minimum && largest <= output.Maximum)
        {
            return [];
        }

        return [string.Create(CultureInfo.InvariantCulture, $"The targets go from {smallest:G4} to {largest:G4}, but {activation} outputs only reach from {output.Minimum:G4} to {output.Maximum:G4}. Scale the targets, or build the network with -OutputActivation Linear.")];
    }
}
