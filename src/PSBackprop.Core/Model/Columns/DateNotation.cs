using System.Globalization;
using System.Text.RegularExpressions;

namespace PSBackprop;

/// <summary>
/// How dates are written in texts: in a .NET format, or else as in ISO 8601. What counts is the text's own clock; an offset from UTC
/// that it has is not added. A time alone is one of the first day that there is, 0001-01-01, and a date without a year one of the
/// year 2000, which has a 29th of February: a text means the same whenever it is read.
/// </summary>
/// <param name="Format">The format; null for ISO 8601.</param>
/// <param name="Culture">The culture whose names of months and the like a format takes.</param>
internal sealed partial record DateNotation(string? Format, CultureInfo Culture)
{
    /// <summary>Dates as in ISO 8601, with or without a time, seconds, their fraction and an offset from UTC.</summary>
    public const string IsoPattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
        + "(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?)?$";

    private const int FractionDigits = 7;

    private static readonly DateTime s_commonYear = new(2000, 7, 1);

    /// <summary>The format with a year, which it may not have itself; null for ISO 8601.</summary>
    public string? FullFormat { get; } = IsOfYear(Format) ? Format : $"{WithoutYear(Format!, Culture)} yyyy";

    /// <summary>What a text lacks of <see cref="FullFormat"/>, by the calendar of the culture.</summary>
    public string Year { get; } = IsOfYear(Format)
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $" {Culture.DateTimeFormat.Calendar.GetYear(s_commonYear):0000}");

    /// <summary>Whether the format has an offset from UTC.</summary>
    public bool HasOffset { get; } = Format is not null && OffsetParts().IsMatch(Format);

    /// <summary>Whether the format is of a time alone.</summary>
    public bool IsClock { get; } = IsOfClock(Format);

    /// <param name="format">The format; null for ISO 8601.</param>
    /// <param name="numbers">How numbers are written where the dates are, which tells the culture.</param>
    public static DateNotation Of(string? format, NumberNotation numbers) => new(format, Find(numbers.Culture));

    /// <summary>Whether a text is a .NET format of dates or times.</summary>
    public static bool IsFormat(string format)
    {
        try
        {
            _ = s_commonYear.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return false;
        }

        return format.Length == 1 || AnyParts().IsMatch(Letters(format));
    }

    /// <summary>A date or a time as ISO 8601 writes it, as short as is exact.</summary>
    public static string Text(DateTime time, bool isClock)
    {
        string clock = time.Ticks % TimeSpan.TicksPerMinute == 0 ? "HH:mm" : "HH:mm:ss.FFFFFFF";
        return time.ToString(isClock ? clock : time.TimeOfDay == default ? "yyyy-MM-dd" : $"yyyy-MM-ddT{clock}", CultureInfo.InvariantCulture);
    }

    /// <summary>A moment of a time series as its user would write it: a date, one with its offset from UTC, or a number.</summary>
    public static string Show(object time) => time switch
    {
        DateTime date => Text(date, isClock: false),
        DateTimeOffset date => $"{Text(date.DateTime, isClock: false)}{date.ToString("zzz", CultureInfo.InvariantCulture)}",
        _ => CellValue.Text(time),
    };

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

    /// <summary>The offset from UTC of a date's own clock; null where it is not known.</summary>
    public static TimeSpan? OffsetOf(object value) => value switch
    {
        DateTimeOffset moment => moment.Offset,
        DateTime { Kind: DateTimeKind.Utc } => TimeSpan.Zero,
        DateTime { Kind: DateTimeKind.Local } time => TimeZoneInfo.Local.GetUtcOffset(time),
        _ => null,
    };

    public bool TryRead(ReadOnlySpan<char> text, out DateTime time) => TryRead(text, out time, out _);

    /// <summary>Reads a date by its own clock, and the clock's offset from UTC, which is null where the text does not have it.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out DateTime time, out TimeSpan? offset)
    {
        offset = null;
        text = text.Trim();
        if (Format is null)
        {
            return TryReadIso(text, out time, out offset);
        }

        ReadOnlySpan<char> full = Year.Length == 0 ? text : $"{text}{Year}";
        if (!HasOffset)
        {
            return DateTime.TryParseExact(full, FullFormat, Culture, DateTimeStyles.NoCurrentDateDefault, out time);
        }

        // The day of a time alone would be today.
        bool isRead = DateTimeOffset.TryParseExact(full, FullFormat, Culture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment);
        time = IsClock ? new DateTime(moment.TimeOfDay.Ticks) : moment.DateTime;
        offset = moment.Offset;
        return isRead;
    }

    /// <summary>How dates are written, after "written".</summary>
    public override string ToString() => Format is null ? "like 2026-01-31 or 2026-01-31T13:45:00" : $"in the format {Format}";

    private static bool TryReadIso(ReadOnlySpan<char> text, out DateTime time, out TimeSpan? offset)
    {
        time = default;
        offset = null;
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
        offset = OffsetIn(text);
        return true;
    }

    // What stands behind the time, and only there: Z, or a sign, hours and minutes.
    private static TimeSpan? OffsetIn(ReadOnlySpan<char> text)
    {
        int sign = text.Length > 16 ? text[16..].IndexOfAny('Z', '+', '-') : -1;
        if (sign < 0)
        {
            return null;
        }

        ReadOnlySpan<char> offset = text[(16 + sign)..];
        return offset[0] == 'Z' ? TimeSpan.Zero : new TimeSpan(Number(offset[1..3]), Number(offset[^2..]), 0) * (offset[0] == '-' ? -1 : 1);
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

    // What is left of a format without what stands for itself in it.
    private static string Letters(string format) => Literals().Replace(format, string.Empty);

    private static bool IsOfYear(string? format) =>
        format is null || (format.Length == 1 ? format is not ("m" or "M") : Letters(format).Contains('y') || !DayParts().IsMatch(Letters(format)));

    private static bool IsOfClock(string? format) =>
        format is not null && (format.Length == 1 ? format is "t" or "T" : !Letters(format).Contains('y') && !DayParts().IsMatch(Letters(format)));

    private static string WithoutYear(string format, CultureInfo culture) => format.Length == 1 ? culture.DateTimeFormat.MonthDayPattern : format;

    [GeneratedRegex("^[oO]$|[zK]")]
    private static partial Regex OffsetParts();

    [GeneratedRegex("M|(?<!d)dd?(?!d)")]
    private static partial Regex DayParts();

    [GeneratedRegex("[dfFhHmMsty]")]
    private static partial Regex AnyParts();

    [GeneratedRegex(@"\\.|'(?:\\.|[^'\\])*'|""(?:\\.|[^""\\])*""")]
    private static partial Regex Literals();
}
