namespace PSBackprop.Training.Schedules;

/// <summary>η.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    public override double At(double rate, TrainingTime time) => rate;
}
