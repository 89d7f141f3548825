using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Numerics;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Tries settings of network and training on a dataset and gives the best network, trained on all of it.</summary>
[Cmdlet(VerbsCommon.Search, "Network")]
[OutputType(typeof(SearchTrial), typeof(Network))]
public sealed class SearchNetworkCommand : BackpropCommand
{
    // Each round of successive halving keeps one in three and trains it three times as long.
    private const int Reduction = 3;

    private static readonly string[] s_lowerIsBetter = ["Loss", "LogLoss", "HammingLoss", "RootMeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MaximumError"];

    private string _metric = string.Empty;

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
    public IDictionary Parameter { get; set; } = new Hashtable();

    /// <summary>Settings of all trainings alike: a hashtable of parameters of Invoke-Training.</summary>
    [Parameter]
    [ValidateNotNull]
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
        int seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : RandomStream.DrawSeed();
        WriteVerbose($"Seed {seed}");
        Dictionary<string, object?> common = TrainingSettings.Validate("-Training", Training);
        var space = new SearchSpace(Parameter);
        Candidate[] candidates = [.. Combinations(space, seed).Select((given, i) => Make(i + 1, given, common, seed))];
        _metric = MetricNames.Find(candidates[0].Network.Columns!.Task, Metric);
        Func<Candidate, int, CancellationToken, Outcome> measure = Measurement(seed);
        Outcome best = Method == SearchMethod.Halving ? Halve(candidates, measure) : Round(candidates, measure, epochs: null).MaxBy(static outcome => outcome.Rank)!;
        if (best.Trial.Score is null)
        {
            throw Errors.SearchNothingFinished();
        }

        WriteVerbose($"Training the best on all rows: {best.Trial}");
        WriteObject(FreshTraining.Run(best.Candidate.Network, Dataset, best.Candidate.Options, StopToken));
    }

    private IEnumerable<Dictionary<string, object?>> Combinations(SearchSpace space, int seed) => Method == SearchMethod.Grid
        ? space.Grid()
        : Enumerable.Range(0, Trial).Select(trial => space.Draw(RandomStream.Create(seed, RandomPurpose.Search, trial)));

    private Candidate Make(int number, Dictionary<string, object?> given, Dictionary<string, object?> common, int seed)
    {
        var ofNetwork = given.Where(static pair => SearchSpace.IsOfNetwork(pair.Key)).Append(new(nameof(Seed), seed)).ToDictionary();
        var ofTraining = common.Concat(given.Where(static pair => !SearchSpace.IsOfNetwork(pair.Key))).GroupBy(static pair => pair.Key).ToDictionary(static group => group.Key, static group => group.Last().Value);
        Network network = NetworkFactory.Create(Dataset, ofNetwork);
        var shown = new OrderedDictionary();
        foreach (var (name, value) in given)
        {
            shown[name] = value;
        }

        return new Candidate(number, shown, network, TrainingSettings.Options(ofTraining!, network.Columns));
    }

    // How a candidate is measured: by cross-validation, or on one part of the data, the same for all.
    private Func<Candidate, int, CancellationToken, Outcome> Measurement(int seed)
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Fold)))
        {
            return (candidate, epochs, token) =>
            {
                CrossValidationResult result = CrossValidation.Run(Dataset, Fold, seed, 1, (training, inner) => FreshTraining.Run(candidate.Network, training, candidate.For(epochs), inner), token);
                FoldFigure figure = result.Figures.First(figure => figure.Name == _metric);
                return Score(candidate, epochs, figure.Mean, figure.Deviation);
            };
        }

        var (training, validation) = DatasetSplit.ByFraction(Dataset, ValidationSplit, seed);
        return (candidate, epochs, token) =>
        {
            Evaluation evaluation = Evaluator.Evaluate(FreshTraining.Run(candidate.Network, training, candidate.For(epochs), token), validation, 1, token);
            return Score(candidate, epochs, evaluation.Figures.First(figure => figure.Name == _metric).Value, 0);
        };
    }

    private Outcome Halve(Candidate[] candidates, Func<Candidate, int, CancellationToken, Outcome> measure)
    {
        int rounds = (int)Math.Floor(Math.Log(Math.Max(candidates.Length, 1), Reduction));
        Outcome[] outcomes = [];
        for (int round = 0; round <= rounds; round++)
        {
            outcomes = Round(candidates, measure, (int)Math.Pow(Reduction, rounds - round));
            candidates = [.. outcomes.OrderByDescending(static outcome => outcome.Rank).Take(Math.Max(1, candidates.Length / Reduction)).Select(static outcome => outcome.Candidate).OrderBy(static candidate => candidate.Number)];
        }

        return outcomes.MaxBy(static outcome => outcome.Rank)!;
    }

    // Trials run side by side and are written in their order, each as soon as those before it are there.
    private Outcome[] Round(Candidate[] candidates, Func<Candidate, int, CancellationToken, Outcome> measure, int? epochs)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        var outcomes = Array.ConvertAll(candidates, static _ => new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        Task work = Task.Run(() => Concurrently.Run(candidates.Length, ThrottleLimit, (i, token) => outcomes[i].SetResult(Attempt(candidates[i], measure, epochs, token)), stopping.Token), CancellationToken.None);
        try
        {
            foreach (var outcome in outcomes)
            {
                Task.WaitAny([outcome.Task, work], StopToken);
                if (!outcome.Task.IsCompleted)
                {
                    work.GetAwaiter().GetResult();
                }

                WriteObject(outcome.Task.Result.Trial);
            }
        }
        finally
        {
            stopping.Cancel();
            work.ContinueWith(static ended => ended.Exception, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        return Array.ConvertAll(outcomes, static outcome => outcome.Task.Result);
    }

    private Outcome Attempt(Candidate candidate, Func<Candidate, int, CancellationToken, Outcome> measure, int? shortening, CancellationToken token)
    {
        int epochs = Math.Max(1, candidate.Options.Epoch / (shortening ?? 1));
        try
        {
            return measure(candidate, epochs, token);
        }
        catch (BackpropException fault) when (fault.Id == "FoldDiverged")
        {
            return Score(candidate, epochs, null, 0);
        }
    }

    private Outcome Score(Candidate candidate, int epochs, double? score, double deviation)
    {
        double rank = score is null or double.NaN ? double.NegativeInfinity : s_lowerIsBetter.Contains(_metric) ? -score.Value : score.Value;
        return new Outcome(candidate, new SearchTrial(candidate.Number, candidate.Shown, _metric, score, deviation, epochs), rank);
    }

    private sealed record Candidate(int Number, OrderedDictionary Shown, Network Network, TrainingOptions Options)
    {
        public TrainingOptions For(int epochs)
        {
            TrainingOptions options = Options.Copy();
            options.Epoch = epochs;
            return options;
        }
    }

    private sealed record Outcome(Candidate Candidate, SearchTrial Trial, double Rank);
}
