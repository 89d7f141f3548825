using System.Globalization;

using PSBackprop.Scalings;

namespace PSBackprop.Evaluations.Report;

/// <summary>One page about a network and its training that needs nothing but itself: no script, no file, no network.</summary>
internal static class TrainingReport
{
    private const string Style = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--soft:#5b6068;--grid:#d5d8dd;--card:#f6f7f9;--first:#2563c9;--second:#c4402f;--mark:#8a6d00;
        --class0:#2563c9;--class1:#c4402f;--class2:#2c8a4b;--class3:#8d44ad;--class4:#b07400;--class5:#0b8793;--class6:#b03a78;--class7:#5b6068}
        @media(prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#e7e9ec;--soft:#a0a6af;--grid:#3a3f46;--card:#1f2226;
        --first:#77a9f7;--second:#f08a7c;--mark:#e0c050;
        --class0:#77a9f7;--class1:#f08a7c;--class2:#78cf95;--class3:#c79be0;--class4:#e6b85c;--class5:#5cc6d0;--class6:#ec8fbd;--class7:#a0a6af}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:1180px;padding:16px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.6rem;margin:.4em 0 0}h2{font-size:1.1rem;margin:0 0 .5em}h3{font-size:1rem;margin:1em 0 .3em}p{margin:.3em 0}.shape{color:var(--soft)}
        main{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:16px;margin-top:16px}
        section{background:var(--card);border-radius:8px;padding:14px;min-width:0}svg{width:100%;height:auto;display:block}svg text{fill:var(--ink)}
        table{border-collapse:collapse}th{text-align:left;font-weight:500;color:var(--soft);padding:2px 14px 2px 0;vertical-align:top}
        td{padding:2px 0;overflow-wrap:anywhere}
        .wide{overflow-x:auto}.confusion td,.confusion th{padding:4px 9px;text-align:right}
        .confusion td.right{background:color-mix(in srgb,var(--class2) calc(var(--share)*.5),transparent)}
        .confusion td.wrong{background:color-mix(in srgb,var(--class1) calc(var(--share)*.5),transparent)}
        figure{margin:0 0 12px}figcaption{color:var(--soft)}line.first{stroke:var(--first)}line.second{stroke:var(--second)}
        circle{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
        .keys{display:flex;flex-wrap:wrap;gap:4px 18px;color:var(--soft)}
        .key{display:inline-block;width:20px;height:4px;vertical-align:middle;background:var(--first)}
        .key.second{background:var(--second)}.key.mark{background:var(--mark)}
        .key.class0{background:var(--class0)}.key.class1{background:var(--class1)}.key.class2{background:var(--class2)}
        .key.class3{background:var(--class3)}.key.class4{background:var(--class4)}.key.class5{background:var(--class5)}.key.class6{background:var(--class6)}
        .key.class7{background:var(--class7)}
        .bars td:nth-child(2){width:60%}.bar{height:12px;border-radius:2px;background:var(--first);width:var(--part)}.bar.chance{background:var(--grid)}
        .logarithmic,#log:checked~.linear{display:none}#log:checked~.logarithmic{display:block}.finding{border-left:4px solid var(--second);padding-left:10px}
        """;

    /// <param name="network">The network.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="data">The data it is shown on; null for none.</param>
    /// <param name="importance">How important its columns are; empty where that was not measured.</param>
    /// <param name="dependence">How its predictions depend on columns; empty where that was not measured.</param>
    /// <param name="forecast">The section of forecasts; empty for none.</param>
    public static string Of(
        Network network,
        string title,
        EvaluatedData? data,
        IReadOnlyList<FeatureImportance> importance,
        IReadOnlyList<PartialDependence> dependence,
        string forecast = "")
    {
        string sections = Summary(network)
            + HistoryCharts.Sections(network)
            + (data is null ? string.Empty : EvaluationSection.Of(data) + DecisionSurface.Section(network, data))
            + forecast
            + ImportanceSection.Of(importance)
            + DependenceSection.Of(dependence)
            + NetworkDrawing.Section(network)
            + WeightCharts.Section(network)
            + Columns(network);
        return $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Html.Escape(title)}</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>{Style}</style></head>
            <body><h1>{Html.Escape(title)}</h1><p class="shape">{Html.Escape(network.ToString())}</p><main>
            {sections}</main></body></html>

            """;
    }

    private static string Summary(Network network)
    {
        var rows = new List<(string, string)>
        {
            ("Precision", network.Precision.ToString()),
            ("Seed", network.Seed.ToString(CultureInfo.InvariantCulture)),
            ("Epochs trained", network.EpochsTrained.ToString(CultureInfo.InvariantCulture)),
        };
        if (network.LastTraining is not { } training)
        {
            return Html.Section("Training", Html.Table(rows));
        }

        rows.AddRange(
        [
            ("Ended by", training.StopReason.ToString()),
            ("Loss", string.Create(CultureInfo.InvariantCulture, $"{training.LossFunction}, {training.Loss:G6} in the last epoch")),
            ("Optimizer", training.Optimizer),
            ("Samples", training.Samples.ToString("N0", CultureInfo.InvariantCulture)),
            ("Time", string.Create(CultureInfo.InvariantCulture, $"{training.Duration.TotalSeconds:G4} s")),
        ]);
        if (training.BestEpoch is { } best)
        {
            rows.Add(("Weights of epoch", best.ToString(CultureInfo.InvariantCulture)));
        }

        string findings = training.Findings.Count == 0
            ? "<p>Nothing looked wrong.</p>"
            : string.Concat(training.Findings.Select(static finding => $"<p class=\"finding\">{Html.Escape(finding)}</p>"));
        return Html.Section("Training", $"{Html.Table(rows)}<h3>Diagnosis</h3>{findings}");
    }

    private static string Columns(Network network) => network.Columns is not { } columns
        ? string.Empty
        : Html.Section(
            "Columns",
            Html.Table(columns.Input.Select(static column => ("Feature", Describe(column)))
                .Concat(columns.Output.Select(static column => ("Target", Describe(column))))));

    private static string Describe(NetworkColumn column) =>
        ScalingFamily.All[column.Scaling].Formula(column.Name, column.Offset, column.Scale) is { } formula ? $"{column}: {formula}" : column.ToString();
}
