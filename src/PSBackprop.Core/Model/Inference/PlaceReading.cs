namespace PSBackprop.Inference;

/// <summary>The place of a text among known ones; of other values, of the text that <see cref="CellValue.Text"/> makes of them.</summary>
/// <param name="HasMarkers">Whether the texts for missing values are missing, rather than texts like others.</param>
/// <param name="Texts">The texts that are known.</param>
/// <param name="OtherTexts">Texts for the same places in turn, used where a text is not among the known ones.</param>
/// <param name="IgnoresCase">Whether texts are looked for in any case.</param>
/// <param name="Fault">What is wrong with another text, from the column, the row and the text; null if it is in no place, −1.</param>
internal sealed record PlaceReading(
    bool HasMarkers,
    IReadOnlyList<string> Texts,
    IReadOnlyList<string> OtherTexts,
    bool IgnoresCase,
    Func<string, int, string, BackpropException>? Fault) : CellReading(HasMarkers)
{
    private readonly Dictionary<string, int> _places = Places(Texts, OtherTexts, IgnoresCase);

    public override CellContent Read(object value, string column, int row)
    {
        string text = CellValue.Text(value);
        return _places.TryGetValue(text, out int place) ? place
            : Fault is null ? CellContent.Unknown(text)
            : throw Fault(column, row, text);
    }

    private static Dictionary<string, int> Places(IReadOnlyList<string> texts, IReadOnlyList<string> others, bool ignoresCase)
    {
        var places = new Dictionary<string, int>(ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        int place = 0;
        foreach (string text in texts.Concat(others))
        {
            places.TryAdd(text, place++ % texts.Count);
        }

        return places;
    }
}
