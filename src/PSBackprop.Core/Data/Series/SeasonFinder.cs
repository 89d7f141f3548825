namespace PSBackprop.Data.Series;

/// <summary>
/// Looks for a season: after it values are alike, around a straight line, and after half of it they are not; or changes come back after it.
/// Tried are the seasons that the calendar gives the steps; of plain numbers any after which values are more alike than a step before and
/// after it.
/// </summary>
internal static class SeasonFinder
{
    private const int MostSeries = 50;
    private const int MostValues = 5000;

    // Fewer seasons do not show what comes back.
    private const int FewestSeasons = 3;

    // Of plain numbers any season may be; a longer one would be seen too seldom.
    private const int LongestOfNumbers = 60;

    // The least autocorrelation, and how much more it is than half a season on; random walks hardly ever have it.
    private const double LeastCorrelation = 0.3;
    private const double LeastContrast = 0.4;

    // What comes back after a season does so after several: a shorter one is taken that is as good but for this part.
    private const double AsGood = 0.95;

    /// <summary>The steps of the season; null if there is none.</summary>
    public static int? Of(TimeSeries own)
    {
        double[][] series = Series(own);
        int longest = series.Length == 0 ? 0 : series.Max(static values => values.Length);
        bool isCalendar = own.Step.IsOfDates;
        int[] seasons = isCalendar ? own.Step.Seasons() : [.. Enumerable.Range(2, LongestOfNumbers - 1)];
        double[][] around = Array.ConvertAll(series, Detrended);
        double[][] changes = Array.ConvertAll(series, static values => Centred([.. values.Skip(1).Zip(values, static (later, earlier) => later - earlier)]));
        (int Season, double Score)[] found =
        [
            .. seasons
                .Where(season => (long)FewestSeasons * season <= longest)
                .Select(season => (Season: season, Score: isCalendar ? Math.Max(Contrast(around, season), OfChanges(changes, season)) : Peak(around, season)))
                .Where(static candidate => candidate.Score > 0),
        ];
        return found.Length == 0 ? null : found.First(candidate => candidate.Score >= AsGood * found.Max(static other => other.Score)).Season;
    }

    // Of many series some, evenly; of each the values up to its last row.
    private static double[][] Series(TimeSeries own)
    {
        int[] ends = own.Ends();
        int[] present = [.. Enumerable.Range(0, ends.Length).Where(i => ends[i] >= 0)];
        int every = ((present.Length - 1) / MostSeries) + 1;
        return [.. present
            .Where((_, place) => place % every == 0)
            .Select(i => own.Table.Values[Math.Max(own.Table.Spans[i].First, ends[i] + 1 - MostValues)..(ends[i] + 1)])];
    }

    private static double Peak(double[][] around, int season) =>
        Mean(around, season) is var here && here > Mean(around, season - 1) && here > Mean(around, season + 1) ? Contrast(around, season) : 0;

    private static double Contrast(double[][] around, int season)
    {
        double whole = Mean(around, season);
        double contrast = whole - Mean(around, season / 2, season);
        return whole > LeastCorrelation && contrast > LeastContrast ? contrast : 0;
    }

    private static double OfChanges(double[][] changes, int season) =>
        Mean(changes, season) is var correlation && correlation > LeastCorrelation ? correlation : 0;

    // The mean over series with seasons enough.
    private static double Mean(double[][] series, int lag, int? season = null)
    {
        double[] correlations = [.. series.Where(values => values.Length + 1 >= FewestSeasons * (season ?? lag)).Select(values => Correlation(values, lag))];
        return correlations.Length == 0 ? 0 : correlations.Average();
    }

    // The mean product of values some steps apart, as a part of their mean square.
    private static double Correlation(double[] values, int lag)
    {
        double variance = Product(0);
        return variance > 0 ? Product(lag) / variance : 0;

        double Product(int apart)
        {
            double sum = 0;
            for (int i = apart; i < values.Length; i++)
            {
                sum += values[i] * values[i - apart];
            }

            return sum / (values.Length - apart);
        }
    }

    // What is left around the straight line by least squares; 0 where a value is not known.
    private static double[] Detrended(double[] values)
    {
        double middle = (values.Length - 1) / 2.0;
        double[] centred = Centred(values);
        double spread = 0;
        double product = 0;
        for (int i = 0; i < centred.Length; i++)
        {
            spread += (i - middle) * (i - middle);
            product += (i - middle) * centred[i];
        }

        double slope = spread > 0 ? product / spread : 0;
        return [.. centred.Select((value, i) => double.IsNaN(values[i]) ? 0 : value - (slope * (i - middle)))];
    }

    private static double[] Centred(double[] values)
    {
        double mean = values.Where(static value => !double.IsNaN(value)).DefaultIfEmpty(0).Average();
        return Array.ConvertAll(values, value => double.IsNaN(value) ? 0 : value - mean);
    }
}
