namespace PSBackprop.Training.Schedules;

/// <summary>
/// From η / 25 up to η over the first three tenths of the steps, then down to η / 250,000, both along half cosine waves
/// (Smith, Topin 2018; the figures as in PyTorch). Counts steps, not epochs.
/// </summary>
internal sealed class OneCycleSchedule : LearningRateSchedule
{
    public static readonly ScheduleMember Member = new(ScheduleKind.OneCycle, [], static _ => new OneCycleSchedule());

    private const double FirstDivisor = 25;
    private const double LastDivisor = 1e4;
    private const double RisingPart = 0.3;

    public override double At(double rate, TrainingTime time)
    {
        double first = rate / FirstDivisor;
        double top = (RisingPart * time.Steps) - 1;
        return time.Step <= top
            ? HalfWave(first, rate, time.Step / top)
            : HalfWave(rate, first / LastDivisor, (time.Step - top) / (time.Steps - 1 - top));
    }
}
