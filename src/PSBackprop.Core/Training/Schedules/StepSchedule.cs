namespace PSBackprop.Training.Schedules;

/// <summary>η γ^⌊epoch / length⌋.</summary>
internal sealed class StepSchedule(int length, double decay) : LearningRateSchedule
{
    public override double At(double rate, TrainingTime time) => rate * Math.Pow(decay, time.Epoch / length);
}
