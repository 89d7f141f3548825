namespace PSBackprop;

/// <summary>A column of dates, each by its own clock.</summary>
public sealed class DateColumn : DataColumn
{
    /// <summary>In <see cref="Ticks"/>, no date.</summary>
    internal const long NoDate = -1;

    /// <summary>In <see cref="Offsets"/>, no offset.</summary>
    internal const short NoOffset = short.MinValue;

    private readonly Cells<long> _ticks;
    private readonly Cells<short>? _offsets;

    internal DateColumn(string name, long[] ticks, string? format, short[]? offsets = null)
        : this(name, new MemoryCells<long>(ticks), format, offsets is null ? null : new MemoryCells<short>(offsets))
    {
    }

    internal DateColumn(string name, Cells<long> ticks, string? format, Cells<short>? offsets)
        : base(name)
    {
        _ticks = ticks;
        Format = format;
        _offsets = offsets;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Date;

    /// <inheritdoc/>
    public override int Count => _ticks.Count;

    /// <summary>The .NET format of the texts that the dates were read from; null for that of ISO 8601.</summary>
    public string? Format { get; }

    /// <summary>One for each row; <see cref="NoDate"/> where it is missing.</summary>
    /// <remarks>A stored column is read anew each time.</remarks>
    internal long[] Ticks => _ticks.ToArray();

    /// <summary>The offset from UTC of each row's clock in minutes, <see cref="NoOffset"/> where it is not known; null if it is for none.</summary>
    /// <remarks>A stored column is read anew each time.</remarks>
    internal short[]? Offsets => _offsets?.ToArray();

    /// <inheritdoc/>
    public override object? this[int row] => IsMissing(row) ? null : new DateTime(_ticks[row]);

    internal override IReadOnlyList<Cells> Cells => _offsets is null ? [_ticks] : [_ticks, _offsets];

    internal override bool IsMissing(int row) => _ticks[row] == NoDate;

    internal override DataColumn Append(DataColumn rows) => rows is not DateColumn other ? base.Append(rows) : new DateColumn(
        Name,
        [.. Ticks, .. other.Ticks],
        Format,
        (Offsets ?? other.Offsets) is null ? null : [.. Offsets ?? None(Count), .. other.Offsets ?? None(other.Count)]);

    private static short[] None(int count) => [.. Enumerable.Repeat(NoOffset, count)];

    private protected override DataColumn With(IReadOnlyList<Cells> cells, string name) =>
        new DateColumn(name, (Cells<long>)cells[0], Format, cells.Count > 1 ? (Cells<short>)cells[1] : null);
}
