using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Texts out of a set; each has a unit of its own, 1 for the row's text and 0 for the others.</summary>
internal sealed class CategoricalColumn : ChoiceColumn
{
    public override ColumnKind Kind => ColumnKind.Categorical;

    public override NetworkTask? TaskOfSeveral => null;

    private protected override StringComparison Comparison => StringComparison.Ordinal;

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) => data.Categories.Count < 2
        ? throw Errors.OneClassOnly(data.Name, string.Join(", ", data.Categories))
        : base.FitTarget(data, scaling, oneUnit);

    // Of two names the rarer, as what is looked for is seldom the rule, and the second if both are as frequent.
    public override int Positive(DataColumn target) =>
        Counts((CategoryColumn)target) is [var first, var second] && first < second ? 0 : NetworkColumns.DefaultPositive;

    private protected override int FeatureWidth(DataColumn data) => data.Categories.Count;

    private protected override Func<string, int, string, BackpropException>? Fault(NetworkColumn column, UnknownCategory unknown) =>
        unknown == UnknownCategory.Zero ? null : (name, row, text) => Errors.CategoryUnknown(name, row, text, column.Categories);

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new PlaceReading(HasMarkers: false, column.Categories, [], IgnoresCase: false, Fault(column, unknown));
}
