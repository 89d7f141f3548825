namespace PSBackprop;

/// <summary>How a network measures one series of a group.</summary>
/// <param name="Name">The group; empty where there is one series alone.</param>
/// <param name="Offset">The mean of what is learned of it in training.</param>
/// <param name="Scale">
/// The standard deviation of what is learned of it. 0 where that never varied, as of what never changed or grows by the same: nothing is
/// learned of such a series, and it goes on as it was.
/// </param>
/// <param name="NaiveError">
/// The mean absolute error, in training, of taking each value for that of the season before, or of the step before without a season: what
/// the mean absolute scaled error is a multiple of (Hyndman, Koehler 2006). 0 where the series never changed.
/// </param>
public sealed record SeriesScale(string Name, double Offset, double Scale, double NaiveError)
{
    /// <summary>What a network sees or says of a change.</summary>
    internal double Measure(double change) => Scale > 0 ? (change - Offset) / Scale : 0;

    /// <summary>The change that a network says.</summary>
    internal double ChangeOf(double measured) => (measured * Scale) + Offset;
}
