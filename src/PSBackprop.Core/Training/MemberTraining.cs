using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Training.Settings;

namespace PSBackprop.Training;

/// <summary>
/// One training of a network of members: each is trained as the network that it is alone, with the seed that its number gives and, where
/// a part of the data is kept for validation, a part of its own. Scaling is the same for all, from all rows. Members train at the same
/// time, and wait for each other after each epoch, so that there is one record of it and one decision whether to go on.
/// </summary>
internal sealed partial class MemberTraining
{
    private readonly Network _network;
    private readonly TrainingSet _samples;
    private readonly TrainingOptions _options;
    private readonly TrainingPlan[] _plans;
    private readonly EpochRecord?[] _latest;

    private MemberTraining(Network network, TrainingSet samples, TrainingOptions options)
    {
        _network = network;
        _samples = samples;
        _options = options;
        _plans = [.. network.Members.Select(PlanOf)];
        _latest = new EpochRecord?[_plans.Length];
    }

    private int Seed => _options.Seed ?? _network.Seed;

    /// <summary>Prepares a training on plain numbers.</summary>
    /// <exception cref="BackpropException">Network, settings and data do not fit together.</exception>
    public static MemberTraining Of(Network network, DataMatrix input, DataMatrix target, TrainingOptions options)
    {
        Require(network, options, hasValidationData: options.ValidationInput is not null);
        return new MemberTraining(network, TrainingSet.Of(network, input, target, OfWhole(options)), options);
    }

    /// <summary>Prepares a training on a dataset, validated on another one or, member by member, on a part of it.</summary>
    /// <exception cref="BackpropException">Network, settings and data do not fit together.</exception>
    public static MemberTraining Of(Network network, Dataset dataset, Dataset? validation, TrainingOptions options, CancellationToken cancellationToken)
    {
        Require(network, options, hasValidationData: validation is not null);

        // The latest rows are the same for all members.
        TrainingOptions ofWhole = dataset.Series is null ? OfWhole(options) : options;
        return new MemberTraining(network, TrainingSet.Of(network, dataset, validation, ofWhole, cancellationToken), options);
    }

