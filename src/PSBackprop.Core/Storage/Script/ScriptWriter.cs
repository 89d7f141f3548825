using System.Globalization;
using System.Text;

using PSBackprop.Calibrations;
using PSBackprop.Data;
using PSBackprop.Inference;
using PSBackprop.Propagation;

namespace PSBackprop.Storage.Script;

/// <summary>
/// Writes a network as one PowerShell function that needs no module and runs in Windows PowerShell 5.1 as well. It does with
/// each row what <c>Get-Prediction -Append</c> does: the same prediction, or the same error; <see cref="SeriesScript"/> writes what
/// forecasts. Everything from outside is a quoted text or a number: the script is data and arithmetic.
/// </summary>
internal static class ScriptWriter
{
    private const string Indent = "        ";

    public static void Write(Network network, Stream stream, string path)
    {
        IReadOnlyList<InferenceStep> steps = InferenceProgram.Of(NormalizationFolding.Fold(network));
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        writer.Write($"# {Comment(network)}. Written by PSBackprop; needs no module.\n");
        string name = ScriptText.Identifier(network.Name ?? Path.GetFileNameWithoutExtension(path));
        writer.Write($"function Get-{name}{(network.Columns?.Series is null ? "Prediction" : "Forecast")} {{\n");
        if (network.Columns?.Series is { } series)
        {
            SeriesScript.Write(writer, network, series, steps);
            return;
        }

        Answer answer = DecoderFactory.Create(network).Describe();
        bool knowsRanges = new RangeCheck(network).KnowsRanges;
        writer.Write(ScriptTemplate.Parameters);
        writer.Write(answer.Scores.Count > 0 ? ScriptTemplate.Interval : string.Empty);
        writer.Write(ScriptTemplate.Begin);
        writer.Write(ScriptTemplate.Rows);
        writer.Write(knowsRanges || answer.Scores.Count > 0 ? ScriptTemplate.Joined : string.Empty);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$inputs = {network.InputSize}\n"));
        WriteNotation(writer, network.Columns?.Notation ?? NumberNotation.Invariant);
        WriteFaults(writer, Faults(network));
        if (network.Columns is { } columns)
        {
            writer.Write(ScriptTemplate.Columns);
            WriteColumns(writer, columns);
        }

        // The numbers of a step are written before the next step, so that only the statements are kept.
        var translator = new ScriptTranslator(writer, Indent);
        TranslateInputs(translator, network, steps);
        IEnumerable<InferenceStep> layers = steps.SkipWhile(static step => step.IsOfColumns);
        if (AnomalyScorer.Of(network) is { } scorer)
        {
            AnomalyScript.Add(writer, translator, scorer, layers);
        }
        else
        {
            translator.Translate(layers);
            AddAnswer(translator, writer, answer, network.OutputSize);
            AddInterval(translator, writer, answer);
        }

        translator.Add(knowsRanges ? ScriptTemplate.OutOfRange : string.Empty);
        writer.Write("    }\n\n    process {\n        $row++\n");
        writer.Write(network.Columns is null ? ScriptTemplate.EncodeNumbers : ScriptTemplate.EncodeColumns + ScriptTemplate.EncodeCell);
        writer.Write(translator.Statements);
        writer.Write(ScriptTemplate.End);
    }

    /// <summary>Adds what makes the inputs of a network's first layer of <c>$signal</c>.</summary>
    public static void TranslateInputs(ScriptTranslator translator, Network network, IEnumerable<InferenceStep> steps)
    {
        translator.Translate(steps.TakeWhile(static step => step.IsOfColumns));
        translator.Add(network.Precision == Precision.Single ? ScriptTemplate.RequireSingle : string.Empty);
    }

