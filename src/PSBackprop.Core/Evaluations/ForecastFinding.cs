using System.Globalization;

namespace PSBackprop.Evaluations;

/// <summary>Says where a network is no better than what is simpler, with what to do.</summary>
internal static class ForecastFinding
{
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
        return Error(best) < Error(network)
            ? string.Create(
                CultureInfo.CurrentCulture,
                $"The {best.Name} forecasts better than the network: its mean absolute error is {best.MeanAbsoluteError:G4}, the network's "
                    + $"{network.MeanAbsoluteError:G4}. Give more rows, the -Period of the season, or -KnownAhead columns that tell of what the past does not; "
                    + $"or another -Difference or -Lag.")
            : null;
    }

    private static double Error(ForecastScore score) => score.MeanAbsoluteScaledError ?? score.MeanAbsoluteError;
}
