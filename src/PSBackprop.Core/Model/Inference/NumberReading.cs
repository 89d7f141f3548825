namespace PSBackprop.Inference;

/// <summary>A finite number: numbers and Booleans as they are, a span of time as its seconds, a text as numbers are written. NaN is missing.</summary>
/// <param name="Notation">How numbers are written in texts.</param>
/// <param name="Offset">A number is refused where (number − Offset) / Scale is beyond the range of numbers.</param>
/// <param name="Scale">A number is refused where (number − Offset) / Scale is beyond the range of numbers.</param>
internal sealed record NumberReading(NumberNotation Notation, double Offset, double Scale) : CellReading(HasMarkers: true)
{
    public override bool IsMissing(object? value) => value is double.NaN or float.NaN || base.IsMissing(value);

    public override CellContent Read(object value, string column, int row)
    {
        if (!CellValue.TryNumber(value, Notation, out double number))
        {
            throw Errors.TextForNumber(column, row, CellValue.Text(value), Notation);
        }

        return !double.IsFinite(number) ? throw Errors.NumberNotFinite(column, row, CellValue.Text(value))
            : double.IsFinite((number - Offset) / Scale) ? number
            : throw Errors.NumberNotScalable(column, row, CellValue.Text(value));
    }
}
