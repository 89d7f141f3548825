using System.Globalization;

namespace PSBackprop;

/// <summary>How far the values of a column are from those that a network was trained on.</summary>
public sealed class DataDrift
{
    internal DataDrift(string column, int rows, double index, double missingShare, double unknownShare, double pValue, DriftLevel level)
    {
        Column = column;
        Rows = rows;
        PopulationStabilityIndex = index;
        MissingShare = missingShare;
        UnknownShare = unknownShare;
        PValue = pValue;
        Level = level;
    }

    /// <summary>The column.</summary>
    public string Column { get; }

    /// <summary>How many rows were compared.</summary>
    public int Rows { get; }

    /// <summary>
    /// Σ (q − p) ln(q / p) over the bins, with the share p of the training rows and q of these in each; half a row is added to each bin, and
    /// bins that few rows are expected in are one. Of few rows it is high by chance alone, which Level allows for.
    /// </summary>
    public double PopulationStabilityIndex { get; }

    /// <summary>The part of the rows without a value.</summary>
    public double MissingShare { get; }

    /// <summary>The part of the rows with a value that the network does not know, or cannot read.</summary>
    public double UnknownShare { get; }

    /// <summary>
    /// How probable it is that one of all columns is as far off or farther, if these rows are from the same source as those of training: of
    /// two samples of one source, none of their columns is below 0.05 in 95 of 100 cases.
    /// </summary>
    public double PValue { get; }

    /// <summary>How far that is.</summary>
    public DriftLevel Level { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{Column}: {Level}, stability index {PopulationStabilityIndex:G3}");
}
