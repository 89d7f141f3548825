using System.Diagnostics;
using System.Numerics;

using MathNet.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>One training of one network: the loop over epochs, batches and steps, with all its buffers.</summary>
internal sealed class TrainingRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int DefaultBatchSize = 32;

    // A larger batch passes in blocks of this many rows, which bounds the memory and the time until a stop is seen.
    // Sums go on from block to block in the same order, so the block length leaves the bits alone.
    private const int BlockRows = 1024;

    private readonly Network _network;
    private readonly TrainingOptions _options;
    private readonly Loss _lossKind;
    private readonly LossFunction _loss;
    private readonly WeightPenalty _penalty;
    private readonly Optimizer _optimizer;
    private readonly double _learningRate;
    private readonly int _seed;
    private readonly EpochMetric[] _metrics;
    private readonly IReadOnlyList<string> _findings;

    private readonly int _samples;
    private readonly int _batchSize;
    private readonly int _features;
    private readonly int _outputs;
    private readonly T[] _input;
    private readonly T[] _target;
    private readonly int[] _order;
    private readonly bool _shuffle;
    private readonly T[] _blockInput;
    private readonly T[] _blockTarget;

    private readonly Workspace<T> _workspace;
    private readonly T[][] _memory;
    private readonly T[] _lastFinite;
    private long _step;
    private int _finishedEpochs;
    private double? _lastLoss;

    public TrainingRun(Network network, DataMatrix input, DataMatrix target, Loss loss, TrainingOptions options)
    {
        _network = network;
        _options = options;
        _lossKind = loss;
        _loss = LossFunction.Create(loss);
        _penalty = new WeightPenalty(options.L1, options.L2);
        _optimizer = Optimizer.Create(options);
        _learningRate = options.LearningRate ?? Optimizer.DefaultLearningRate(options.Optimizer);
        _seed = options.Seed ?? network.Seed;
        var output = (DenseLayer)network.Layers[^1];
        _metrics = [.. options.Metric.Distinct().Select(metric => EpochMetric.Create(metric, output.Function))];
        _findings = Diagnosis.OfTargets(output.Function, output.Activation, target);

        _samples = input.Rows;
        _batchSize = options.FullBatch ? _samples : Math.Min(options.BatchSize ?? DefaultBatchSize, _samples);
        _features = input.Columns;
        _outputs = target.Columns;
        _input = input.ToArray<T>();
        _target = target.ToArray<T>();
        _shuffle = !options.NoShuffle && _batchSize < _samples;
        _order = _shuffle ? new int[_samples] : [];
        int blockRows = Math.Min(_batchSize, BlockRows);
        _blockInput = _shuffle ? new T[blockRows * _features] : [];
        _blockTarget = _shuffle ? new T[blockRows * _outputs] : [];

        _workspace = Workspace<T>.ForTraining(network, blockRows);
        _memory = new T[_optimizer.MemoryCount][];
        for (int i = 0; i < _memory.Length; i++)
        {
            _memory[i] = new T[network.ParameterCount];
        }

        _lastFinite = new T[network.ParameterCount];
    }

    public TrainingSummary Run(Action<EpochRecord>? onEpoch, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        StopReason reason = StopReason.Cancelled;
        try
        {
            reason = Loop(start, onEpoch, cancellationToken);
        }
        finally
        {
            // What was learned stays even when the caller's own code ends the training with an exception.
            _network.SetParameters<T>(_workspace.Parameters);
            _network.Loss = _lossKind;
            _network.LastTraining = new TrainingSummary(
                reason,
                _finishedEpochs,
                _lastLoss,
                Stopwatch.GetElapsedTime(start),
                _samples,
                _optimizer.ToString()!,
                _lossKind,
                _seed,
                _findings);
        }

        return _network.LastTraining!;
    }

    private StopReason Loop(long start, Action<EpochRecord>? onEpoch, CancellationToken cancellationToken)
    {
        while (_finishedEpochs < _options.Epoch)
        {
            _workspace.Parameters.CopyTo(_lastFinite, 0);
            int epoch = _network.EpochsTrained + 1;
            if (!TryEpoch(epoch, out double loss, cancellationToken))
            {
                return StopReason.Cancelled;
            }

            if (!double.IsFinite(loss) || !AllFinite(_workspace.Parameters))
            {
                _lastFinite.CopyTo(_workspace.Parameters, 0);
                return StopReason.Diverged;
            }

            _finishedEpochs++;
            _lastLoss = loss;
            _network.EpochsTrained = epoch;
            var record = new EpochRecord(epoch, loss, _learningRate, TakeMetrics());
            _network.AddRecord(record);
            onEpoch?.Invoke(record);
            if (loss <= _options.TargetLoss)
            {
                return StopReason.TargetLoss;
            }

            if (_options.TimeLimit is { } limit && Stopwatch.GetElapsedTime(start) >= limit)
            {
                return StopReason.TimeLimit;
            }
        }

        return StopReason.EpochLimit;
    }

    // False if it was stopped; the parameters are then those of the last finished step.
    private bool TryEpoch(int epoch, out double loss, CancellationToken cancellationToken)
    {
        Shuffle(epoch);
        loss = 0;
        double penalty = 0;
        for (int first = 0; first < _samples; first += _batchSize)
        {
            int rows = Math.Min(_batchSize, _samples - first);
            if (!TryGradient(first, rows, ref loss, cancellationToken))
            {
                return false;
            }

            if (!_penalty.IsNone)
            {
                penalty += _penalty.Add(_workspace.Layers, _workspace.Parameters, _workspace.Gradient) * rows;
            }

            _step++;
            _optimizer.Update<T>(_workspace.Parameters, _workspace.Gradient, _memory, _learningRate, _step);
        }

        loss = (_loss.IsMean ? loss / _samples : loss) + (penalty / _samples);
        return true;
    }

    private bool TryGradient(int first, int batchRows, ref double loss, CancellationToken cancellationToken)
    {
        _workspace.Gradient.AsSpan().Clear();
        T factor = _loss.IsMean ? T.One / T.CreateTruncating(batchRows) : T.One;
        for (int done = 0; done < batchRows; done += _workspace.Capacity)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            int rows = Math.Min(_workspace.Capacity, batchRows - done);
            ReadOnlySpan<T> input = Block(_input, _blockInput, first + done, rows, _features);
            ReadOnlySpan<T> target = Block(_target, _blockTarget, first + done, rows, _outputs);
            ReadOnlySpan<T> output = ForwardPass.Run(_workspace, input, rows);
            loss += _loss.Sum(_workspace.Activities[^1].NetInput.AsSpan(0, rows * _outputs), output, target, _outputs);
            foreach (EpochMetric metric in _metrics)
            {
                metric.Add(output, target, _outputs);
            }

            BackwardPass.Run(_workspace, input, target, _loss, factor, rows);
        }

        return true;
    }

    private void Shuffle(int epoch)
    {
        if (!_shuffle)
        {
            return;
        }

        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        Combinatorics.SelectPermutationInplace(_order, RandomStream.Create(_seed, RandomPurpose.Shuffle, epoch));
    }

    private ReadOnlySpan<T> Block(T[] source, T[] buffer, int first, int rows, int columns)
    {
        if (!_shuffle)
        {
            return source.AsSpan(first * columns, rows * columns);
        }

        for (int i = 0; i < rows; i++)
        {
            source.AsSpan(_order[first + i] * columns, columns).CopyTo(buffer.AsSpan(i * columns));
        }

        return buffer.AsSpan(0, rows * columns);
    }

    private Dictionary<string, double> TakeMetrics() =>
        _metrics.ToDictionary(static metric => metric.Name, metric => metric.Take(_samples));

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
