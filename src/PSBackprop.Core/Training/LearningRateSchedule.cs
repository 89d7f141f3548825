using PSBackprop.Training.Schedules;

namespace PSBackprop.Training;

/// <summary>How the learning rate changes over a training.</summary>
internal abstract class LearningRateSchedule
{
    private const int DefaultLength = 10;

    /// <summary>The one place that says what a <see cref="ScheduleKind"/> stands for.</summary>
    public static LearningRateSchedule Create(TrainingOptions options) => options.LearningRateSchedule switch
    {
        ScheduleKind.Constant => new ConstantSchedule(),
        ScheduleKind.Step => new StepSchedule(options.ScheduleStep ?? DefaultLength, options.ScheduleDecay ?? 0.1),
        ScheduleKind.Exponential => new ExponentialSchedule(options.ScheduleDecay ?? 0.95),
        ScheduleKind.InverseTime => new InverseTimeSchedule(options.ScheduleDecay ?? 0.1),
        ScheduleKind.Polynomial => new PolynomialSchedule(options.SchedulePower ?? 1, options.MinimumLearningRate ?? 0),
        ScheduleKind.Cosine => new CosineSchedule(options.MinimumLearningRate ?? 0),
        ScheduleKind.CosineRestart => new CosineRestartSchedule(options.ScheduleStep ?? DefaultLength, options.ScheduleGrowth ?? 1, options.MinimumLearningRate ?? 0),
        ScheduleKind.OneCycle => new OneCycleSchedule(),
        ScheduleKind.Plateau => new PlateauSchedule(options.ScheduleStep ?? DefaultLength, options.ScheduleDecay ?? 0.1, options.MinimumLearningRate ?? 0),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.LearningRateSchedule, null),
    };

    /// <summary>The rate at a moment.</summary>
    /// <param name="rate">The full rate.</param>
    /// <param name="time">Where the training stands, warm-up aside.</param>
    public abstract double At(double rate, TrainingTime time);

    /// <summary>Puts what it has learned from the losses into a state.</summary>
    public virtual void Save(TrainingState state)
    {
    }

    /// <summary>Takes it from a state again.</summary>
    public virtual void Load(TrainingState state)
    {
    }

    /// <summary>Hears of each epoch's loss, that of validation where there is one.</summary>
    public virtual void Observe(double loss)
    {
    }
}
