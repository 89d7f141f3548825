using PSBackprop.Evaluations;
using PSBackprop.Progress;

namespace PSBackprop.Search;

/// <summary>Runs the trials of a search, several side by side, and keeps what it has so far where it can be looked at meanwhile.</summary>
internal sealed class NetworkSearch
{
    // Each round of successive halving keeps one in three and trains it three times as long.
    private const int Reduction = 3;

    private readonly TrialMeasurement _measurement;
    private readonly int _throttleLimit;
    private readonly object _lock = new();
    private SearchCandidate[] _candidates;
    private TrialResult? _bestSoFar;
    private long _epochsDone;

    public NetworkSearch(SearchCandidate[] candidates, TrialMeasurement measurement, SearchMethod method, int throttleLimit)
    {
        _candidates = candidates;
        _measurement = measurement;
        _throttleLimit = throttleLimit;
        Rounds = method == SearchMethod.Halving ? HalvingRounds(candidates.Length) : 1;
        for (int round = 1, trials = candidates.Length; round <= Rounds; round++, trials /= Reduction)
        {
            MostTrials += trials;
        }
    }

    /// <summary>How often the trials are gone through.</summary>
    public int Rounds { get; }

    /// <summary>The number of trials in all rounds, fewer if some have no score.</summary>
    public int MostTrials { get; }

    /// <summary>The round that runs, from 1.</summary>
    public int Round { get; private set; }

    /// <summary>How many trials the round has.</summary>
    public int RoundTrials => _candidates.Length;

    /// <summary>How many trials of the round have been handed on.</summary>
    public int RoundTrialsDone { get; private set; }

    /// <summary>The part of the whole search that is done, from 0 to 1: rounds take about the same time, and epochs within one.</summary>
    public double Done => (Round - 1 + Math.Min(1, Volatile.Read(ref _epochsDone) / (double)RoundEpochs())) / Rounds;

    /// <summary>The trials that have been handed on.</summary>
    public List<SearchTrial> Trials { get; } = [];

    /// <summary>The best so far of those that were trained longest; at the end, the best. Null as long as there is no score.</summary>
    public TrialResult? Best { get; private set; }

    /// <summary>The best of all trials that have ended, those not yet handed on included; null as long as there is no score.</summary>
    public TrialResult? BestSoFar
    {
        get
        {
            lock (_lock)
            {
                return _bestSoFar;
            }
        }
    }

    /// <summary>Runs all trials, and hands each on in its order as soon as those before it are there.</summary>
    /// <param name="write">Takes a trial, on this thread.</param>
    /// <param name="idle">Called every so often while this thread waits.</param>
    /// <param name="period">How often, in milliseconds.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Run(Action<SearchTrial> write, Action idle, int period, CancellationToken cancellationToken)
    {
        for (Round = 1; Round <= Rounds && _candidates.Length > 0; Round++)
        {
            TrialResult[] results = RunRound(write, idle, period, cancellationToken);

            // A round that ends without a score leaves the best of the one before.
            Best = results.Aggregate(default(TrialResult), TrialResult.Better) ?? Best;
            int kept = Math.Max(1, _candidates.Length / Reduction);
            if (Round < Rounds)
            {
                IEnumerable<TrialResult> best = results.Where(static result => result.Rank is not null).OrderByDescending(static result => result.Rank);
                _candidates = [.. best.Take(kept).Select(static result => result.Candidate).OrderBy(static candidate => candidate.Number)];
            }
        }
    }

    /// <summary>The rounds of successive halving until one trial is left: ⌊log₃ trials⌋ + 1, in whole numbers.</summary>
    internal static int HalvingRounds(int trials)
    {
        int rounds = 1;
        for (; trials >= Reduction; trials /= Reduction)
        {
            rounds++;
        }

        return rounds;
    }

    private TrialResult[] RunRound(Action<SearchTrial> write, Action idle, int period, CancellationToken cancellationToken)
    {
        SearchCandidate[] candidates = _candidates;
        RoundTrialsDone = 0;
        Volatile.Write(ref _epochsDone, 0);
        const TaskCreationOptions apart = TaskCreationOptions.RunContinuationsAsynchronously;
        var results = Array.ConvertAll(candidates, static _ => new TaskCompletionSource<TrialResult>(apart));
        using var work = new BackgroundWork(
            stop => Concurrently.Run(candidates.Length, _throttleLimit, Trial, stop), cancellationToken);
        foreach (var result in results)
        {
            while (Task.WaitAny([result.Task, work.Task], period, cancellationToken) < 0)
            {
                idle();
            }

            if (!result.Task.IsCompleted)
            {
                work.Task.GetAwaiter().GetResult();
            }

            SearchTrial trial = result.Task.Result.Trial;
            RoundTrialsDone++;
            Trials.Add(trial);
            write(trial);
            idle();
        }

        return Array.ConvertAll(results, static result => result.Task.Result);

        void Trial(int i, CancellationToken token) => results[i].SetResult(RunTrial(candidates[i], token));
    }

    private TrialResult RunTrial(SearchCandidate candidate, CancellationToken token)
    {
        int epochs = Epochs(candidate);
        long counted = 0;
        TrialResult result = _measurement.Run(candidate, epochs, Count, token);

        // Trainings that ended early are done as well.
        Interlocked.Add(ref _epochsDone, ((long)epochs * _measurement.Trainings) - counted);
        lock (_lock)
        {
            _bestSoFar = TrialResult.Better(_bestSoFar, result);
        }

        return result;

        void Count()
        {
            counted++;
            Interlocked.Increment(ref _epochsDone);
        }
    }

    private int Epochs(SearchCandidate candidate)
    {
        int shortening = 1;
        for (int round = Round; round < Rounds; round++)
        {
            shortening *= Reduction;
        }

        return Math.Max(1, candidate.Options.Epoch / shortening);
    }

    private long RoundEpochs() => Math.Max(1, _candidates.Sum(candidate => (long)Epochs(candidate)) * _measurement.Trainings);
}
