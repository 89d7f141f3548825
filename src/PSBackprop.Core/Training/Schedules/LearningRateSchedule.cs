namespace PSBackprop.Training.Schedules;

/// <summary>How the learning rate changes over a training.</summary>
internal abstract class LearningRateSchedule
{
    /// <summary>The rate at a moment.</summary>
    /// <param name="rate">The full rate.</param>
    /// <param name="time">Where the training stands, warm-up aside.</param>
    public abstract double At(double rate, TrainingTime time);

    /// <summary>Puts what it has learned from the losses into a state.</summary>
    public virtual void Save(TrainingState state)
    {
    }

    /// <summary>Takes it from a state again.</summary>
    public virtual void Load(TrainingState state)
    {
    }

    /// <summary>Hears of each epoch's loss, that of validation where there is one.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="rate">The full rate.</param>
    public virtual void Observe(double loss, double rate)
    {
    }

    /// <summary>From <paramref name="high"/> to <paramref name="low"/> along half a cosine wave; <paramref name="part"/> from 0 to 1.</summary>
    protected static double HalfWave(double high, double low, double part) => low + (0.5 * (high - low) * (1 + Math.Cos(Math.PI * part)));
}
