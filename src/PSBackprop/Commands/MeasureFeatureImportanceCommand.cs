using System.Collections;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Data.Series;
using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Progress;
using PSBackprop.Propagation;
using PSBackprop.Rows;

namespace PSBackprop.Commands;

/// <summary>Says which columns a network's predictions rest on, or how they depend on one.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "FeatureImportance", DefaultParameterSetName = DatasetSet)]
[OutputType(typeof(FeatureImportance), typeof(PartialDependence))]
public sealed class MeasureFeatureImportanceCommand : HeldOutRowsCommand
{
    private const int ProgressActivity = 5;

    /// <summary>The network, which was built from a dataset.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>How many times the values of each column are exchanged.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int Repeat { get; set; } = 10;

    /// <summary>
    /// The metric that gets worse: one of those that Measure-Network gives for the network; after Invoke-Calibration also MeanCost, if there
    /// are costs, and Coverage and MeanSetSize of intervals or sets of 0.9.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "MeanCost where decisions have costs; else Accuracy for classes and labels, R2 for numbers, Loss for odd rows")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricCompleter))]
    public string? Metric { get; set; }

    /// <summary>
    /// Columns that are exchanged together, as their values belong together: a hashtable such as @{ Place = 'Latitude', 'Longitude' } from
    /// the name of each group to its columns. Wildcards are allowed. Other columns are measured one by one.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Group { get; set; }

    /// <summary>The seed of the exchanges.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's seed")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    /// <summary>
    /// The columns against which predictions are shown, in the place of importances. Wildcards are allowed. Numbers and dates are taken at
    /// twentieths of the rows, categories one by one. What the network has several columns of, such as the parts of a date or the earlier
    /// values of a time series, stands for all of them.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[] Profile { get; set; } = [];

    /// <summary>
    /// What happens to a row with a category that the network does not know. Unless given, what the network was built with.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's own")]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>The most threads. It changes no bit of the result.</summary>
    [Parameter]
    [PSDefaultValue(Help = "one a processor")]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    private protected override void Begin()
    {
        string[] ofImportance = [nameof(Repeat), nameof(Metric), nameof(Group), nameof(Seed)];
        if (IsGiven(nameof(Profile)) && Array.Find(ofImportance, IsGiven) is { } given)
        {
            throw Errors.ProfileContradiction(given);
        }
    }

    private protected override void Process()
    {
        NetworkColumns columns = Network.Columns ?? throw Errors.NetworkWithoutNames(Network);

        // What is named wrongly is refused before the rows are read.
        if (IsGiven(nameof(Profile)))
        {
            NetworkColumn[] profiled = [.. ProfiledColumns(columns)];
            WriteProfiles(profiled, SeriesWindows.RowsFor(columns, LabelledRows(columns)));
            return;
        }

        EvaluationMetric metric = EvaluationMetricFamily.Find(columns, Network.Calibration, Metric ?? string.Empty);
        IReadOnlyList<ColumnGroup> groups = ColumnGroup.Of(columns, Groups(columns));
        WriteObject(Measure(columns, SeriesWindows.RowsFor(columns, LabelledRows(columns)), metric, groups), enumerateCollection: true);
    }

    private IEnumerable<NetworkColumn> ProfiledColumns(NetworkColumns columns)
    {
        IReadOnlyList<ColumnGroup> groups = ColumnGroup.Of(columns);
        return ColumnNames.Matching("-Profile", Profile, ColumnGroup.AllNames(columns))
            .SelectMany(name => columns.Input.Any(column => column.Name == name) ? [name] : groups.First(group => group.Name == name).Columns)
            .Distinct()
            .Select(name => columns.Input.First(column => column.Name == name));
    }

    private IReadOnlyList<(string Name, IReadOnlyList<string> Columns)> Groups(NetworkColumns columns)
    {
        IReadOnlyList<string> present = ColumnGroup.AllNames(columns);
        return
        [
            .. (Group ?? new Hashtable()).Cast<DictionaryEntry>().Select(entry =>
            {
                string[] patterns = [.. LanguagePrimitives.ConvertTo<string[]>(PSObjects.Unwrap(entry.Value)) ?? []];
                return (entry.Key.ToString()!, (IReadOnlyList<string>)[.. ColumnNames.Matching("-Group", patterns, present)]);
            }).OrderBy(static group => group.Item1, StringComparer.Ordinal),
        ];
    }

    private IReadOnlyList<FeatureImportance> Measure(NetworkColumns columns, Dataset dataset, EvaluationMetric metric, IReadOnlyList<ColumnGroup> groups)
    {
        var unknown = UnknownCategories.Of(Network, Given(UnknownCategory));
        var (input, target) = DatasetEncoder.Encode(columns, dataset, TargetCoding.NegativeValue(Network, Network.Loss), StopToken, unknown);
        if (input.Rows < PermutationImportance.FewestRows)
        {
            throw Errors.ImportanceRows(input.Rows);
        }

        IReadOnlyList<int[]> permutations = PermutationImportance.Draw(input.Rows, Repeat, Given(Seed) ?? Network.Seed);
        double all = (double)groups.Count * Repeat;
        long done = 0;
        IReadOnlyList<FeatureImportance> measured = [];
        Wait($"{groups.Count} columns, {Repeat} repeats each", () => Volatile.Read(ref done) / all, token => measured = PermutationImportance.Measure(
            Network, input, target, groups, metric, permutations, ThrottleLimit, () => Interlocked.Increment(ref done), token));
        Warn(unknown);
        if (PermutationImportance.Finding(measured, target) is { } finding)
        {
            WriteWarning(finding);
        }

        return measured;
    }

    private void WriteProfiles(NetworkColumn[] profiled, Dataset dataset)
    {
        for (int i = 0; i < profiled.Length; i++)
        {
            var unknown = UnknownCategories.Of(Network, Given(UnknownCategory));
            double done = 0;
            PartialDependence[] points = [];
            Wait($"Column '{profiled[i].Name}', {i + 1} of {profiled.Length}", () => Volatile.Read(ref done), token => points =
            [
                .. DependenceProfile.Of(Network, dataset, profiled[i], unknown, ThrottleLimit, part => Volatile.Write(ref done, part), token),
            ]);
            if (i == 0)
            {
                Warn(unknown);
            }

            WriteObject(points, enumerateCollection: true);
        }
    }

    private void Wait(string status, Func<double> done, Action<CancellationToken> run)
    {
        using var progress = new ProgressBar(this, ProgressActivity, $"Measuring {Network.Name ?? Network.ToString()}", StopToken);
        using var work = new BackgroundWork(run, StopToken);
        while (Task.WaitAny([work.Task], ProgressBar.Period) < 0)
        {
            progress.Show(status, done());
        }

        work.Task.GetAwaiter().GetResult();
    }

    private void Warn(UnknownCategories unknown)
    {
        if (unknown.Finding is { } finding)
        {
            WriteWarning(finding);
        }
    }
}
