using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Schedules;

/// <summary>η γ^⌊epoch / length⌋.</summary>
internal sealed class StepSchedule(int length, double decay) : LearningRateSchedule
{
    private static readonly Setting<int> s_length = ScheduleSettings.Step(10, "the epochs of each step");
    private static readonly Setting<double> s_decay = ScheduleSettings.Decay(0.1);

    public static readonly ScheduleMember Member = new(
        ScheduleKind.Step, [s_length, s_decay], static options => new StepSchedule(s_length.In(options), s_decay.In(options)));

    public override double At(double rate, TrainingTime time) => rate * Math.Pow(decay, time.Epoch / length);
}
