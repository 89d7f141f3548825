namespace PSBackprop.Series;

/// <summary>A moment of a time series: ticks of a clock, or a plain number such as a year.</summary>
/// <param name="Ticks">Ticks of the clock that steps are counted by; 0 where times are numbers.</param>
/// <param name="Number">The number; 0 where times are dates.</param>
internal readonly record struct SeriesTime(long Ticks, double Number) : IComparable<SeriesTime>
{
    public int CompareTo(SeriesTime other) => (Ticks, Number).CompareTo((other.Ticks, other.Number));
}