    // A comment ends with its line, so nothing that ends a line may be in it.
    private static string Comment(Network network) => string.Concat($"{network.Name ?? "A network"}: {network}"
        .Select(static letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u0085' ? ' ' : letter));

    /// <summary>How numbers are written in texts: <c>$notation</c>.</summary>
    public static void WriteNotation(TextWriter writer, NumberNotation notation)
    {
        if (notation == NumberNotation.Invariant)
        {
            writer.Write($"{Indent}$notation = $null\n");
            return;
        }

        var (pattern, point, minus, idle) = notation.Patterns();
        writer.Write($"{Indent}$notation = @{{ Pattern = {ScriptText.Quote(pattern)}; Decimal = {ScriptText.Quote(point)}");
        writer.Write($"; Minus = {ScriptText.Quote(minus)}; Idle = {ScriptText.Quote(idle)} }}\n");
    }

    /// <summary>The faults that a script finds, by their names: <c>$faults</c>.</summary>
    public static void WriteFaults(TextWriter writer, IEnumerable<(string Name, BackpropException Fault)> faults)
    {
        writer.Write($"{Indent}$controls = {ScriptText.Quote(PrintableText.Controls)}\n");
        writer.Write($"{Indent}$faults = @{{\n");
        foreach (var (name, fault) in faults)
        {
            writer.Write($"{Indent}    {name} = {ScriptFault.Of(fault)}\n");
        }

        writer.Write($"{Indent}}}\n");
    }

    /// <summary>What may be wrong with the values of a row.</summary>
    public static IEnumerable<(string Name, BackpropException Fault)> FaultsOfCells(NetworkColumns columns) =>
    [
        ("NoColumn", Errors.RowColumnMissing(ScriptFault.Column, ScriptFault.Row)),
        ("Missing", Errors.NothingForMissing(ScriptFault.Column, ScriptFault.Row)),
        ("NoNumber", Errors.TextForNumber(ScriptFault.Column, ScriptFault.Row, ScriptFault.Text, columns.Notation)),
        ("NoPart", Errors.PartOfNoDate(ScriptFault.Column, ScriptFault.Row, ScriptFault.Text)),
        ("NoText", Errors.ObjectForText(ScriptFault.Column, ScriptFault.Row)),
        ("NotFinite", Errors.NumberNotFinite(ScriptFault.Column, ScriptFault.Row, ScriptFault.Text)),
        ("NotScalable", Errors.NumberNotScalable(ScriptFault.Column, ScriptFault.Row, ScriptFault.Text)),
    ];

    /// <summary>That an input is beyond single precision.</summary>
    public static (string Name, BackpropException Fault) FaultOfSingle() =>
        ("NotSingle", Errors.NotFiniteInSingle("The input's", 1, ScriptFault.Number, ScriptFault.Value));

    private static IEnumerable<(string Name, BackpropException Fault)> Faults(Network network)
    {
        int values = network.Columns?.Input.Count ?? network.InputSize;
        yield return ("OneValue", Errors.RowWidth("Input", values, 1, ScriptFault.Row));
        yield return ("Width", Errors.RowWidth("Input", values, ScriptFault.Number, ScriptFault.Row));
        if (network.Precision == Precision.Single)
        {
            yield return FaultOfSingle();
        }

        if (network.Calibration is { HighestInterval: not null } calibration)
        {
            yield return ("FewRows", Errors.IntervalRows(ScriptFault.Value, ScriptFault.Number, calibration.Rows));
        }

        if (network.Columns is { } columns)
        {
            foreach (var fault in FaultsOfCells(columns))
            {
                yield return fault;
            }

            yield break;
        }

        yield return ("Named", Errors.NetworkWithoutColumns(network));
        yield return ("Empty", Errors.NotANumber("Input", ScriptFault.Row, ScriptFault.Number, null));
        yield return ("NoNumber", Errors.NotANumber("Input", ScriptFault.Row, ScriptFault.Number, ScriptFault.Text));
        yield return ("NotFinite", Errors.NotFinite("Input", ScriptFault.Row, ScriptFault.Number, ScriptFault.Value));
    }

    /// <summary>What values of columns are read by.</summary>
    public static void WriteReaders(TextWriter writer, IReadOnlyList<CellReading> readings)
    {
        if (readings.OfType<TextReading>().Any())
        {
            writer.Write(ScriptTemplate.TextFeatures);
        }

        string markers = $"{ScriptText.List(CellValue.MissingMarkers.Select(ScriptText.Quote))} {CellValue.MissingMarkers.Count}";
        writer.Write($"{Indent}$markers = & $index {markers} ([StringComparer]::OrdinalIgnoreCase)\n");
        if (readings.OfType<DateReading>().FirstOrDefault() is { Notation.Culture.Name: var culture })
        {
            writer.Write(ScriptTemplate.Dates);
            writer.Write($"{Indent}$iso = {ScriptText.Quote(DateNotation.IsoPattern)}\n");
            writer.Write($"{Indent}$culture = [Globalization.CultureInfo]::GetCultureInfo({ScriptText.Quote(culture)})\n");
        }
    }

    /// <summary>What a column's units are made of, as members of a hashtable.</summary>
    public static string Describe(ColumnInference column, UnitEncoding encoding)
    {
        string missing = column.Missing is { } value ? ScriptText.Number(value) : "$null";
        string date = column.Part is { } part ? $"Date = {ScriptText.Quote(column.Date!)}; Part = '{part}'" : "Date = $null";
        string limits = column.Limits is var (low, high) ? $"@({ScriptText.Number(low)}, {ScriptText.Number(high)})" : "$null";
        string periods = ScriptText.List(column.Periods.Select(ScriptText.Number));
        string width = string.Create(CultureInfo.InvariantCulture, $"Width = {column.Width}; HasMissingUnit = {ScriptText.Label(column.HasMissingUnit)}");
        return $"Name = {ScriptText.Quote(column.Name)}; {date}; Missing = {missing}; Encoding = '{encoding}'; {width}; Limits = {limits}; "
            + $"Periods = {periods}; {Describe(column.Reading)}";
    }

    private static void WriteColumns(TextWriter writer, NetworkColumns columns)
    {
        ColumnInference[] inputs = [.. columns.Input.Select(column => column.Infer(columns.UnknownCategory, columns.Notation))];
        WriteReaders(writer, Array.ConvertAll(inputs, static column => column.Reading));
        writer.Write($"{Indent}$columns = @(\n");
        foreach (var (input, column) in columns.Input.Zip(inputs))
        {
            UnitEncoding encoding = column.Encoding ?? throw Errors.ColumnNotExportable(input.Name, input.Kind);
            writer.Write($"{Indent}    @{{ {Describe(column, encoding)} }}\n");
        }

        writer.Write($"{Indent})\n");
    }

    /// <summary>What a value is read as, as members of a hashtable.</summary>
    public static string Describe(CellReading cell)
    {
        string markers = cell.HasMarkers ? "Markers = $markers" : "Markers = $null";
        switch (cell)
        {
            case NumberReading numbers:
                return $"Reads = 'Number'; {markers}; Offset = {ScriptText.Number(numbers.Offset)}; Scale = {ScriptText.Number(numbers.Scale)}";
            case TextReading text:
                return string.Create(CultureInfo.InvariantCulture, $"Reads = 'Text'; {markers}; Mask = {(1L << text.Bits) - 1}");
            case DateReading dates:
                string format = dates.Notation.FullFormat is { } given ? ScriptText.Quote(given) : "$null";
                string year = $"Year = {ScriptText.Quote(dates.Notation.Year)}";
                string parts = $"HasOffset = {ScriptText.Label(dates.Notation.HasOffset)}; IsClock = {ScriptText.Label(dates.Notation.IsClock)}";
                string noDate = ScriptFault.Of(Errors.TextForDate(ScriptFault.Column, ScriptFault.Row, ScriptFault.Text, dates.Notation));
                return $"Reads = 'Date'; {markers}; Offset = 0.0; Scale = 1.0; Format = {format}; {year}; {parts}; NoDate = {noDate}";
            case PlaceReading reading:
                string comparer = reading.IgnoresCase ? "OrdinalIgnoreCase" : "Ordinal";
                string unknown = reading.Fault is { } fault ? ScriptFault.Of(fault(ScriptFault.Column, ScriptFault.Row, ScriptFault.Text)) : "$null";
                string texts = ScriptText.List(reading.Texts.Concat(reading.OtherTexts).Select(ScriptText.Quote));
                return $"Reads = 'Place'; {markers}; Places = & $index {texts} {reading.Texts.Count} ([StringComparer]::{comparer}); Unknown = {unknown}";
            default:
                throw new ArgumentOutOfRangeException(nameof(cell), cell, null);
        }
    }

    // The properties that the row gets, in $answer.
    private static void AddAnswer(ScriptTranslator translator, TextWriter writer, Answer answer, int outputs)
    {
        switch (answer)
        {
            case OutputAnswer:
                translator.Add($"{Indent}$answer = [ordered]@{{ Prediction = {(outputs == 1 ? "$signal[0]" : "$signal")} }}\n");
                break;
            case NumberAnswer { Names: [_] }:
                translator.Add($"{Indent}$answer = [ordered]@{{ Prediction = $signal[0] }}\n");
                break;
            case NumberAnswer numbers:
                WriteList(writer, "names", numbers.Names.Select(ScriptText.Quote));
                translator.Add($"{Indent}$answer = [ordered]@{{}}\n");
                translator.Add($"{Indent}for ($j = 0; $j -lt $signal.Length; $j++) {{ $answer[\"Prediction_$($names[$j])\"] = $signal[$j] }}\n");
                break;
            case ChoiceAnswer choice:
                WriteLabels(writer, choice.Labels);
                AddDecision(translator, choice.Decision, "$signal");
                translator.Add($"{Indent}$answer = [ordered]@{{ Prediction = $labels[$best] }}\n");
                translator.Add(choice.AreProbabilities ? $"{Indent}$answer.Probability = $signal[$best]\n" : string.Empty);
                break;
            case YesOrNoAnswer decision:
                WriteLabels(writer, decision.Labels);
                translator.Add($"{Indent}$yes = ({translator.Translate(decision.Probability)})[0]\n");
                translator.Add($"{Indent}$signal = @((1 - $yes), $yes)\n");
                AddDecision(translator, decision.Decision, "$signal");
                translator.Add($"{Indent}$answer = [ordered]@{{ Prediction = $labels[$best]; Probability = $signal[$best] }}\n");
                break;
            case YesOrNoForEachAnswer decisions:
                WriteList(writer, "names", decisions.Names.Select(ScriptText.Quote));
                string probability = translator.Translate(decisions.Probability);
                translator.Add($"{Indent}$answer = [ordered]@{{}}\n");
                translator.Add($"{Indent}for ($j = 0; $j -lt $signal.Length; $j++) {{\n");
                translator.Add($"{Indent}    $answer[\"Prediction_$($names[$j])\"] = {probability}[$j] -ge {ScriptText.Number(decisions.Threshold)}\n");
                translator.Add($"{Indent}    $answer[\"Probability_$($names[$j])\"] = {probability}[$j]\n");
                translator.Add($"{Indent}}}\n");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer, null);
        }
    }

    // The place of the label that is decided for, in $best.
    private static void AddDecision(ScriptTranslator translator, ClassDecision? decision, string probabilities)
    {
        switch (decision)
        {
            case null:
                translator.Add($"{Indent}$best = 0\n");
                translator.Add($"{Indent}for ($j = 1; $j -lt $signal.Length; $j++) {{ if ($signal[$j] -gt $signal[$best]) {{ $best = $j }} }}\n");
                break;
            case ThresholdDecision threshold:
                string isPositive = $"{probabilities}[{threshold.Positive}] -ge {ScriptText.Number(threshold.Least)}";
                translator.Add($"{Indent}$best = if ({isPositive}) {{ {threshold.Positive} }} else {{ {1 - threshold.Positive} }}\n");
                break;
            case LeastCostDecision least:
                string costs = translator.Translate(new UnitVector("costs", least.Costs.SelectMany(static row => row).ToArray()));
                translator.Add($"{Indent}$best = 0\n{Indent}$least = [double]::PositiveInfinity\n");
                translator.Add($"{Indent}for ($j = 0; $j -lt $signal.Length; $j++) {{\n");
                translator.Add($"{Indent}    $expected = 0.0\n");
                translator.Add($"{Indent}    for ($i = 0; $i -lt $signal.Length; $i++) {{ $expected += $signal[$i] * {costs}[$i * $signal.Length + $j] }}\n");
                translator.Add($"{Indent}    if ($expected -lt $least) {{ $best = $j; $least = $expected }}\n");
                translator.Add($"{Indent}}}\n");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(decision), decision, null);
        }
    }

