using System.Diagnostics;
using System.Numerics;

using PSBackprop.Propagation;
using PSBackprop.Training.Solvers;

namespace PSBackprop.Training;

/// <summary>
/// One training of one network: epoch after epoch, until there is a reason to end. It owns the buffers, the solver, and
/// the last finite and the best parameters; the network changes at the end, and with each epoch's record.
/// </summary>
internal sealed class TrainingSession<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingPlan _plan;
    private readonly Network _network;
    private readonly TrainingOptions _options;
    private readonly T[] _parameters;
    private readonly T[] _lastFinite;
    private readonly RunningScore _score;
    private readonly Solver<T> _solver;
    private readonly ValidationPass<T>? _validation;
    private readonly EarlyStopping<T>? _earlyStopping;
    private readonly WeightAverage<T>? _average;
    private readonly RunDiagnosis _diagnosis = new();
    private readonly Lazy<TrainingFingerprint> _fingerprint;
    private int _finishedEpochs;
    private double? _lastLoss;
    private bool _restored;
    private bool _isEndedByCaller;
    private TimeSpan _before;
    private StopReason? _endedBefore;

    public TrainingSession(TrainingPlan plan)
    {
        _plan = plan;
        _fingerprint = new Lazy<TrainingFingerprint>(() => TrainingFingerprint.Of(plan));
        _network = plan.Network;
        _options = plan.Options;
        _score = plan.CreateScore();
        BlockPass<T> pass = plan.CreatePass<T>();
        _parameters = pass.Workspace.Parameters;
        _lastFinite = new T[_parameters.Length];
        _solver = plan.CreateSolver(plan.CreateGradientPass(pass, _score));
        _average = _options.AverageWeight == true ? new WeightAverage<T>(_parameters.Length) : null;
        if (plan.Samples.Validation is var (input, target))
        {
            _validation = new ValidationPass<T>(BlockPass<T>.ForEvaluation(_network, Learned, input, target, plan.Team), plan.CreateScore());
            _earlyStopping = _options.Patience is { } patience
                ? new EarlyStopping<T>(patience, _options.MinimumImprovement ?? 0, _parameters.Length)
                : null;
        }

        if (_options.Checkpoint?.Load() is { } checkpoint)
        {
            Resume(checkpoint.Network, checkpoint.Position);
        }
    }

    // What the network is to have of the epochs so far.
    private T[] Learned => _average?.Values ?? _parameters;

    public TrainingSummary Run(Func<EpochRecord, bool>? onEpoch, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var (columnsBefore, calibrationBefore, rowsBefore) = (_network.Columns, _network.Calibration, _network.TrainedRows);
        _network.Columns = _plan.Samples.Columns;
        _network.Calibration = null;
        _network.TrainedRows = _plan.Samples.Remember(rowsBefore, _plan.Team);
        StopReason reason = StopReason.Cancelled;
        _parameters.CopyTo(_lastFinite, 0);
        if (_network.EpochsTrained == 0)
        {
            _network.Layers[0].Fit(_network.Layers[0].Range(_parameters), _plan.Samples.Values());
        }

        try
        {
            reason = Loop(start, onEpoch, cancellationToken);
        }
        finally
        {
            // What was learned stays even when the caller's own code ends the training with an exception; but only what is
            // finite ever gets into the network.
            if (reason == StopReason.Diverged || !AllFinite(_parameters))
            {
                _lastFinite.CopyTo(_parameters, 0);
            }

            if (_average is not null && _finishedEpochs > 0)
            {
                _average.Values.CopyTo(_parameters, 0);
            }

            RestoreBest(reason);
            bool isAsBefore = reason == StopReason.Diverged && _finishedEpochs == 0;
            string[] dropped = calibrationBefore is null || isAsBefore ? [] : [Errors.CalibrationDropped];
            _network.SetParameters<T>(_parameters);
            _network.Loss = _plan.LossKind;
            _network.LastTraining = new TrainingSummary(
                reason,
                _finishedEpochs,
                _lastLoss,
                _before + Stopwatch.GetElapsedTime(start),
                _plan.Samples.Input.Rows,
                _plan.MethodName,
                _plan.LossKind,
                _plan.Seed,
                [
                    .. dropped,
                    .. _plan.Findings,
                    .. _diagnosis.Findings(reason, _plan, _restored),
                    .. NetworkDiagnosis.Findings(_network, _parameters, _plan.Samples.Input),
                ])
            {
                ValidationSamples = _plan.Samples.Validation?.Target.Rows,
                BestEpoch = _restored ? _earlyStopping!.BestEpoch : null,
                GradientNorm = _finishedEpochs > 0 ? _solver.GradientNorm : null,
            };

            // Weights as before go with scaling, ranges and calibration as before: nothing was learned of the new ones.
            if (isAsBefore)
            {
                (_network.Columns, _network.Calibration, _network.TrainedRows) = (columnsBefore, calibrationBefore, rowsBefore);
            }
        }

        return _network.LastTraining!;
    }

    private StopReason Loop(long start, Func<EpochRecord, bool>? onEpoch, CancellationToken cancellationToken)
    {
        if (_endedBefore is { } ended)
        {
            return ended;
        }

        while (_finishedEpochs < _options.Epoch)
        {
            _parameters.CopyTo(_lastFinite, 0);
            int epoch = _network.EpochsTrained + 1;
            try
            {
                _solver.Run(epoch, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return AllFinite(_parameters) ? StopReason.Cancelled : StopReason.Diverged;
            }

            double loss = _solver.TakeLoss();
            if (!double.IsFinite(loss) || !AllFinite(_parameters))
            {
                return StopReason.Diverged;
            }

            EpochRecord record = Record(epoch, loss);
            bool goOn = onEpoch?.Invoke(record) ?? true;
            StopReason? end = End(record, start);
            if (_options.Checkpoint is { } checkpoint && (end is not null || !goOn || _finishedEpochs == _options.Epoch || checkpoint.IsDue(_finishedEpochs)))
            {
                checkpoint.Save(_network, Position(end, _before + Stopwatch.GetElapsedTime(start)));
            }

            if (end is { } reason)
            {
                return reason;
            }

            if (!goOn)
            {
                _isEndedByCaller = true;
                return StopReason.Cancelled;
            }
        }

        return StopReason.EpochLimit;
    }

    private EpochRecord Record(int epoch, double loss)
    {
        _finishedEpochs++;
        _lastLoss = loss;
        _network.EpochsTrained = epoch;
        _average?.Observe(_parameters);
        var record = new EpochRecord(epoch, loss, _solver.LearningRate, _score.TakeMetrics(_plan.Samples.Input.Rows), _solver.GradientNorm)
        {
            ValidationLoss = _validation?.Run(),
            ValidationMetric = _validation?.TakeMetrics() ?? EpochRecord.NoMetric,
        };
        _network.AddRecord(record);
        _diagnosis.Observe(loss, record.ValidationLoss, _solver.GradientNorm);
        _solver.Observe(record.ValidationLoss ?? loss);
        return record;
    }

    private StopReason? End(EpochRecord record, long start)
    {
        bool outOfPatience = _earlyStopping?.Observe(record.Epoch, record.ValidationLoss!.Value, Learned) ?? false;
        if (record.Loss <= _options.TargetLoss)
        {
            return StopReason.TargetLoss;
        }

        if (outOfPatience)
        {
            return StopReason.EarlyStopping;
        }

        if (_solver.End is { } end)
        {
            return end;
        }

        return _options.TimeLimit is { } limit && Stopwatch.GetElapsedTime(start) >= limit ? StopReason.TimeLimit : null;
    }

    private TrainingPosition Position(StopReason? end, TimeSpan duration)
    {
        _network.SetParameters<T>(_parameters);
        _network.Loss = _plan.LossKind;
        var state = new TrainingState();
        _solver.Save(state);
        _earlyStopping?.Save(state);
        _average?.Save(state);
        _diagnosis.Save(state);

        // Time and epochs may be given anew; any other reason to end stays one.
        return new TrainingPosition(_fingerprint.Value, _finishedEpochs, duration, end is StopReason.TimeLimit ? null : end, state);
    }

    // The caller's network changes last, when everything else has turned out to be in order.
    private void Resume(Network saved, TrainingPosition position)
    {
        (string Name, string Here, string There)[] differences =
        [
            .. TrainingFingerprint.Of(_network, _plan.Samples.Columns).Differences(TrainingFingerprint.Of(saved, saved.Columns)),
            .. _fingerprint.Value.Differences(position.Fingerprint),
        ];
        if (differences.Length > 0)
        {
            throw Errors.CheckpointDiffers(differences);
        }

        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] = T.CreateTruncating(saved.Parameters[i]);
        }

        _solver.Load(position.State);
        _earlyStopping?.Load(position.State);
        _average?.Load(position.State);
        _diagnosis.Load(position.State);
        _finishedEpochs = position.FinishedEpochs;
        _before = position.Duration;
        _endedBefore = position.Ended;
        _lastLoss = saved.History[^1].Loss;
        _network.CopyStateFrom(saved);
    }

    // Early stopping ends with the best epoch's weights, whatever else may have ended the training first but a stop amid an epoch.
    private void RestoreBest(StopReason reason)
    {
        if (_earlyStopping?.BestEpoch is not null && !_options.KeepLastWeight && (reason != StopReason.Cancelled || _isEndedByCaller))
        {
            _earlyStopping.Restore(_parameters);
            _restored = true;
        }
    }

    private static bool AllFinite(T[] values)
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
