using System.Globalization;
using System.Text.RegularExpressions;

namespace PSBackprop;

/// <summary>
/// How dates are written in texts: in a .NET format, or else as in ISO 8601. What counts is the text's own clock; an offset from UTC
/// that it has is not added. A time alone is one of the first day that there is, 0001-01-01.
/// </summary>
/// <param name="Format">The format; null for ISO 8601.</param>
/// <param name="Culture">The culture whose names of months and the like a format takes.</param>
internal sealed partial record DateNotation(string? Format, CultureInfo Culture)
{
    /// <summary>Dates as in ISO 8601, with or without a time, seconds, their fraction and an offset from UTC.</summary>
    public const string IsoPattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
        + "(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?)?$";

    /// <summary>The formats that have an offset from UTC.</summary>
    public const string OffsetPattern = "^[oO]$|[zK]";

    private const int FractionDigits = 7;

    /// <param name="format">The format; null for ISO 8601.</param>
    /// <param name="numbers">How numbers are written where the dates are, which tells the culture.</param>
    public static DateNotation Of(string? format, NumberNotation numbers) => new(format, Find(numbers.Culture));

    /// <summary>Whether a value is a date or a time by its type.</summary>
    public static bool IsDate(object? value, out DateTime time)
    {
        if (value is TimeOnly clock)
        {
            time = new DateTime(clock.Ticks);
            return true;
        }

        return DateParts.TryRead(value, out time);
    }

    public bool TryRead(object value, out DateTime time) => IsDate(value, out time) || TryRead(CellValue.Text(value), out time);

    public bool TryRead(ReadOnlySpan<char> text, out DateTime time)
    {
        text = text.Trim();
        if (Format is null)
        {
            return TryReadIso(text, out time);
        }

        if (!Offset().IsMatch(Format))
        {
            return DateTime.TryParseExact(text, Format, Culture, DateTimeStyles.NoCurrentDateDefault, out time);
        }

        bool isRead = DateTimeOffset.TryParseExact(text, Format, Culture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment);
        time = moment.DateTime;
        return isRead;
    }

    /// <summary>How dates are written, after "written".</summary>
    public override string ToString() => Format is null ? "like 2026-01-31 or 2026-01-31T13:45:00" : $"in the format {Format}";

    private static bool TryReadIso(ReadOnlySpan<char> text, out DateTime time)
    {
        time = default;
        if (!Iso().IsMatch(text) || !DateTime.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out time))
        {
            return false;
        }

        bool hasSecond = text.Length > 16 && text[16] == ':';
        int hour = text.Length > 10 ? Number(text[11..13]) : 0;
        int minute = text.Length > 10 ? Number(text[14..16]) : 0;
        int second = hasSecond ? Number(text[17..19]) : 0;
        if (hour >= 24 || minute >= 60 || second >= 60)
        {
            return false;
        }

        time = time.AddTicks(new TimeSpan(hour, minute, second).Ticks + (hasSecond && text.Length > 20 && text[19] is '.' or ',' ? Fraction(text[20..]) : 0));
        return true;
    }

    // In ticks; what is smaller is cut off.
    private static int Fraction(ReadOnlySpan<char> text)
    {
        int ticks = 0;
        for (int i = 0; i < FractionDigits; i++)
        {
            text = i < text.Length && char.IsAsciiDigit(text[i]) ? text : text[..Math.Min(i, text.Length)];
            ticks = (10 * ticks) + (i < text.Length ? text[i] - '0' : 0);
        }

        return ticks;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static CultureInfo Find(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            // One that this machine does not know; numbers alone make most formats.
            return CultureInfo.InvariantCulture;
        }
    }

    [GeneratedRegex(IsoPattern)]
    private static partial Regex Iso();

    [GeneratedRegex(OffsetPattern)]
    private static partial Regex Offset();
}
