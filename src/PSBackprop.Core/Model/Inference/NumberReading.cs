namespace PSBackprop.Inference;

/// <summary>A finite number: numbers and Booleans as they are, a span of time as its seconds, a text as numbers are written. NaN is missing.</summary>
/// <param name="Notation">How numbers are written in texts.</param>
internal sealed record NumberReading(NumberNotation Notation) : CellReading(HasMarkers: true)
{
    public override bool IsMissing(object? value) => value is double.NaN or float.NaN || base.IsMissing(value);

    public override double Read(object value, string column, int row)
    {
        if (!CellValue.TryNumber(value, Notation, out double number))
        {
            throw Errors.TextForNumber(column, row, CellValue.Text(value), Notation);
        }

        return double.IsFinite(number) ? number : throw Errors.NumberNotFinite(column, row, CellValue.Text(value));
    }
}
