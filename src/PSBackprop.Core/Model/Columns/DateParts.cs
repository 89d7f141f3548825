namespace PSBackprop;

/// <summary>Dates as columns.</summary>
internal static class DateParts
{
    public static bool TryRead(object? value, out DateTime time)
    {
        time = value switch
        {
            DateTime date => date,
            DateTimeOffset date => date.DateTime,
            DateOnly date => date.ToDateTime(default),
            _ => default,
        };
        return value is DateTime or DateTimeOffset or DateOnly;
    }

    /// <summary>The date and the part of it that a name such as <c>When.Hour</c> stands for; nulls for other names.</summary>
    public static (string? Date, DatePart? Part) Split(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > 0 && Enum.GetNames<DatePart>().Contains(name[(dot + 1)..]) ? (name[..dot], Enum.Parse<DatePart>(name.AsSpan(dot + 1))) : (null, null);
    }

    /// <summary>A number, or the name of a day.</summary>
    public static object Of(DateTime time, DatePart part) => part switch
    {
        DatePart.Year => time.Year,
        DatePart.Month => time.Month,
        DatePart.Day => time.Day,
        DatePart.DayOfYear => time.DayOfYear,
        DatePart.DayOfWeek => time.DayOfWeek.ToString(),
        DatePart.Hour => time.Hour,
        DatePart.Minute => time.Minute,
        DatePart.Second => time.Second,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };
}
