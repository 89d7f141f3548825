using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Yes and no in one unit, 1 and 0: the column's own words, True and False, 1 and 0, in any case.</summary>
internal sealed class BooleanColumn : ChoiceColumn
{
    private static readonly string[] s_commonWords = [.. CellValue.BooleanWords, "0", "1"];

    public override ColumnKind Kind => ColumnKind.Boolean;

    public override NetworkTask? TaskOfSeveral => NetworkTask.MultiLabel;

    private protected override StringComparison Comparison => StringComparison.OrdinalIgnoreCase;

    public override int IndexOf(NetworkColumn column, string category) =>
        base.IndexOf(column, category) is var place and >= 0 ? place : CellValue.Boolean(category);

    private protected override int FeatureWidth(DataColumn data) => 1;

    // No other word is a category that training did not have: it would be taken for no.
    private protected override Func<string, int, string, BackpropException>? Fault(NetworkColumn column, UnknownCategory unknown) =>
        (name, row, text) => Errors.WordUnknown(name, row, text, [.. column.Categories.Union(s_commonWords, StringComparer.OrdinalIgnoreCase)]);

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new PlaceReading(HasMarkers: true, column.Categories, s_commonWords, IgnoresCase: true, Fault(column, unknown));
}
