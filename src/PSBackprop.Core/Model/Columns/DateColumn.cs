namespace PSBackprop;

/// <summary>A column of dates, each by its own clock.</summary>
public sealed class DateColumn : DataColumn
{
    /// <summary>In <see cref="Ticks"/>, no date.</summary>
    internal const long NoDate = -1;

    internal DateColumn(string name, long[] ticks, string? format)
        : base(name)
    {
        Ticks = ticks;
        Format = format;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Date;

    /// <inheritdoc/>
    public override int Count => Ticks.Length;

    /// <summary>The .NET format of the texts that the dates were read from; null for that of ISO 8601.</summary>
    public string? Format { get; }

    /// <summary>One for each row; <see cref="NoDate"/> where it is missing.</summary>
    internal long[] Ticks { get; }

    /// <inheritdoc/>
    public override object? this[int row] => IsMissing(row) ? null : new DateTime(Ticks[row]);

    internal override bool IsMissing(int row) => Ticks[row] == NoDate;

    internal override DataColumn Select(int[] rows) => new DateColumn(Name, Array.ConvertAll(rows, row => Ticks[row]), Format);
}
