namespace PSBackprop.Training.Schedules;

/// <summary>η_min + ½ (η − η_min) (1 + cos(π epoch / epochs)) (Loshchilov, Hutter 2017, without restarts).</summary>
internal sealed class CosineSchedule(double minimum) : LearningRateSchedule
{
    public static readonly ScheduleMember Member = new(
        ScheduleKind.Cosine,
        [ScheduleSettings.MinimumRate],
        static options => new CosineSchedule(ScheduleSettings.MinimumRate.In(options)));

    public override double At(double rate, TrainingTime time) => HalfWave(rate, minimum, (double)time.Epoch / time.Epochs);
}
