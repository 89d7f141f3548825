using System.Globalization;

using PSBackprop.Inference;
using PSBackprop.Series;

namespace PSBackprop.Storage.Script;

/// <summary>
/// Writes a network that continues time series as a PowerShell function that does with rows what <c>Get-Forecast</c> does with a dataset
/// made of them: the same forecasts, or an error of the same kind. Missing values and steps without a row are treated as in training.
/// </summary>
internal static class SeriesScript
{
    private const string Indent = "        ";
    private const int StepsWithoutSeason = 12;

    /// <summary>What stands in the function, after its first line.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">The network.</param>
    /// <param name="series">The time series that it continues.</param>
    /// <param name="steps">What it computes.</param>
    public static void Write(TextWriter writer, Network network, NetworkSeries series, IReadOnlyList<InferenceStep> steps)
    {
        NetworkColumns columns = network.Columns!;
        bool hasKnown = series.KnownAhead.Count > 0;
        writer.Write(SeriesTemplate.Parameters);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $" {series.Period ?? StepsWithoutSeason}"));
        writer.Write(hasKnown ? SeriesTemplate.KnownAhead : string.Empty);
        writer.Write(series.Errors is null ? string.Empty : SeriesTemplate.Interval);
        writer.Write(ScriptTemplate.Begin);
        writer.Write(SeriesTemplate.Fail);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$inputs = {network.InputSize}\n"));
        ScriptWriter.WriteNotation(writer, columns.Notation);
        ScriptWriter.WriteFaults(writer, Faults(network, series));
        writer.Write(ScriptTemplate.Columns);
        SeriesInput[] inputs = [.. series.Inputs()];
        ColumnInference?[] known = [.. inputs.Zip(columns.Input, (input, column) => input is KnownInput
            ? column.Infer(columns.UnknownCategory, columns.Notation) with { Name = input.Column, Date = null, Part = null, Limits = null }
            : null)];
        var times = series.Step.IsOfDates ? new DateReading(DateNotation.Of(series.DateFormat, columns.Notation)) : null;
        IEnumerable<CellReading> readings = known.OfType<ColumnInference>().Select(static column => column.Reading);
        ScriptWriter.WriteReaders(writer, [.. readings, .. times is null ? Array.Empty<CellReading>() : [times]]);
        WriteColumns(writer, series, inputs, known, [.. columns.Input.Select(static column => column.Kind)]);
        WriteNames(writer, series, known, times);
        WriteNetwork(writer, network, steps);
        WriteGroups(writer, series);
        WriteTimes(writer, series);
        WriteBody(writer, series, columns.MissingPolicy ?? MissingPolicy.Error, inputs);
    }

    // Whether times that all have an offset from UTC are ordered by it; days and longer steps go by the clock.
    private static bool MayBeUtc(NetworkSeries series) =>
        series.Step.IsOfDates && series.Step.Month == 0 && series.Step.Span < TimeSpan.FromDays(1) - TimeSpan.FromHours(1);

    private static (string Name, BackpropException Fault)[] Faults(Network network, NetworkSeries series)
    {
        string group = series.Group is null ? string.Empty : ScriptFault.Column;
        string other = ScriptFault.Number.ToString(CultureInfo.InvariantCulture);
        (string Name, BackpropException Fault)[] faults =
        [
            ("NoRows", Errors.NoRows("-InputObject")),
            ("NoRow", Errors.RowNotObject(ScriptFault.Row, ScriptFault.Text)),
            .. ScriptWriter.FaultsOfCells(network.Columns!),
            ("Twice", Errors.SeriesTimeTwice(
                series.Time, ScriptFault.Text, series.Group is null ? null : group, ScriptFault.Row, ScriptFault.Number, 1, hasClock: MayBeUtc(series))),
            ("Irregular", Errors.SeriesIrregular(series.Time, group, ScriptFault.Text, series.Step)),
            ("FarApart", Errors.SeriesFarApart(group, ScriptFault.Text, other, series.Step)),
            ("Gap", Errors.SeriesGap(series.Step, ScriptFault.Text, group)),
            ("NotPositive", Errors.SeriesNotPositive(ScriptFault.Text)),
            ("TooShort", Errors.SeriesHistoryTooShort(series, group)),
            ("NotKnown", Errors.SeriesKnownAheadStep(ScriptFault.Column, ScriptFault.Text, series.Group is null ? string.Empty : other)),
            ("KnownIrregular", Errors.SeriesKnownAheadIrregular(series.Time, ScriptFault.Text, series.Step, ScriptFault.Row)),
            ("KnownTwice", Errors.SeriesKnownAheadTwice(series.Time, ScriptFault.Text, group, ScriptFault.Row, ScriptFault.Number)),
            ("NoDate", Errors.ForecastBeyondDates(series.Step)),
            ("NotFinal", Errors.ForecastNotFinite(ScriptFault.Text)),
        ];
        return network.Precision == Precision.Single ? [.. faults, ScriptWriter.FaultOfSingle()] : faults;
    }

    private static void WriteColumns(
        TextWriter writer, NetworkSeries series, SeriesInput[] inputs, ColumnInference?[] known, ColumnKind[] kinds)
    {
        int firstKnown = series.Group is null ? 1 : 2;
        writer.Write($"{Indent}$columns = @(\n");
        for (int i = 0; i < inputs.Length; i++)
        {
            writer.Write($"{Indent}    @{{ ");
            writer.Write(inputs[i] switch
            {
                LagInput lag => string.Create(CultureInfo.InvariantCulture, $"Of = 'Change'; At = {-lag.Lag}"),
                CycleInput cycle =>
                    $"Of = 'Cycle'; At = 0; Days = {ScriptText.Number(DateCycles.Period(cycle.Cycle))}; IsCosine = {ScriptText.Label(cycle.IsCosine)}",
                KnownInput of => string.Create(CultureInfo.InvariantCulture, $"Of = 'Known'; At = {of.Step}; Cell = {firstKnown + Place(of.Column)}; ")
                    + ScriptWriter.Describe(known[i]!, known[i]!.Encoding ?? throw Errors.ColumnNotExportable(of.Name, kinds[i])),
                _ => throw new ArgumentOutOfRangeException(nameof(inputs), inputs[i], null),
            });
            writer.Write(" }\n");
        }

        writer.Write($"{Indent})\n");

        int Place(string column) => series.KnownAhead.ToList().IndexOf(column);
    }

    // The columns of the user's rows in their order, the target last, and when they have no value.
    private static void WriteNames(TextWriter writer, NetworkSeries series, ColumnInference?[] known, DateReading? times)
    {
        ColumnInference[] ahead = [.. series.KnownAhead.Select(name => known.First(column => column?.Name == name)!)];
        string[] names = [series.Time, .. series.Group is { } group ? new[] { group } : [], .. series.KnownAhead];
        bool[] markers = [true, .. series.Group is null ? Array.Empty<bool>() : [false], .. ahead.Select(static column => column.Reading.HasMarkers), true];
        bool[] mustHave = [true, .. series.Group is null ? Array.Empty<bool>() : [true], .. ahead.Select(static column => column.Missing is null), true];
        writer.Write($"{Indent}$names = {ScriptText.List(names.Select(ScriptText.Quote))}\n");
        writer.Write($"{Indent}$target = {ScriptText.Quote(series.Target)}\n");
        writer.Write($"{Indent}$hasMarkers = {ScriptText.List(markers.Select(static one => ScriptText.Label(one)))}\n");
        writer.Write($"{Indent}$mustHave = {ScriptText.List(mustHave.Select(static one => ScriptText.Label(one)))}\n");
        if (times is not null)
        {
            writer.Write($"{Indent}$timeColumn = @{{ {ScriptWriter.Describe(times)} }}\n");
        }
    }

    private static void WriteNetwork(TextWriter writer, Network network, IReadOnlyList<InferenceStep> steps)
    {
        var translator = new ScriptTranslator(writer, $"{Indent}    ");
        ScriptWriter.TranslateInputs(translator, network, steps);
        translator.Translate(steps.SkipWhile(static step => step.IsOfColumns));
        writer.Write($"{Indent}$network = {{\n{Indent}    param($signal)\n");
        writer.Write(translator.Statements);
        writer.Write($"{Indent}    , $signal\n{Indent}}}\n");
    }

    // What is known of each group, and of the errors of forecasts.
    private static void WriteGroups(TextWriter writer, NetworkSeries series)
    {
        // Groups that never varied in training are measured by their rows, as new ones are.
        SeriesScale[] groups = [.. series.Groups.Where(static group => group.Scale > 0)];
        string names = ScriptText.List(groups.Select(static group => ScriptText.Quote(group.Name)));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$groups = & $index {names} {groups.Length} ([StringComparer]::Ordinal)\n"));
        WriteNumbers("means", groups.Select(static group => group.Offset));
        WriteNumbers("spreads", groups.Select(static group => group.Scale));
        writer.Write($"{Indent}$leastLevel = {(series.IsRatio ? "1.0" : "0.0")}\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$reach = {series.Reach}\n{Indent}$horizon = {series.Horizon}\n"));
        writer.Write($"{Indent}$tooShort = {Format(Errors.HistoriesTooShort([ScriptFault.Text], series.Reach))}\n");
        writer.Write(series.IsRatio
            ? $"{Indent}$notPositive = {Format(Errors.SeriesNotPositiveGroups([ScriptFault.Text], ScriptFault.Column))}\n"
            : string.Empty);
        if (series.Errors is { } errors)
        {
            WriteNumbers("errors", errors.Steps.SelectMany(static step => step));
            int end = 0;
            writer.Write($"{Indent}$errorEnds = {ScriptText.List(errors.Steps.Select(step => (end += step.Length).ToString(CultureInfo.InvariantCulture)))}\n");
        }

        writer.Write($"{Indent}# How many steps back a change is taken from; 0 where values are learned.\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$span = {series.Span}\n"));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$back = {(series.Span == 0 ? series.Lag[0] : series.Span)}\n"));
        writer.Write($"{Indent}$change = {{\n{Indent}    param($series, $place)\n");
        writer.Write($"{Indent}    {(series.Span == 0 ? "$series.Levels[$place]" : "$series.Levels[$place] - $series.Levels[$place - $span]")}\n{Indent}}}\n");

        static string Format(string text) => ScriptText.Quote(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            .Replace(ScriptFault.Text, "{0}", StringComparison.Ordinal).Replace(ScriptFault.Column, "{1}", StringComparison.Ordinal));

        void WriteNumbers(string name, IEnumerable<double> numbers)
        {
            writer.Write($"{Indent}${name} = ");
            ScriptText.WriteNumbers(writer, numbers.ToArray());
            writer.Write('\n');
        }
    }

    // How steps are counted: $between two times, $after one; $show makes a time for users of a moment, $timeAt of a place.
    private static void WriteTimes(TextWriter writer, NetworkSeries series)
    {
        TimeStep step = series.Step;
        string months = step.Month.ToString(CultureInfo.InvariantCulture);
        string ticks = step.Span.Ticks.ToString(CultureInfo.InvariantCulture);
        var (between, after) = step.Month > 0 ? (
                $"((& $placeOf $to) - [Math]::Round((& $placeOf $from))) / {months}",
                $"(& $dayOf ([Math]::Round((& $placeOf $from)) + $steps * {months})).Ticks + ([datetime]$from).TimeOfDay.Ticks")
            : step.IsOfDates ? ($"($to - $from) / [double]{ticks}", $"[long]($from + $steps * [long]{ticks})")
            : ($"($to - $from) / {ScriptText.Number(step.Number)}", $"$from + $steps * {ScriptText.Number(step.Number)}");
        writer.Write($"{Indent}$timeType = '{(step.IsOfDates ? "long" : "double")}'\n");
        writer.Write($"{Indent}$isUtc = {ScriptText.Label(MayBeUtc(series))}\n");
        writer.Write(MayBeUtc(series) ? $"{Indent}$length = [long]{ticks}\n" : string.Empty);
        writer.Write(step.Month > 0 ? SeriesTemplate.Months : string.Empty);
        writer.Write($"{Indent}$between = {{\n{Indent}    param($from, $to)\n{Indent}    {between}\n{Indent}}}\n");
        writer.Write($"{Indent}$after = {{\n{Indent}    param($from, [int]$steps)\n{Indent}    {after}\n{Indent}}}\n");
        writer.Write($"{Indent}$show = {{\n{Indent}    param($moment, $offset)\n");
        string withOffset = "[DateTimeOffset]::new(([datetime]$moment).AddMinutes($offset), [timespan]::FromMinutes($offset))";
        writer.Write($"{Indent}    {(!step.IsOfDates ? "$moment" : !MayBeUtc(series) ? "[datetime]$moment"
            : $"if ($null -ne $offset) {{ {withOffset} }} else {{ [datetime]$moment }}")}\n{Indent}}}\n");
        writer.Write($"{Indent}$timeAt = {{\n{Indent}    param($series, $place)\n");
        string time = "& $show (& $after $series.Start $place) $series.Offset";
        writer.Write($"{Indent}    {(step.IsOfDates ? $"try {{ {time} }} catch {{ & $fail $faults.NoDate }}" : time)}\n{Indent}}}\n");
        writer.Write(MayBeUtc(series) ? SeriesTemplate.Offset : string.Empty);
    }

    private static void WriteBody(TextWriter writer, NetworkSeries series, MissingPolicy missing, SeriesInput[] inputs)
    {
        bool hasKnown = series.KnownAhead.Count > 0;
        writer.Write(SeriesTemplate.Read);
        writer.Write(missing == MissingPolicy.Drop ? SeriesTemplate.DropMissing : SeriesTemplate.RefuseMissing);
        writer.Write(series.Step.IsOfDates ? SeriesTemplate.ReadDate : SeriesTemplate.ReadNumber);
        writer.Write($"{Indent}    @{{ Row = $row; Time = $moment; Offset = {(MayBeUtc(series) ? "& $offsetOf $cells[0]" : "$null")}");
        string group = series.Group is null ? "''" : "$(if ($cells[1] -is [string]) { $cells[1] } else { & $write $cells[1] })";
        writer.Write($"; Group = {group}; Cells = $cells; Level = 0.0 }}\n{Indent}}}\n");
        writer.Write(SeriesTemplate.Encode);
        writer.Write(inputs.Any(static input => input is CycleInput) ? SeriesTemplate.EncodeCycle : string.Empty);
        writer.Write(hasKnown ? SeriesTemplate.EncodeKnown + Indented(ScriptTemplate.EncodeCell) : $"{Indent}    }}\n");
        writer.Write(SeriesTemplate.Process);
        writer.Write(series.IsRatio ? SeriesTemplate.Logarithm : string.Empty);
        writer.Write(SeriesTemplate.Gather);
        writer.Write(MayBeUtc(series) ? SeriesTemplate.Clock : string.Empty);
        writer.Write(series.Step.Month > 0 ? SeriesTemplate.DayOfMonth : string.Empty);
        writer.Write(SeriesTemplate.Order);
        writer.Write(SeriesTemplate.Place);
        writer.Write(series.Step.IsOfDates ? SeriesTemplate.Align : string.Empty);
        writer.Write(missing switch
        {
            MissingPolicy.Error => SeriesTemplate.RefuseGap,
            MissingPolicy.Drop => string.Empty,
            _ => SeriesTemplate.FillGap,
        });
        writer.Write(SeriesTemplate.Measure);
        writer.Write(missing == MissingPolicy.Drop || series.IsRatio ? SeriesTemplate.SeeGap : string.Empty);
        writer.Write(series.IsRatio ? SeriesTemplate.SeeNotPositive : string.Empty);
        writer.Write(SeriesTemplate.TooShort);
        writer.Write(series.IsRatio ? SeriesTemplate.NotPositive : string.Empty);
        writer.Write(SeriesTemplate.WarnTooShort);
        writer.Write(hasKnown ? SeriesTemplate.PlaceKnown : string.Empty);
        writer.Write(series.Errors is null ? string.Empty : SeriesTemplate.Widths);
        writer.Write(SeriesTemplate.Roll);
        writer.Write($"{Indent}        $value = {(series.IsRatio
            ? "if ($from -lt $place) { $series.Rows[$from].Value } else { [Math]::Exp($level) }"
            : "$level")}\n");
        string name = series.Group is null ? "$null" : "$series.Name";
        writer.Write($"{Indent}        $answer = [ordered]@{{ Time = $time; Group = {name}; Step = $p + 1; Value = $value");
        if (series.Errors is null)
        {
            writer.Write("; Lower = $null; Upper = $null }\n");
            writer.Write($"{Indent}        if ($series.Spread -eq 0) {{ $answer.Lower = $answer.Upper = $value }}\n");
        }
        else
        {
            // As far from what is said as from the value that is shown.
            writer.Write(" }\n");
            writer.Write(series.IsRatio ? $"{Indent}        $level = [Math]::Log($value)\n" : string.Empty);
            writer.Write($"{Indent}        $width = if ($series.Spread -eq 0) {{ 0.0 }} elseif ($null -ne $widths[$p]) {{ $widths[$p] * $series.Spread }}\n");
            foreach (var (end, sign) in new[] { ("Lower", '-'), ("Upper", '+') })
            {
                writer.Write($"{Indent}        $answer.{end} = if ($null -ne $width) {{ {Bound(sign)} }}\n");
            }
        }

        writer.Write(SeriesTemplate.Answer);

        string Bound(char sign) => series.IsRatio ? $"if ($width) {{ [Math]::Exp($level {sign} $width) }} else {{ $value }}" : $"$level {sign} $width";
    }

    private static string Indented(string lines) =>
        string.Concat(lines.Split('\n').Select(static line => line.Length == 0 ? line : $"    {line}\n"));
}
