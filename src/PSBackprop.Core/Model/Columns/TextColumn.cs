using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Texts that are read: what <see cref="TextFeatures"/> finds in them, in 2^bits units.</summary>
internal sealed class TextColumn : ColumnMember
{
    // What a missing text is taken for has no words, and so nothing to count.
    private const double NoText = 0;

    // From here on most units of a text are 0, as it has some hundred words and parts.
    private const int FewestSparseUnits = 1024;

    public override ColumnKind Kind => ColumnKind.Text;

    public override NetworkTask? Task => null;

    public override NetworkTask? TaskOfSeveral => null;

    public override bool HasMarkers => false;

    public override IReadOnlyList<string> StoredMembers => ["bits", "features"];

    // No single text shows that those of a column are to be read.
    public override bool Recognizes(ReadOnlySpan<char> text, ColumnSource source) => false;

    public override ColumnValues CreateValues(ColumnSource source) => new Values(source);

    public override NetworkColumn FitFeature(DataColumn data, ColumnFitting fitting) =>
        Create(data.Name, fitting.TextBit, fitting.Missing is MissingPolicy.Mean or MissingPolicy.Median ? NoText : null);

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) => throw Errors.TargetKind(data.Name, Kind);

    public override bool IsSparse(NetworkColumn column) => column.ValueWidth >= FewestSparseUnits;

    public override IEnumerable<string> UnitNames(NetworkColumn column) =>
        Enumerable.Range(1, column.ValueWidth).Select(unit => string.Create(CultureInfo.InvariantCulture, $"{column.Name} #{unit}"));

    public override string Describe(NetworkColumn column) => $"{column.Name} (texts)";

    // Of texts, how long they are.
    public override int? ProfilePlaces(NetworkColumn column) => null;

    public override double ProfileValue(NetworkColumn column, CellContent content) => content.Text!.Length;

    public override object Value(NetworkColumn column, CellContent content) => content.Text!;

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) => new TextReading(column.TextBit!.Value);

    public override UnitEncoding? Encoding(NetworkColumn column) => UnitEncoding.HashedText;

    public override Func<int, CellContent> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown) =>
        row => CellValue.Text(data[row]!);

    public override Action<CellContent, UnitRow> Encoder(NetworkColumn column, double negativeValue)
    {
        var features = new TextFeatures(column.TextBit!.Value);
        return (content, units) =>
        {
            if (!content.IsMissing)
            {
                features.Encode(content.Text!, units);
            }
        };
    }

    public override void Store(NetworkColumn column, IColumnWriter file)
    {
        file.Number("bits", column.TextBit!.Value);
        file.Text("features", TextFeatures.Name);
    }

    public override NetworkColumn Restore(string name, double? missing, IColumnReader file)
    {
        string features = file.Text("features");
        if (features != TextFeatures.Name)
        {
            throw file.Fault("features", $"is '{features}'; this version knows '{TextFeatures.Name}'");
        }

        return missing is null or NoText
            ? Create(name, file.Integer("bits", 1, TextFeatures.MostBits), missing)
            : throw file.Fault("missing", "is not 0, which is all that stands for a missing text");
    }

    public override DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file) =>
        cells is [StoredCells<string> texts] ? new StringColumn(name, texts) : throw CellFault(file);

    public override string Identify(NetworkColumn column, Func<IEnumerable<string>, string> hash) =>
        string.Create(CultureInfo.InvariantCulture, $" of {column.ValueWidth} units: {TextFeatures.Name}");

    private NetworkColumn Create(string name, int bits, double? missing) =>
        new(name, Kind, [], 1 << bits, Scaling.None, missing: missing) { TextBit = bits };

    private sealed class Values(ColumnSource source) : ColumnValues<string>(source.Store, string.Empty)
    {
        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            if (text.IsWhiteSpace())
            {
                return false;
            }

            Push(text.ToString());
            return true;
        }

        public override void AddOther(ReadOnlySpan<char> text, RowPlace place) => throw new System.Diagnostics.UnreachableException();

        public override DataColumn Build() => new StringColumn(source.Name, Take());
    }
}
