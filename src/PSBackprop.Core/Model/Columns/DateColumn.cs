namespace PSBackprop;

/// <summary>A column of dates, each by its own clock.</summary>
public sealed class DateColumn : DataColumn
{
    /// <summary>In <see cref="Ticks"/>, no date.</summary>
    internal const long NoDate = -1;

    /// <summary>In <see cref="Offsets"/>, no offset.</summary>
    internal const short NoOffset = short.MinValue;

    internal DateColumn(string name, long[] ticks, string? format, short[]? offsets = null)
        : base(name)
    {
        Ticks = ticks;
        Format = format;
        Offsets = offsets;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Date;

    /// <inheritdoc/>
    public override int Count => Ticks.Length;

    /// <summary>The .NET format of the texts that the dates were read from; null for that of ISO 8601.</summary>
    public string? Format { get; }

    /// <summary>One for each row; <see cref="NoDate"/> where it is missing.</summary>
    internal long[] Ticks { get; }

    /// <summary>The offset from UTC of each row's clock in minutes, <see cref="NoOffset"/> where it is not known; null if it is for none.</summary>
    internal short[]? Offsets { get; }

    /// <inheritdoc/>
    public override object? this[int row] => IsMissing(row) ? null : new DateTime(Ticks[row]);

    internal override bool IsMissing(int row) => Ticks[row] == NoDate;

    internal override DataColumn Append(DataColumn rows) => rows is not DateColumn other ? base.Append(rows) : new DateColumn(
        Name,
        [.. Ticks, .. other.Ticks],
        Format,
        (Offsets ?? other.Offsets) is null ? null : [.. Offsets ?? None(Count), .. other.Offsets ?? None(other.Count)]);

    private static short[] None(int count) => [.. Enumerable.Repeat(NoOffset, count)];

    internal override DataColumn Select(int[] rows, string? name = null) => new DateColumn(
        name ?? Name, Array.ConvertAll(rows, row => Ticks[row]), Format, Offsets is { } offsets ? Array.ConvertAll(rows, row => offsets[row]) : null);
}