    // What -Interval adds to $answer.
    private static void AddInterval(ScriptTranslator translator, TextWriter writer, Answer answer)
    {
        if (answer.Scores.Count == 0)
        {
            return;
        }

        string[] scores = [.. answer.Scores.Select(of => translator.Translate(new UnitVector("scores", of.Kept.ToArray())))];
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Indent}$calibrationRows = {answer.Scores[0].Rows}\n"));
        writer.Write($"{Indent}$scores = {string.Join(" + ", scores.Select(static variable => $"(, {variable})"))}\n");
        writer.Write(ScriptTemplate.Limits);
        string[] names = answer switch
        {
            NumberAnswer { Names: { Count: > 1 } several } => [.. several.Select(static name => $"_{name}")],
            OutputAnswer when scores.Length > 1 => [.. Enumerable.Range(1, scores.Length).Select(static number => $"_{number}")],
            _ => [string.Empty],
        };
        translator.Add($"{Indent}if ($limits) {{\n");
        if (answer is NumberAnswer or OutputAnswer)
        {
            for (int j = 0; j < names.Length; j++)
            {
                translator.Add($"{Indent}    $answer[{ScriptText.Quote($"Lower{names[j]}")}] = $signal[{j}] - $limits[{j}]\n");
                translator.Add($"{Indent}    $answer[{ScriptText.Quote($"Upper{names[j]}")}] = $signal[{j}] + $limits[{j}]\n");
            }
        }
        else
        {
            // The most probable first; of equal ones in their own order.
            translator.Add($"{Indent}    $set = New-Object Collections.ArrayList\n");
            translator.Add($"{Indent}    for ($j = 0; $j -lt $signal.Length; $j++) {{\n");
            translator.Add($"{Indent}        if (1 - $signal[$j] -gt $limits[0]) {{ continue }}\n");
            translator.Add($"{Indent}        $at = $set.Count\n");
            translator.Add($"{Indent}        while ($at -gt 0 -and $signal[$set[$at - 1]] -lt $signal[$j]) {{ $at-- }}\n");
            translator.Add($"{Indent}        $set.Insert($at, $j)\n");
            translator.Add($"{Indent}    }}\n");
            translator.Add($"{Indent}    $answer.PredictionSet = & $joined $(foreach ($j in $set) {{ $labels[$j] }})\n");
        }

        translator.Add($"{Indent}}}\n");
    }

    private static void WriteLabels(TextWriter writer, IReadOnlyList<object> labels)
    {
        if (labels.Any(static label => label is Enum))
        {
            writer.Write(ScriptTemplate.Member);
        }

        WriteList(writer, "labels", labels.Select(ScriptText.Label));
    }

    private static void WriteList(TextWriter writer, string name, IEnumerable<string> items) =>
        writer.Write($"{Indent}${name} = {ScriptText.List(items)}\n");
}
