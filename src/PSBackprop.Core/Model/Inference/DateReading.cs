namespace PSBackprop.Inference;

/// <summary>A date as its <see cref="DayNumber"/>: dates and times as they are, other values as their texts are read. NaN is missing.</summary>
/// <param name="Notation">How dates are written in texts.</param>
internal sealed record DateReading(DateNotation Notation) : CellReading(HasMarkers: true)
{
    public override bool IsMissing(object? value) => value is double.NaN or float.NaN || base.IsMissing(value);

    public override CellContent Read(object value, string column, int row) => Notation.TryRead(value, out DateTime time)
        ? DayNumber.Of(time)
        : throw Errors.TextForDate(column, row, CellValue.Text(value), Notation);
}
