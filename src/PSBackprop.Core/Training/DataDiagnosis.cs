using System.Globalization;

using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>Looks in the data for what will spoil a training, and names the remedy.</summary>
internal static class DataDiagnosis
{
    // Beyond this the first net inputs saturate most activations, whatever the initializer.
    private const double LargeInput = 100;

    /// <param name="output">The output layer.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="input">The ranges of the inputs.</param>
    /// <param name="target">The ranges of the targets.</param>
    /// <param name="network">The columns that the inputs are of; null for plain numbers.</param>
    public static IReadOnlyList<string> Findings(Layer output, int samples, DataSummary input, DataSummary target, NetworkColumns? network) =>
    [
        .. new[]
        {
            LargeInputs(input),
            samples > 1 ? ConstantInputs(input, network) : null,
            samples > 1 && network is null or { Series: null, Purpose.GivesRowsBack: false } ? ConstantTargets(target) : null,
            UnreachableTargets(output, target),
        }.OfType<string>(),
    ];

    private static string? LargeInputs(DataSummary range)
    {
        int[] columns = [.. Enumerable.Range(0, range.Low.Length).Where(column => Math.Max(-range.Low[column], range.High[column]) > LargeInput)];
        return columns.Length == 0
            ? null
            : $"The inputs are not scaled: {Columns(Array.ConvertAll(columns, column => Name(range.Names, column)))} "
                + $"{(columns.Length == 1 ? "has" : "have")} values beyond ±{LargeInput}. "
                + "Scale each column to mean 0 and standard deviation 1, or to about −1 to 1.";
    }

    private static string? ConstantInputs(DataSummary range, NetworkColumns? network)
    {
        string[] columns = Constant(range, unit => network is null || range.Owners is not { } owners ? OwnerOf(range, unit)
            : network.Removable(owners[unit]) is { } column ? $"'{column}'" : null);
        return columns.Length == 0
            ? null
            : $"{Capital(Columns(columns))} of the inputs {(columns.Length == 1 ? "has" : "have")} one value in all rows, from which nothing can be learned. "
                + $"Leave {(columns.Length == 1 ? "it" : "them")} out.";
    }

    private static string? ConstantTargets(DataSummary range) => Constant(range, unit => OwnerOf(range, unit)) is not { Length: > 0 } columns
        ? null
        : $"{Capital(Columns(columns))} of the targets {(columns.Length == 1 ? "has" : "have")} one value in all rows, so that there is nothing to learn. "
            + "Train on rows in which it differs.";

    // A column of categories has a unit for each, which alone cannot be left out: only a column whose units are all constant counts.
    private static string[] Constant(DataSummary range, Func<int, string?> nameOf) =>
    [
        .. Enumerable.Range(0, range.Low.Length)
            .GroupBy(nameOf)
            .Where(units => units.Key is not null && units.All(unit => range.Low[unit] == range.High[unit]))
            .Select(static units => units.Key!),
    ];

    private static string OwnerOf(DataSummary range, int unit) =>
        range.Owners is { } owners ? Name(range.OwnerNames, owners[unit]) : Name(range.Names, unit);

    private static string? UnreachableTargets(Layer output, DataSummary range)
    {
        double low = range.Low.Min();
        double high = range.High.Max();
        var function = output.Function;
        return low >= function.Minimum && high <= function.Maximum
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The targets go from {low:G4} to {high:G4}, but {output.Activation} outputs only reach from {function.Minimum:G4} to "
                + $"{function.Maximum:G4}. Scale the targets, or build the network with -OutputActivation Linear.");
    }

    private static string Name(IReadOnlyList<string>? names, int column) => names is null ? $"{column + 1}" : $"'{names[column]}'";

    private static string Columns(string[] columns)
    {
        const int shown = 5;
        string numbers = string.Join(", ", columns.Take(shown));
        string more = columns.Length > shown ? $" and {columns.Length - shown} more" : string.Empty;
        return $"column{(columns.Length == 1 ? string.Empty : "s")} {numbers}{more}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
