using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Schedules;

/// <summary>A half cosine wave after another, each a number of times as long as the one before (Loshchilov, Hutter 2017).</summary>
internal sealed class CosineRestartSchedule(int length, int growth, double minimum) : LearningRateSchedule
{
    private static readonly Setting<int> s_length = ScheduleSettings.Step(10, "the epochs of the first wave");
    private static readonly Setting<int> s_growth = new(
        nameof(TrainingOptions.ScheduleGrowth),
        static options => options.ScheduleGrowth,
        1,
        SettingRange.Count,
        "how many times as long each wave is as the one before");

    public static readonly ScheduleMember Member = new(
        ScheduleKind.CosineRestart,
        [s_length, s_growth, ScheduleSettings.MinimumRate],
        static options => new CosineRestartSchedule(s_length.In(options), s_growth.In(options), ScheduleSettings.MinimumRate.In(options)));

    public override double At(double rate, TrainingTime time)
    {
        long start = 0;
        long wave = length;
        while (time.Epoch >= start + wave)
        {
            start += wave;
            wave *= growth;
        }

        return HalfWave(rate, minimum, (double)(time.Epoch - start) / wave);
    }
}
