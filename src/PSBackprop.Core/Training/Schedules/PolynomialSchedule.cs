namespace PSBackprop.Training.Schedules;

/// <summary>η_min + (η − η_min) (1 − epoch / epochs)^power.</summary>
internal sealed class PolynomialSchedule(double power, double minimum) : LearningRateSchedule
{
    public override double At(double rate, TrainingTime time) => minimum + ((rate - minimum) * Math.Pow(1 - ((double)time.Epoch / time.Epochs), power));
}
