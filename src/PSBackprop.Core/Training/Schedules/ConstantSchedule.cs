namespace PSBackprop.Training.Schedules;

/// <summary>η.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    public static readonly ScheduleMember Member = new(ScheduleKind.Constant, [], static _ => new ConstantSchedule());

    public override double At(double rate, TrainingTime time) => rate;
}
