using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Schedules;

/// <summary>η / (1 + γ epoch).</summary>
internal sealed class InverseTimeSchedule(double decay) : LearningRateSchedule
{
    private static readonly Setting<double> s_decay = ScheduleSettings.Decay(0.1, "the γ of a rate divided by 1 + γ · epoch");

    public static readonly ScheduleMember Member = new(
        ScheduleKind.InverseTime, [s_decay], static options => new InverseTimeSchedule(s_decay.In(options)));

    public override double At(double rate, TrainingTime time) => rate / (1 + (decay * time.Epoch));
}
