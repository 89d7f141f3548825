namespace PSBackprop.Training.Schedules;

/// <summary>η_min + ½ (η − η_min) (1 + cos(π epoch / epochs)) (Loshchilov, Hutter 2017, without restarts).</summary>
internal sealed class CosineSchedule(double minimum) : LearningRateSchedule
{
    public static readonly ScheduleMember Member = new(
        ScheduleKind.Cosine,
        [ScheduleSettings.MinimumRate],
        static options => new CosineSchedule(ScheduleSettings.MinimumRate.In(options)));

    public override double At(double rate, TrainingTime time) => Wave(rate, minimum, (double)time.Epoch / time.Epochs);

    /// <summary>From <paramref name="high"/> to <paramref name="low"/> along half a cosine wave; <paramref name="part"/> from 0 to 1.</summary>
    public static double Wave(double high, double low, double part) => low + (0.5 * (high - low) * (1 + Math.Cos(Math.PI * part)));
}
