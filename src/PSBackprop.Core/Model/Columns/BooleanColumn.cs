using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Yes and no in one unit, 1 and 0: the column's own words, True and False, 1 and 0, in any case.</summary>
internal sealed class BooleanColumn : ChoiceColumn
{
    private static readonly string[] s_digits = ["0", "1"];
    private static readonly string[] s_commonWords = [.. CellValue.BooleanWords, .. s_digits];

    public override ColumnKind Kind => ColumnKind.Boolean;

    public override NetworkTask? TaskOfSeveral => NetworkTask.MultiLabel;

    public override Loss? ReconstructionLoss => Loss.BinaryCrossEntropy;

    /// <summary>A column of numbers that are all 0 or 1.</summary>
    public static CategoryColumn OfDigits(string name, Cells<double> numbers) =>
        new(name, ColumnKind.Boolean, numbers.Convert(static number => (int)number), s_digits);

    public override bool Recognizes(ReadOnlySpan<char> text, ColumnSource source) => CellValue.Boolean(text) >= 0;

    public override ColumnValues CreateValues(ColumnSource source) => new Values(source);

    private protected override StringComparison Comparison => StringComparison.OrdinalIgnoreCase;

    public override int IndexOf(NetworkColumn column, string category) =>
        base.IndexOf(column, category) is var place and >= 0 ? place : CellValue.Boolean(category);

    private protected override int FeatureWidth(DataColumn data) => 1;

    // No other word is a category that training did not have: it would be taken for no.
    private protected override Func<string, int, string, BackpropException>? Fault(NetworkColumn column, UnknownCategory unknown) =>
        (name, row, text) => Errors.WordUnknown(name, row, text, [.. column.Categories.Union(s_commonWords, StringComparer.OrdinalIgnoreCase)]);

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new PlaceReading(HasMarkers: true, column.Categories, s_commonWords, IgnoresCase: true, Fault(column, unknown));

    public override DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file) => file.Count("categories") == s_digits.Length
        ? base.RestoreData(name, cells, file)
        : throw file.Fault("categories", "are not a word for no and one for yes");

    private sealed class Values(ColumnSource source) : ColumnValues<int>(source.Store, -1)
    {
        private IReadOnlyList<string> _words = CellValue.BooleanWords;

        // A column of numbers keeps its own words, 0 and 1.
        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            int code = CellValue.Boolean(text);
            if (code < 0)
            {
                return false;
            }

            _words = text is "0" or "1" ? s_digits : _words;
            Push(code);
            return true;
        }

        public override void AddOther(ReadOnlySpan<char> text, RowPlace place) => throw Errors.TextInBooleanColumn(source.Name, place, text.ToString());

        public override DataColumn Build() => new CategoryColumn(source.Name, ColumnKind.Boolean, Take(), _words, source.NameType);
    }
}