    /// <inheritdoc cref="TrainingSession{T}.Run"/>
    public TrainingSummary Run(Func<EpochRecord, bool>? onEpoch, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var (columnsBefore, calibrationBefore, rowsBefore) = (_network.Columns, _network.Calibration, _network.TrainedRows);
        _network.Columns = _samples.Columns;
        _network.Calibration = null;
        _network.TrainedRows = _samples.Remember(rowsBefore, ParallelTeam.Of(_options.ThrottleLimit ?? Environment.ProcessorCount));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(Math.Max(_options.ThrottleLimit ?? Environment.ProcessorCount, 1));
        var gate = new Gate(_plans.Length);
        Task[] members =
        [
            .. Enumerable.Range(0, _plans.Length).Select(m => Task.Factory.StartNew(
                () => Train(m, gate, slots, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        int epochs = 0;
        double? loss = null;
        try
        {
            while (gate.WaitForAll() > 0)
            {
                EpochRecord record = Record();
                epochs++;
                loss = record.Loss;
                gate.Open(onEpoch?.Invoke(record) ?? true);
            }
        }
        finally
        {
            // Also where the caller's own code has ended the training with an exception.
            gate.Close();
            Task.WhenAll(members).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
            _network.SetParameters([.. _plans.SelectMany(static plan => plan.Network.Parameters)]);
            _network.Loss = _plans[0].LossKind;
            bool isAsBefore = epochs == 0 && !_plans.Any(static plan => plan.Network.LastTraining is { StopReason: not StopReason.Diverged });
            if (members.All(static member => member.IsCompletedSuccessfully))
            {
                string[] dropped = calibrationBefore is null || isAsBefore ? [] : [Errors.CalibrationDropped];
                _network.LastTraining = Summary(epochs, loss, Stopwatch.GetElapsedTime(start), dropped);
            }

            if (isAsBefore)
            {
                (_network.Columns, _network.Calibration, _network.TrainedRows) = (columnsBefore, calibrationBefore, rowsBefore);
            }
        }

        if (members.FirstOrDefault(static member => member.IsFaulted) is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault.Exception!.InnerException!);
        }

        return _network.LastTraining!;
    }

    private static void Require(Network network, TrainingOptions options, bool hasValidationData)
    {
        TrainingOptionsValidator.Require(options, hasValidationData);
        if (options.Checkpoint is not null)
        {
            throw Errors.CheckpointOfMembers(network);
        }
    }

    // What is kept for validation is another part for each member.
    private static TrainingOptions OfWhole(TrainingOptions options)
    {
        TrainingOptions whole = options.Copy();
        whole.ValidationSplit = null;
        return whole;
    }

    private TrainingPlan PlanOf(NetworkMember member)
    {
        Network network = member.ToNetwork();
        network.Columns = _samples.Columns;
        TrainingOptions options = _options.Copy();
        options.Seed = NetworkMember.SeedOf(Seed, member.Number);
        if (_samples.Validation is var (input, target))
        {
            (options.ValidationInput, options.ValidationTarget, options.ValidationSplit) = (input, target, null);
        }

        options.ThrottleLimit = 1;
        options.SampleWeight = _samples.Weights;
        return TrainingPlan.Of(network, _samples.Input, _samples.Target, options);
    }

    private void Train(int member, Gate gate, SemaphoreSlim slots, CancellationTokenSource stop)
    {
        slots.Wait(CancellationToken.None);
        TrainingPlan plan = _plans[member];
        try
        {
            TrainingSummary summary = plan.Network.Precision == Precision.Single
                ? new TrainingSession<float>(plan).Run(GoOn, stop.Token)
                : new TrainingSession<double>(plan).Run(GoOn, stop.Token);

            // From now on the member counts with what it ended with.
            _latest[member] = summary.BestEpoch is { } best ? plan.Network.History.First(record => record.Epoch == best) : _latest[member];
        }
        catch
        {
            stop.Cancel();
            throw;
        }
        finally
        {
            slots.Release();
            gate.Leave();
        }

        bool GoOn(EpochRecord record)
        {
            _latest[member] = record;
            slots.Release();
            bool goesOn = gate.Wait();
            slots.Wait(CancellationToken.None);
            return goesOn;
        }
    }

    // The mean over the members, first to last; one that has not finished an epoch has nothing to count with.
    private EpochRecord Record()
    {
        EpochRecord[] latest = [.. _latest.OfType<EpochRecord>()];
        _network.EpochsTrained++;
        var record = new EpochRecord(
            _network.EpochsTrained,
            latest.Average(static one => one.Loss),
            latest.Average(static one => one.LearningRate),
            Mean(static one => one.Metric),
            latest.Average(static one => one.GradientNorm))
        {
            ValidationLoss = latest.Average(static one => one.ValidationLoss),
            ValidationMetric = Mean(static one => one.ValidationMetric),
        };
        _network.AddRecord(record);
        return record;

        IReadOnlyDictionary<string, double> Mean(Func<EpochRecord, IReadOnlyDictionary<string, double>> metrics) => metrics(latest[0]).Count == 0
            ? EpochRecord.NoMetric
            : metrics(latest[0]).Keys.ToDictionary(static name => name, name => latest.Average(one => metrics(one)[name]));
    }

    private TrainingSummary Summary(int epochs, double? loss, TimeSpan duration, string[] dropped)
    {
        TrainingSummary[] all = [.. _plans.Select(static plan => plan.Network.LastTraining!)];
        return new TrainingSummary(
            ReasonOf(all),
            epochs,
            loss,
            duration,
            all[0].Samples,
            all[0].Optimizer,
            all[0].LossFunction,
            Seed,
            [.. dropped, .. _samples.Findings, .. Diverged(all), .. Findings(all)])
        {
            ValidationSamples = all[0].ValidationSamples,
            GradientNorm = all.Average(static summary => summary.GradientNorm),
        };
    }

    // That of the member that went on longest, unless the training was stopped; members that diverged say nothing of the others.
    private static StopReason ReasonOf(TrainingSummary[] all) => Array.Exists(all, static summary => summary.StopReason == StopReason.Cancelled)
        ? StopReason.Cancelled
        : all.OrderBy(static summary => summary.StopReason == StopReason.Diverged).ThenByDescending(static summary => summary.Epochs).First().StopReason;

    private static IEnumerable<string> Diverged(TrainingSummary[] all)
    {
        int[] diverged = [.. Enumerable.Range(1, all.Length).Where(number => all[number - 1].StopReason == StopReason.Diverged)];
        return diverged.Length == 0 || diverged.Length == all.Length
            ? []
            : [$"Of {all.Length} members {string.Join(", ", diverged)} diverged, and have the last finite weights, which count in the mean. "
                + "Lower -LearningRate, or join the others alone with Join-Network."];
    }

    // What is found of several members is told once, with the numbers of the first of them.
    private static IEnumerable<string> Findings(TrainingSummary[] all) =>
        from found in all.SelectMany(static (summary, m) => summary.Findings.Select(text => (Text: text, Number: m + 1)))
        group found by Numbers().Replace(found.Text, "0") into alike
        let numbers = alike.Select(static found => found.Number).Distinct().ToArray()
        let isOfAll = numbers.Length == all.Length && alike.All(found => found.Text == alike.First().Text)
        select isOfAll ? alike.First().Text
            : string.Create(CultureInfo.InvariantCulture, $"{numbers.Length} of {all.Length} members, such as {numbers[0]}: {alike.First().Text}");

    [GeneratedRegex(@"\d[\d.,]*(E[+-]?\d+)?")]
    private static partial Regex Numbers();

    /// <summary>Where members wait after an epoch until all have finished it or have ended, and the caller lets them go on.</summary>
    private sealed class Gate(int members)
    {
        private readonly object _lock = new();
        private int _training = members;
        private int _awaited = members;
        private long _round;
        private bool _goesOn = true;
        private bool _isClosed;

        /// <summary>Called by a member that has finished an epoch.</summary>
        /// <returns>Whether to go on.</returns>
        public bool Wait()
        {
            lock (_lock)
            {
                long round = _round;
                _awaited--;
                Monitor.PulseAll(_lock);
                while (round == _round && !_isClosed)
                {
                    Monitor.Wait(_lock);
                }

                return _goesOn && !_isClosed;
            }
        }

        /// <summary>Called by a member that has ended.</summary>
        public void Leave()
        {
            lock (_lock)
            {
                _training--;
                _awaited--;
                Monitor.PulseAll(_lock);
            }
        }

        /// <summary>Called by the caller: waits until no member computes.</summary>
        /// <returns>How many are waiting to go on.</returns>
        public int WaitForAll()
        {
            lock (_lock)
            {
                while (_awaited > 0)
                {
                    Monitor.Wait(_lock);
                }

                return _training;
            }
        }

        /// <summary>Called by the caller: lets those that wait go on, or end.</summary>
        public void Open(bool goesOn)
        {
            lock (_lock)
            {
                _goesOn = goesOn;
                _awaited = _training;
                _round++;
                Monitor.PulseAll(_lock);
            }
        }

        /// <summary>Ends all that wait, or will.</summary>
        public void Close()
        {
            lock (_lock)
            {
                _isClosed = true;
                Monitor.PulseAll(_lock);
            }
        }
    }
}
