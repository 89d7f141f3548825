using System.Text.Json;

using PSBackprop.Series;
using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>The time series of a network in a file.</summary>
internal static class SeriesFormat
{
    private const int MostGroups = 1_000_000;

    // What was found in the training rows, and is found anew in those of another training.
    private static readonly string[] s_found = ["difference", "period", "lags"];

    // That of every step to which a lag leads.
    private const int MostHorizon = 10_000;

    public static void Write(Utf8JsonWriter writer, NetworkSeries series)
    {
        writer.WriteStartObject();
        writer.WriteString("time", series.Time);
        if (series.DateFormat is { } format)
        {
            writer.WriteString("dateFormat", format);
        }

        if (series.Group is { } group)
        {
            writer.WriteString("group", group);
        }

        writer.WriteString("target", series.Target);
        writer.WriteStartObject("step");
        if (series.Step.Month > 0)
        {
            writer.WriteNumber("months", series.Step.Month);
        }
        else if (series.Step.IsOfDates)
        {
            writer.WriteNumber("seconds", series.Step.Span.TotalSeconds);
        }
        else
        {
            writer.WriteNumber("number", series.Step.Number);
        }

        writer.WriteEndObject();
        Numbers(writer, "lags", series.Lag.Select(static lag => (double)lag));
        writer.WriteNumber("horizon", series.Horizon);
        if (series.Period is { } period)
        {
            writer.WriteNumber("period", period);
        }

        bool[] isFound = [series.IsChosen, series.IsPeriodFound, series.AreLagsFound];
        string[] found = [.. s_found.Where((_, i) => isFound[i])];
        if (found.Length > 0)
        {
            Texts(writer, "found", found);
        }

        Texts(writer, "knownAhead", series.KnownAhead);
        Texts(writer, "cycles", series.Cycle.Select(static cycle => DateCycles.Name(cycle)));
        writer.WriteString("difference", JsonNames.Of(series.Difference));
        writer.WriteBoolean("ratio", series.IsRatio);
        writer.WriteStartArray("groups");
        foreach (SeriesScale scale in series.Groups)
        {
            writer.WriteStartObject();
            writer.WriteString("name", scale.Name);
            writer.WriteNumber("offset", scale.Offset);
            writer.WriteNumber("scale", scale.Scale);
            writer.WriteNumber("naiveError", scale.NaiveError);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (series.Errors is { } errors)
        {
            writer.WriteStartArray("errors");
            foreach (double[] step in errors.Steps)
            {
                writer.WriteStartObject();
                Numbers(writer, "quantiles", step);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (series.Score.Count > 0)
        {
            WriteScores(writer, series.Score);
        }

        writer.WriteEndObject();
    }

    /// <param name="node">What the file says.</param>
    /// <param name="input">The network's feature columns, which have to be those that the series makes.</param>
    /// <param name="output">Its target columns, likewise.</param>
    /// <exception cref="BackpropException">It is not as <see cref="Write"/> writes it.</exception>
    public static NetworkSeries Read(JsonNode node, IReadOnlyList<NetworkColumn> input, IReadOnlyList<NetworkColumn> output)
    {
        node.Object().AllowMembers(
            "time", "dateFormat", "group", "target", "step", "lags", "horizon", "period", "found", "knownAhead", "cycles", "difference", "ratio", "groups",
            "errors", "score");
        Difference difference = node.Member("difference").Name<Difference>();
        int? period = node.OptionalMember("period")?.Integer(2, Errors.MostLag);
        if (difference == Difference.Auto || (difference == Difference.Seasonal && period is null))
        {
            throw node.Member("difference").Fault("must be one of none, first, and, with a period, seasonal");
        }

        string[] found = node.OptionalMember("found") is { } names ? Found(names) : [];
        var series = new NetworkSeries
        {
            IsChosen = found.Contains(s_found[0]),
            IsPeriodFound = found.Contains(s_found[1]),
            AreLagsFound = found.Contains(s_found[2]),
            Time = node.Member("time").Text(),
            DateFormat = node.OptionalMember("dateFormat") is { } format ? Format(format) : null,
            Group = node.OptionalMember("group")?.Text(),
            Target = node.Member("target").Text(),
            Step = Step(node.Member("step")),
            Lag = FixedList.Of(Lags(node.Member("lags"))),
            Horizon = node.Member("horizon").Integer(1, MostHorizon),
            Period = period,
            KnownAhead = FixedList.Of(Texts(node.Member("knownAhead"), input.Count)),
            Cycle = FixedList.Of(Cycles(node.Member("cycles"))),
            Difference = difference,
            IsRatio = node.Member("ratio").Boolean(),
            Groups = FixedList.Of(Groups(node.Member("groups"))),
            Errors = node.OptionalMember("errors") is { } errors ? new ForecastErrors(FixedList.Of(Steps(errors))) : null,
            Score = FixedList.Of(node.OptionalMember("score") is { } score ? Scores(score) : []),
        };
        RequireNames(node, "inputs", [.. series.Inputs().Select(static own => own.Name)], input);
        RequireNames(node, "outputs", series.OutputNames(), output);
        return series;
    }

    private static void RequireNames(JsonNode node, string what, IReadOnlyList<string> names, IReadOnlyList<NetworkColumn> columns)
    {
        if (!names.SequenceEqual(columns.Select(static column => column.Name)))
        {
            throw node.Fault($"makes {names.Count} {what}, '{names[0]}' to '{names[^1]}', which are not the network's columns");
        }
    }

    private static string Format(JsonNode node) => node.Text() is var format && DateNotation.IsFormat(format)
        ? format
        : throw node.Fault($"is '{format}', which is not a .NET format of dates");

    private static string[] Found(JsonNode node) => Texts(node, s_found.Length) is var names && Array.TrueForAll(names, s_found.Contains)
        ? names
        : throw node.Fault($"has others than {string.Join(", ", s_found)}");

    private static TimeStep Step(JsonNode node)
    {
        node.Object().AllowMembers("months", "seconds", "number");
        if (node.ItemCount != 1)
        {
            throw node.Fault("must have one of months, seconds and number");
        }

        if (node.OptionalMember("months") is { } months)
        {
            return TimeStep.OfMonths(months.Integer(1, 12_000));
        }

        if (node.OptionalMember("number") is { } number)
        {
            return number.Number() > 0 ? TimeStep.OfNumber(number.Number()) : throw number.Fault("must be above 0");
        }

        double seconds = node.Member("seconds").Number();
        double most = TimeSpan.MaxValue.TotalSeconds / 1_000_000;
        return seconds >= 1e-7 && seconds <= most ? TimeStep.OfSpan(TimeSpan.FromSeconds(seconds)) : throw node.Member("seconds").Fault("is no span of time");
    }

    private static int[] Lags(JsonNode node)
    {
        double[] numbers = node.Numbers();
        for (int i = 0; i < numbers.Length; i++)
        {
            double least = i == 0 ? 1 : numbers[i - 1] + 1;
            if (!(numbers[i] >= least && numbers[i] <= Errors.MostLag && numbers[i] == Math.Floor(numbers[i])))
            {
                throw node.Fault($"must be whole numbers from 1 to {Errors.MostLag}, in ascending order");
            }
        }

        return numbers.Length > 0 ? Array.ConvertAll(numbers, static number => (int)number) : throw node.Fault("is empty; a network sees at least one value");
    }

    private static IEnumerable<DateCycle> Cycles(JsonNode node) =>
        node.ItemCount <= Enum.GetValues<DateCycle>().Length
            ? node.Items().Select(static item => item.Name<DateCycle>())
            : throw node.Fault("has more than there are");

    private static string[] Texts(JsonNode node, int most) =>
        node.ItemCount <= most ? [.. node.Items().Select(static item => item.Text())] : throw node.Fault("has more than the network has columns");

    private static List<SeriesScale> Groups(JsonNode node)
    {
        if (node.ItemCount > MostGroups)
        {
            throw node.Fault($"has more than {MostGroups}");
        }

        List<SeriesScale> groups = [];
        var seen = new HashSet<string>();
        foreach (JsonNode item in node.Items())
        {
            item.Object().AllowMembers("name", "offset", "scale", "naiveError");
            string name = item.Member("name").Text();
            double scale = item.Member("scale").Number();
            double naive = item.Member("naiveError").Number();
            groups.Add(!seen.Add(name) ? throw item.Fault($"is '{name}' again")
                : !(scale >= 0) ? throw item.Member("scale").Fault("must be at least 0")
                : !(naive >= 0) ? throw item.Member("naiveError").Fault("must be at least 0")
                : new SeriesScale(name, item.Member("offset").Number(), scale, naive));
        }

        return groups;
    }

    private static List<double[]> Steps(JsonNode node)
    {
        if (node.ItemCount is 0 or > ForecastErrors.MostSteps)
        {
            throw node.Fault($"must have from 1 to {ForecastErrors.MostSteps} steps");
        }

        List<double[]> steps = [];
        foreach (JsonNode item in node.Items())
        {
            item.Object().AllowMembers("quantiles");
            JsonNode quantiles = item.Member("quantiles");
            if (quantiles.ItemCount is 0 or > ForecastErrors.MostErrors)
            {
                throw quantiles.Fault($"must have from 1 to {ForecastErrors.MostErrors} numbers");
            }

            double[] numbers = quantiles.Numbers();
            if (!(numbers[0] >= 0) || !double.IsFinite(numbers[^1]) || numbers.Zip(numbers.Skip(1)).Any(static pair => !(pair.First <= pair.Second)))
            {
                throw quantiles.Fault("must be finite numbers of at least 0, in ascending order");
            }

            steps.Add(numbers);
        }

        return steps;
    }

    private static void WriteScores(Utf8JsonWriter writer, IReadOnlyList<ForecastScore> scores)
    {
        writer.WriteStartArray("score");
        foreach (ForecastScore score in scores)
        {
            writer.WriteStartObject();
            writer.WriteString("name", score.Name);
            if (score.MeanAbsoluteScaledError is { } scaled)
            {
                writer.WriteNumber("meanAbsoluteScaledError", scaled);
            }

            writer.WriteNumber("rootMeanSquaredError", Finite(score.RootMeanSquaredError));
            writer.WriteNumber("meanAbsoluteError", Finite(score.MeanAbsoluteError));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // Of one that had too little to go by.
    private static double Finite(double error) => Math.Min(error, double.MaxValue);

    private static List<ForecastScore> Scores(JsonNode node)
    {
        const int most = 16;
        if (node.ItemCount > most)
        {
            throw node.Fault($"has more than {most}");
        }

        List<ForecastScore> scores = [];
        foreach (JsonNode item in node.Items())
        {
            item.Object().AllowMembers("name", "meanAbsoluteScaledError", "rootMeanSquaredError", "meanAbsoluteError");
            scores.Add(new ForecastScore(
                item.Member("name").Text(),
                item.OptionalMember("meanAbsoluteScaledError")?.Number(),
                item.Member("rootMeanSquaredError").Number(),
                item.Member("meanAbsoluteError").Number()));
        }

        return scores;
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IEnumerable<double> numbers)
    {
        writer.WriteStartArray(name);
        foreach (double number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
