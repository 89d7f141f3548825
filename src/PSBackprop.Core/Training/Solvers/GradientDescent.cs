using System.Numerics;

using PSBackprop.Numerics;
using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Schedules;

namespace PSBackprop.Training.Solvers;

/// <summary>Batch after batch, a step of the optimizer down the gradient of each.</summary>
internal sealed class GradientDescent<T> : Solver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GradientPass<T> _pass;
    private readonly Optimizer _optimizer;
    private readonly OptimizerState<T> _state;
    private readonly LearningRateSchedule _schedule;
    private readonly GradientClip _clip;
    private readonly MaxNorm _maxNorm;
    private readonly double _fullRate;
    private readonly double _weightDecay;
    private readonly Batches _batches;
    private readonly int _seed;
    private readonly int _epochs;
    private readonly long _stepsPerEpoch;
    private readonly long _warmupSteps;
    private double _rate;
    private double _gradientNorm;

    public GradientDescent(TrainingPlan plan, GradientPass<T> pass, StepwiseOptimizer optimizer)
    {
        TrainingOptions options = plan.Options;
        _pass = pass;
        _batches = plan.Batches;
        _seed = plan.Seed;
        _optimizer = optimizer.Create(options);
        _state = new OptimizerState<T>(
            pass.Workspace.Parameters,
            pass.Workspace.Gradient,
            plan.Trained,
            _optimizer.MemoryCount,
            _optimizer.ScalarCount,
            pass.Workspace.Team);
        _schedule = ScheduleFamily.All[options.LearningRateSchedule].Create(options);
        _clip = new GradientClip(options.GradientClip, options.GradientClipValue);
        _maxNorm = new MaxNorm(options.MaxNorm);
        _fullRate = optimizer.LearningRate.In(options);
        _weightDecay = optimizer.WeightDecay.In(options);
        _stepsPerEpoch = _batches.Count;
        _warmupSteps = options.WarmupEpoch * _stepsPerEpoch;
        _epochs = Math.Max(options.Epoch - options.WarmupEpoch, 1);
    }

    public override double LearningRate => _rate;

    public override double GradientNorm => _gradientNorm;

    public override bool IsGradientStep => _optimizer.IsGradientStep;

    public override double TakeLoss() => _pass.TakeLoss();

    public override void Run(int epoch, CancellationToken cancellationToken)
    {
        _pass.Samples.Shuffle(_seed, epoch);
        ulong dropoutKey = RandomStream.Key(_seed, RandomPurpose.Dropout, epoch);
        for (int i = 0; i < _batches.Count; i++)
        {
            var (first, rows) = _batches[i];
            _pass.Run(first, rows, dropoutKey, cancellationToken);
            _pass.Workspace.MoveStatistics(rows);
            Step(isLast: i == _batches.Count - 1);
        }
    }

    public override void Observe(double loss) => _schedule.Observe(loss, _fullRate);

    public override void Save(TrainingState state)
    {
        state.Put("step", _state.Step);
        state.Put("scalars", _state.Scalars);
        for (int i = 0; i < _state.Memory.Length; i++)
        {
            state.Put($"memory{i}", _state.Memory[i]);
        }

        _schedule.Save(state);
    }

    public override void Load(TrainingState state)
    {
        _state.Step = state.TakeCount("step", 1L << 53);
        state.Take("scalars", _state.Scalars);
        for (int i = 0; i < _state.Memory.Length; i++)
        {
            state.Take($"memory{i}", _state.Memory[i]);
        }

        _schedule.Load(state);
    }

    private void Step(bool isLast)
    {
        if (isLast)
        {
            _gradientNorm = Reduction.Norm(_state.Gradient, _state.Ranges);
        }

        _clip.Apply(_state.Gradient, _state.Ranges);
        _rate = Rate(_state.Step);
        _state.Step++;
        _optimizer.Update(_state, _rate, 1 - (_rate * _weightDecay));
        _maxNorm.Apply(_pass.Workspace.AllLayers, _state.Parameters);
    }

    // Linear warm-up, then the schedule from its own beginning.
    private double Rate(long step)
    {
        if (step < _warmupSteps)
        {
            return _fullRate * (step + 1) / (_warmupSteps + 1);
        }

        long scheduled = step - _warmupSteps;
        return _schedule.At(_fullRate, new TrainingTime((int)(scheduled / _stepsPerEpoch), _epochs, scheduled, _epochs * _stepsPerEpoch));
    }
}
