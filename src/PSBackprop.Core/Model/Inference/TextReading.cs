namespace PSBackprop.Inference;

/// <summary>A text as it stands; of other values that have one, the text that <see cref="CellValue.Text"/> makes of them.</summary>
/// <param name="Bits">The text has two to this many units.</param>
internal sealed record TextReading(int Bits) : CellReading(HasMarkers: false)
{
    public override CellContent Read(object value, string column, int row) =>
        CellValue.HasText(value) ? CellValue.Text(value) : throw Errors.ObjectForText(column, row);
}
