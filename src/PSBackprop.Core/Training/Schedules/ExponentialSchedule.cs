using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Schedules;

/// <summary>η γ^epoch.</summary>
internal sealed class ExponentialSchedule(double decay) : LearningRateSchedule
{
    private static readonly Setting<double> s_decay = ScheduleSettings.Decay(0.95);

    public static readonly ScheduleMember Member = new(
        ScheduleKind.Exponential, [s_decay], static options => new ExponentialSchedule(s_decay.In(options)));

    public override double At(double rate, TrainingTime time) => rate * Math.Pow(decay, time.Epoch);
}
