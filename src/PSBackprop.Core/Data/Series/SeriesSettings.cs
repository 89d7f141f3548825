namespace PSBackprop.Data.Series;

/// <summary>What a user says of the time series in a dataset.</summary>
internal sealed record SeriesSettings
{
    /// <summary>The column of times.</summary>
    public required string Time { get; init; }

    /// <summary>The column that tells series apart; null for one series.</summary>
    public string? Group { get; init; }

    /// <summary>How many steps back the values lie that a network sees, ascending; null to take what suits the season.</summary>
    public IReadOnlyList<int>? Lag { get; init; }

    /// <summary>How many steps ahead a network gives at once.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>The columns whose values are known for the future.</summary>
    public IReadOnlyList<string> KnownAhead { get; init; } = [];

    /// <summary>What is learned.</summary>
    public Difference Difference { get; init; }

    /// <summary>Whether ratios are not tried.</summary>
    public bool NoRatio { get; init; }

    /// <summary>The steps of a season, 1 for none; null to look for one.</summary>
    public int? Period { get; init; }
}
