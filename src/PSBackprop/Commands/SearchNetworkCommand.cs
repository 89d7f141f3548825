using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Reflection;

using PSBackprop.Completion;
using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Numerics;
using PSBackprop.Progress;
using PSBackprop.Search;
using PSBackprop.Settings;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Tries settings of network and training on a dataset and gives the best network, trained on all of it.</summary>
[Cmdlet(VerbsCommon.Search, "Network")]
[OutputType(typeof(SearchTrial), typeof(Network))]
public sealed class SearchNetworkCommand : BackpropCommand
{
    private const int ProgressActivity = 3;

    private NetworkSearch? _search;

    /// <summary>The data to train and to measure on. Keep rows to judge the best network by out of it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>
    /// A hashtable from parameters of New-Network and Invoke-Training to what to try: a list of values, or for a number with Random and
    /// Halving a range such as @{ Minimum = 0.001; Maximum = 0.1; Logarithmic = $true }. In a list for HiddenLayer, 8, @(8, 8) means
    /// one hidden layer of 8 or two.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SearchSettingCompleter))]
    public IDictionary Parameter { get; set; } = new Hashtable();

    /// <summary>Settings of all trainings alike: a hashtable of parameters of Invoke-Training.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public IDictionary Training { get; set; } = new Hashtable();

    /// <summary>
    /// How to go through the settings. Halving trains all for a few epochs, the best third for three times as many, and so on up to
    /// Epoch.
    /// </summary>
    [Parameter]
    public SearchMethod Method { get; set; }

    /// <summary>How many combinations Random and Halving draw.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Trial { get; set; } = 20;

    /// <summary>Measures by cross-validation with so many folds, rather than on one part of the data.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Fold { get; set; }

    /// <summary>Without -Fold: the part of the rows that trials are measured on.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false, Maximum = 1, AllowMaximum = false)]
    public double ValidationSplit { get; set; } = 0.2;

    /// <summary>The metric to go by, a name of those that Measure-Network gives. Unless given, Accuracy or R2.</summary>
    [Parameter]
    [PSDefaultValue(Help = "Accuracy or R2")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricCompleter))]
    public string Metric { get; set; } = string.Empty;

    /// <summary>The seed of networks, splits and draws. Drawn unless given; -Verbose shows it.</summary>
    [Parameter]
    [PSDefaultValue(Help = "drawn")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    /// <summary>How many trials at once. It changes no bit of the result.</summary>
    [Parameter]
    [PSDefaultValue(Help = "one a processor")]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    private protected override void Process()
    {
        int seed = Given(Seed) ?? RandomStream.DrawSeed();
        WriteVerbose($"Seed {seed}");
        Dictionary<PropertyInfo, object?> common = NamedSettings.OfTraining.Read("-Training", Training);
        var space = new SearchSpace(Parameter);
        SearchCandidate[] candidates = [.. Combinations(space, seed).Select((given, i) => Make(i + 1, space, given, common, seed))];
        EvaluationMetric metric = EvaluationMetricFamily.Find(candidates[0].Network.Columns!, calibration: null, Metric);
        TrialMeasurement measurement = IsGiven(nameof(Fold))
            ? TrialMeasurement.ByFold(Dataset, Fold, seed, metric)
            : TrialMeasurement.ByPart(Dataset, ValidationSplit, seed, metric);
        _search = new NetworkSearch(candidates, measurement, Method, ThrottleLimit);
        using (var progress = new ProgressBar(this, ProgressActivity, "Searching", StopToken))
        {
            _search.Run(WriteObject, () => progress.Show(Status(_search), _search.Done), ProgressBar.Period, StopToken);
        }

        WriteObject(TrainBest(_search.Best ?? throw NothingFinished(_search)));
    }

    private protected override bool HasWork => _search?.BestSoFar is not null;

    private protected override void SaveWork()
    {
        if (_search?.BestSoFar is not { Network: { } network, Trial: var trial })
        {
            return;
        }

        trial.IsBest = true;
        Mark(network, trial);
        StoppedWork.Save(
            this,
            $"The search was stopped after {_search.Trials.Count} of {_search.MostTrials} trials. "
            + $"The network of the best so far, trial {trial}, is in ${StoppedWork.NetworkVariable}; "
            + $"the trials are in ${StoppedWork.SearchVariable}.",
            (StoppedWork.NetworkVariable, network),
            (StoppedWork.SearchVariable, _search.Trials.ToArray()));
    }

    private static string Status(NetworkSearch search)
    {
        string round = search.Rounds > 1 ? $"Round {search.Round} of {search.Rounds}, " : string.Empty;
        string best = search.BestSoFar is { Trial: var trial } ? $", best {trial}" : string.Empty;
        return $"{round}{search.RoundTrialsDone} of {search.RoundTrials} trials done{best}";
    }

    private Network TrainBest(TrialResult best)
    {
        best.Trial.IsBest = true;
        WriteVerbose($"Training the best on all rows: {best.Trial}");
        using var progress = new ProgressBar(this, ProgressActivity, "Training the best on all rows", StopToken);
        TrainingOptions options = best.Candidate.Options;
        Network network = FreshTraining.Run(best.Candidate.Network, Dataset, options, Report, StopToken);
        Mark(network, best.Trial);
        return network;

        void Report(EpochRecord record)
        {
            if (progress.IsDue)
            {
                progress.Show(record.ToString(), record.Epoch / (double)options.Epoch);
            }
        }
    }

    // The trial that a network is from stays with it, for the table that shows it below the trials.
    private static void Mark(Network network, SearchTrial trial) =>
        PSObject.AsPSObject(network).Properties.Add(new PSNoteProperty(nameof(SearchTrial), trial));

    private static BackpropException NothingFinished(NetworkSearch search) => Errors.SearchNothingFinished(
        search.Trials.Count,
        [.. search.Trials.Select(static trial => trial.Reason!).Distinct()],
        search.Trials.Exists(static trial => trial.Outcome == TrialOutcome.Diverged));

    private IEnumerable<Dictionary<PropertyInfo, object?>> Combinations(SearchSpace space, int seed) => Method == SearchMethod.Grid
        ? space.Grid()
        : Enumerable.Range(0, Trial).Select(trial => space.Draw(RandomStream.Create(seed, RandomPurpose.Search, trial)));

    private SearchCandidate Make(
        int number, SearchSpace space, Dictionary<PropertyInfo, object?> given, Dictionary<PropertyInfo, object?> common, int seed)
    {
        var ofNetwork = given.Where(static pair => SearchSpace.IsOfNetwork(pair.Key));
        var ofTraining = given.Where(static pair => !SearchSpace.IsOfNetwork(pair.Key));
        Network network = NamedSettings.Bind<NewNetworkCommand>(ofNetwork).Create(Dataset, name: null, seed, StopToken);
        TrainingOptions options = NamedSettings.Bind<InvokeTrainingCommand>(common.Concat(ofTraining)).Options(network.Columns);
        var shown = new OrderedDictionary();
        foreach (var (parameter, value) in given.OrderBy(pair => space.IsFixed(pair.Key)))
        {
            shown[parameter.Name] = value;
        }

        return new SearchCandidate(number, shown, network, options);
    }
}
