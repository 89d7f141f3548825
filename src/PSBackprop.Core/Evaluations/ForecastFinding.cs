using System.Globalization;

namespace PSBackprop.Evaluations;

/// <summary>Says where a network is no better than what is simpler, with what to do.</summary>
internal static class ForecastFinding
{
    // Of fewer the part says little.
    private const int FewestForecasts = 20;

    // What is better by less than one in a hundred is as good.
    private const double Clearly = 0.99;

    /// <param name="scores">The network's, then those of the baselines.</param>
    /// <returns>Null if the network is better than all.</returns>
    public static string? Of(IReadOnlyList<ForecastScore> scores)
    {
        if (scores.Count < 2)
        {
            return null;
        }

        ForecastScore network = scores[0];
        ForecastScore best = scores.Skip(1).MinBy(Error)!;
        return Error(best) < Clearly * Error(network)
            ? string.Create(
                CultureInfo.CurrentCulture,
                $"The {best.Name} forecasts better than the network: its mean absolute error is {best.MeanAbsoluteError:G4}, the network's "
                    + $"{network.MeanAbsoluteError:G4}. Give more rows, the -Period of the season, or -KnownAhead columns that tell of what the past does not; "
                    + $"or another -Difference or -Lag. After a change of level, build a new network: the old one keeps what it has chosen.")
            : null;
    }

    /// <summary>What is to be said of groups whose interval holds far fewer values than it is for; null where there are none.</summary>
    /// <param name="groups">How good each group's forecasts were.</param>
    /// <param name="interval">The part of the values that intervals are for; null for none.</param>
    public static string? OfGroups(IReadOnlyList<ForecastGroup> groups, double? interval)
    {
        ForecastGroup[] missed =
            [.. groups.Where(group => group.Forecasts >= FewestForecasts && group.Coverage < interval / 2).OrderBy(static group => group.Coverage)];
        return missed.Length == 0
            ? null
            : string.Create(
                CultureInfo.CurrentCulture,
                $"In {missed.Length:N0} of {groups.Count:N0} groups the interval for {interval:P0} holds less than half of that, least in "
                    + $"'{missed[0].Name}': {missed[0].Coverage:P0}. Such a series has changed since the training: train again with its latest rows. "
                    + $"Group of the evaluation has each.");
    }

    private static double Error(ForecastScore score) => score.MeanAbsoluteScaledError ?? score.MeanAbsoluteError;
}
