namespace PSBackprop.Training.Schedules;

/// <summary>η γ^epoch.</summary>
internal sealed class ExponentialSchedule(double decay) : LearningRateSchedule
{
    public override double At(double rate, TrainingTime time) => rate * Math.Pow(decay, time.Epoch);
}
