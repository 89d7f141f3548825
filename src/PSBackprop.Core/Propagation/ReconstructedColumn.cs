using PSBackprop.Inference;
using PSBackprop.Propagation.Losses;

namespace PSBackprop.Propagation;

/// <summary>A column of a network that gives rows back: how badly it is given back, and what in it is rare by itself.</summary>
internal sealed class ReconstructedColumn
{
    /// <summary>Beyond all that can be given back; also of what cannot be computed.</summary>
    public const double MostError = 1e100;

    private readonly NetworkColumn _column;

    private ReconstructedColumn(NetworkColumn column, int start, OutputGroup output)
    {
        const double half = 0.5;
        (_column, Start, Output) = (column, start, output);
        ColumnProfile profile = column.Profile!;
        Missing = column.HasMissingUnit ? (profile.Missing + half) / (profile.Rows + 1) : null;
        Unknown = column.HasUnitForEachCategory ? (profile.Unknown + half) / (profile.Rows + 1) : null;
    }

    public string Name => _column.Name;

    /// <summary>The first of the network's inputs that the column has.</summary>
    public int Start { get; }

    /// <summary>How many inputs it has, with the unit for missing values.</summary>
    public int Width => _column.Width;

    /// <summary>The outputs that give it back; they have its inputs for targets, but for the unit for missing values.</summary>
    public OutputGroup Output { get; }

    /// <summary>How rare missing values were in training; null where they have no unit of their own.</summary>
    public double? Missing { get; }

    /// <summary>How rare values were that training did not know; null where all are known.</summary>
    public double? Unknown { get; }

    /// <summary>How badly a column is given back, from its outputs as they are and what they should have been.</summary>
    public Expression ErrorOf(Expression output, Expression target) =>
        Output.Loss.Infer(output, Output.Function.Infer(output)!, target, Output.Width)
        ?? throw new InvalidOperationException($"The loss of the column '{Name}' is not described for exports.");

    /// <summary>Those columns of a network that it gives back, in the order of its outputs.</summary>
    public static IEnumerable<ReconstructedColumn> Of(NetworkColumns columns)
    {
        using IEnumerator<OutputGroup> outputs = OutputGroup.Of(columns.Output).GetEnumerator();
        int start = 0;
        foreach (NetworkColumn column in columns.Input)
        {
            if (column.ReconstructionLoss is not null && outputs.MoveNext())
            {
                yield return new ReconstructedColumn(column, start, outputs.Current);
            }

            start += column.Width;
        }
    }

    /// <summary>How rare a row's value is that training did not have, or that is missing; null for any other.</summary>
    /// <param name="input">The row in the network's inputs, [features].</param>
    public double? RareValue(ReadOnlySpan<double> input)
    {
        ReadOnlySpan<double> units = input.Slice(Start, Width);
        return Missing is not null && units[^1] != 0 ? Missing : Unknown is not null && units.IndexOfAnyExcept(0) < 0 ? Unknown : null;
    }

    /// <summary>How badly a row's value is given back.</summary>
    /// <param name="input">The row in the network's inputs, [features].</param>
    /// <param name="output">What the network gives back of it, [outputs].</param>
    public double Error(ReadOnlySpan<double> input, double[] output)
    {
        double[] net = output.AsSpan(Output.Start, Output.Width).ToArray();
        double[] own = new double[Output.Width];
        Output.Function.Apply<double>(net, own, Output.Width);
        double error = Output.Loss.Sum<double>(net, own, input.Slice(Start, Output.Width), default, Output.Width);
        return error < MostError ? error : MostError;
    }

    /// <summary>Writes what is given back over what a row has in this column.</summary>
    /// <param name="output">What the network gives back, [outputs].</param>
    /// <param name="input">The row in the network's inputs, [features].</param>
    public void GiveBack(double[] output, Span<double> input)
    {
        Span<double> own = input.Slice(Start, Output.Width);
        Output.Function.Apply<double>(output.AsSpan(Output.Start, Output.Width), own, Output.Width);
        foreach (ref double unit in own)
        {
            unit = double.IsFinite(unit) ? unit : 0;
        }
    }
}
