namespace PSBackprop.Series;

/// <summary>
/// A column that a network takes of a time series: the one description that the module makes rows by and that scripts are translated
/// from. A translator has to know each.
/// </summary>
/// <param name="Name">What the network calls it.</param>
/// <param name="Column">The user's column that it is made of.</param>
internal abstract record SeriesInput(string Name, string Column);

/// <summary>What is learned of the target, so many steps back.</summary>
internal sealed record LagInput(string Name, string Column, int Lag) : SeriesInput(Name, Column);

/// <summary>The place of the time that is forecast in a cycle of the calendar, as the cosine or the sine of an angle.</summary>
internal sealed record CycleInput(string Name, string Column, DateCycle Cycle, bool IsCosine) : SeriesInput(Name, Column);

/// <summary>A column whose values are known for the future.</summary>
/// <param name="Name">What the network calls it.</param>
/// <param name="Column">The user's column.</param>
/// <param name="Step">The step that the value is of, from the first that is forecast: 0 for that itself, below 0 for those before.</param>
internal sealed record KnownInput(string Name, string Column, int Step) : SeriesInput(Name, Column);
