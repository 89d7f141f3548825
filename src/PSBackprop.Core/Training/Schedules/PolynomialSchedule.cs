using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Schedules;

/// <summary>η_min + (η − η_min) (1 − epoch / epochs)^power.</summary>
internal sealed class PolynomialSchedule(double power, double minimum) : LearningRateSchedule
{
    private static readonly Setting<double> s_power = new(
        nameof(TrainingOptions.SchedulePower), static options => options.SchedulePower, 1, SettingRange.Positive, "the power");

    public static readonly ScheduleMember Member = new(
        ScheduleKind.Polynomial,
        [s_power, ScheduleSettings.MinimumRate],
        static options => new PolynomialSchedule(s_power.In(options), ScheduleSettings.MinimumRate.In(options)));

    public override double At(double rate, TrainingTime time) => minimum + ((rate - minimum) * Math.Pow(1 - ((double)time.Epoch / time.Epochs), power));
}
