using System.Globalization;

namespace PSBackprop;

/// <summary>When a network was trained last, on how many rows, and by which version of the module.</summary>
/// <param name="Time">When that training ended, in UTC and to the second.</param>
/// <param name="Rows">The number of rows trained on, those kept for validation not counted.</param>
/// <param name="Version">The version of the module.</param>
public sealed record TrainingOrigin(DateTime Time, int Rows, string Version)
{
    // As other tools have it that make the same file of the same input: https://reproducible-builds.org/specs/source-date-epoch/
    private const string TimeVariable = "SOURCE_DATE_EPOCH";

    /// <summary>That of a training that ends now; at the time that the environment variable SOURCE_DATE_EPOCH says, if it says one.</summary>
    internal static TrainingOrigin Now(int rows)
    {
        Version version = typeof(TrainingOrigin).Assembly.GetName().Version!;
        return new TrainingOrigin(CurrentTime(), rows, version.ToString(3));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.CurrentCulture, $"{Time.ToString("u", CultureInfo.InvariantCulture)} on {Rows:N0} rows, PSBackprop {Version}");

    private static DateTime CurrentTime()
    {
        string? given = Environment.GetEnvironmentVariable(TimeVariable);
        bool isGiven = long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(isGiven ? seconds : DateTimeOffset.UtcNow.ToUnixTimeSeconds()).UtcDateTime;
    }
}
