using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Yes and no in one unit, 1 and 0; all words for them are known, in any case.</summary>
internal sealed class BooleanColumn : ChoiceColumn
{
    public override ColumnKind Kind => ColumnKind.Boolean;

    public override NetworkTask? TaskOfSeveral => NetworkTask.MultiLabel;

    private protected override StringComparison Comparison => StringComparison.OrdinalIgnoreCase;

    public override int IndexOf(NetworkColumn column, string category) =>
        base.IndexOf(column, category) is var place and >= 0 ? place : CellValue.Boolean(category);

    private protected override int FeatureWidth(DataColumn data) => 1;

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new PlaceReading(HasMarkers: true, column.Categories, [.. CellValue.BooleanWords, "0", "1"], IgnoresCase: true, unknown == UnknownCategory.Error);
}
