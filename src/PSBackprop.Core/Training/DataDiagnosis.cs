using System.Globalization;

using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>Looks in the data for what will spoil a training, and names the remedy.</summary>
internal static class DataDiagnosis
{
    // Beyond this the first net inputs saturate most activations, whatever the initializer.
    private const double LargeInput = 100;

    public static IReadOnlyList<string> Findings(Layer output, DataMatrix input, DataMatrix target) =>
        [.. new[] { LargeInputs(input), ConstantColumns(input), UnreachableTargets(output, target) }.OfType<string>()];

    private static string? LargeInputs(DataMatrix input)
    {
        int[] columns = [.. Enumerable.Range(0, input.Columns).Where(column => Range(input, column) is var (low, high) && Math.Max(-low, high) > LargeInput)];
        return columns.Length == 0
            ? null
            : $"The inputs are not scaled: {Columns(columns)} {(columns.Length == 1 ? "has" : "have")} values beyond ±{LargeInput}. Scale each column to mean 0 and deviation 1, or to about −1 to 1.";
    }

    private static string? ConstantColumns(DataMatrix input)
    {
        if (input.Rows == 1)
        {
            return null;
        }

        int[] columns = [.. Enumerable.Range(0, input.Columns).Where(column => Range(input, column) is var (low, high) && low == high)];
        return columns.Length == 0
            ? null
            : $"{Capital(Columns(columns))} of the inputs {(columns.Length == 1 ? "has" : "have")} one value in all rows and can teach nothing. Leave {(columns.Length == 1 ? "it" : "them")} out.";
    }

    private static string? UnreachableTargets(Layer output, DataMatrix target)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int column = 0; column < target.Columns; column++)
        {
            var (columnLow, columnHigh) = Range(target, column);
            low = Math.Min(low, columnLow);
            high = Math.Max(high, columnHigh);
        }

        var function = output.Function;
        return low >= function.Minimum && high <= function.Maximum
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The targets go from {low:G4} to {high:G4}, but {output.Activation} outputs only reach from {function.Minimum:G4} to {function.Maximum:G4}. Scale the targets, or build the network with -OutputActivation Linear.");
    }

    private static (double Low, double High) Range(DataMatrix data, int column)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int row = 0; row < data.Rows; row++)
        {
            low = Math.Min(low, data[row, column]);
            high = Math.Max(high, data[row, column]);
        }

        return (low, high);
    }

    private static string Columns(int[] columns)
    {
        const int shown = 5;
        string numbers = string.Join(", ", columns.Take(shown).Select(static column => column + 1));
        string more = columns.Length > shown ? $" and {columns.Length - shown} more" : string.Empty;
        return $"column{(columns.Length == 1 ? string.Empty : "s")} {numbers}{more}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
