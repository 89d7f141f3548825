namespace PSBackprop.Series;

/// <summary>What a network's inputs are made of.</summary>
/// <param name="Period">The steps of a season; null if there is none.</param>
/// <param name="Lag">How many steps back the values lie that the network sees, in ascending order.</param>
/// <param name="Cycle">The cycles of the calendar that the network sees the time's place in.</param>
internal sealed record SeriesShape(int? Period, IReadOnlyList<int> Lag, IReadOnlyList<DateCycle> Cycle);
