namespace PSBackprop.Inference;

/// <summary>How a row's value becomes the numbers of a column's units, which <see cref="InferenceProgram"/> goes on with.</summary>
/// <param name="Name">The name of the value in the row.</param>
/// <param name="Date">Where the name is that of a part of a date: the date's own name, for rows that have the date rather than the part.</param>
/// <param name="Part">The part of the date; null if it is none.</param>
/// <param name="Reading">What the value is read as.</param>
/// <param name="Missing">The number or the place that stands for a missing value; null if none may be missing.</param>
/// <param name="HasMissingUnit">Whether the last unit is 1 where the value is missing and 0 elsewhere.</param>
/// <param name="Encoding">What becomes of what was read; null for what no translator knows.</param>
/// <param name="Periods">Where the first unit has a number, those whose sine and cosine of 2π · number / period follow.</param>
/// <param name="Width">The number of units.</param>
/// <param name="Limits">Numbers beyond these lie far outside training; null where that is not known.</param>
internal sealed record ColumnInference(
    string Name,
    string? Date,
    DatePart? Part,
    CellReading Reading,
    double? Missing,
    bool HasMissingUnit,
    UnitEncoding? Encoding,
    IReadOnlyList<double> Periods,
    int Width,
    (double Low, double High)? Limits)
{
    /// <summary>What a value is read as, or what stands for it where it is missing.</summary>
    /// <exception cref="BackpropException">It cannot be read, or nothing stands for a missing one.</exception>
    public CellContent Read(object? value, int row) => Reading.IsMissing(value)
        ? CellContent.Missing(Missing ?? throw Errors.NothingForMissing(Name, row))
        : Reading.Read(value!, Name, row);
}
