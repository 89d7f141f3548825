namespace PSBackprop.Inference;

/// <summary>A text as it stands; of other values, the text that <see cref="CellValue.Text"/> makes of them. What is missing is a text without words.</summary>
/// <param name="Bits">The text has two to this many units.</param>
internal sealed record TextReading(int Bits) : CellReading(HasMarkers: false)
{
    public override bool IsMissing(object? value) => false;

    public override CellContent Read(object value, string column, int row) => value is null or DBNull ? string.Empty : CellValue.Text(value);
}
