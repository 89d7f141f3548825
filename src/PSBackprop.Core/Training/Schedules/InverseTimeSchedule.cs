namespace PSBackprop.Training.Schedules;

/// <summary>η / (1 + γ epoch).</summary>
internal sealed class InverseTimeSchedule(double decay) : LearningRateSchedule
{
    public override double At(double rate, TrainingTime time) => rate / (1 + (decay * time.Epoch));
}
