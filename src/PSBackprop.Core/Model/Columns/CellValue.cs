using System.Globalization;

namespace PSBackprop;

/// <summary>
/// The rules by which a value in a row is understood; the same for files, objects and tables, in training and in prediction.
/// <list type="bullet">
/// <item>Null, DBNull and a text of nothing but white space are missing in every column.</item>
/// <item>In a column of numbers, the texts of <see cref="MissingMarkers"/> in any case and NaN are missing. Numbers and Booleans
/// (0 and 1) are themselves, a span of time is its seconds, a text is read by <see cref="NumberReader"/> in the column's notation.</item>
/// <item>In a column of yes and no, these texts are missing, too. True and False in any case, 1 and 0, and the column's own words count.</item>
/// <item>In a column of dates, the same texts and NaN are missing. Dates and times are themselves by their own clock; everything else
/// is read by <see cref="DateNotation"/> from its text.</item>
/// <item>In a column of categories every text that is not blank is a category as it stands, NA among them, which may be Namibia.
/// A number becomes its shortest text with a decimal point that reads back as the same number; a date becomes its text in ISO 8601,
/// as short as is exact, by its own clock. So it is in a column of texts to be read, which refuses what has no text of its own, such as
/// a list.</item>
/// </list>
/// </summary>
internal static class CellValue
{
    // As an array it is gone through without an enumerator for each cell.
    private static readonly string[] s_markers = ["NA", "N/A", "NaN", "null", "?"];

    /// <summary>The texts that stand for a missing value in columns of numbers, of yes and no, and of dates.</summary>
    public static IReadOnlyList<string> MissingMarkers { get; } = FixedList.Of<string>(s_markers);

    /// <summary>The words for no and yes.</summary>
    public static IReadOnlyList<string> BooleanWords { get; } = FixedList.Of<string>(["False", "True"]);

    /// <summary>Whether a text stands for a missing number, or a missing yes or no.</summary>
    public static bool IsMarker(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> word = text.Trim();
        if (word.Length is 0 or > 4)
        {
            return false;
        }

        foreach (string marker in s_markers)
        {
            if (word.Equals(marker, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads what counts as a number in a column of numbers; it may be infinite.</summary>
    public static bool TryNumber(object value, NumberNotation notation, out double number)
    {
        switch (value)
        {
            case TimeSpan time:
                number = time.TotalSeconds;
                return true;
            case char letter:
                return NumberReader.TryRead([letter], notation, out number);
            default:
                return NumberReader.TryRead(value, notation, out number);
        }
    }

    /// <summary>Whether a value can be a category: a text, or what has a name.</summary>
    public static bool IsName(object value) => value is string or Enum or char or Guid or Version or Uri;

    /// <summary>Whether a value has a text of its own, which a list or another object has not.</summary>
    public static bool HasText(object value) =>
        IsName(value) || DateNotation.IsDate(value, out _) || TryNumber(value, NumberNotation.Invariant, out _);

    /// <summary>What a value is called as a category.</summary>
    public static string Text(object value) => value switch
    {
        string text => text,
        double or float => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        { } when DateNotation.IsDate(value, out DateTime time) => DateNotation.Text(time, isClock: value is TimeOnly),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>0 for no, 1 for yes, −1 for neither.</summary>
    public static int Boolean(ReadOnlySpan<char> text) =>
        text.Equals(BooleanWords[0], StringComparison.OrdinalIgnoreCase) || text is "0" ? 0
        : text.Equals(BooleanWords[1], StringComparison.OrdinalIgnoreCase) || text is "1" ? 1
        : -1;
}
