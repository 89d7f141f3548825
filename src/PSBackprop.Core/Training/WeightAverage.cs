using System.Numerics;

namespace PSBackprop.Training;

/// <summary>
/// The mean of the parameters after each epoch in which later epochs count more: polynomial-decay averaging (Shamir, Zhang 2013, "Stochastic
/// gradient descent for non-smooth optimization"), with t the epoch and η = 4: mean ← mean + (η + 1) / (η + t) · (parameters − mean). About
/// the last fifth of the epochs has a say. Running statistics of batch normalization are averaged like weights.
/// </summary>
/// <param name="parameters">How many parameters there are.</param>
internal sealed class WeightAverage<T>(int parameters)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Chosen among 4, 8 and 16 by rows kept apart, as about_PSBackprop_Defaults tells of the other defaults.
    private const double Eta = 4;

    private int _epochs;

    /// <summary>The mean, [parameters]; zero before the first epoch.</summary>
    public T[] Values { get; } = new T[parameters];

    /// <summary>Takes in the parameters after an epoch.</summary>
    public void Observe(ReadOnlySpan<T> after)
    {
        _epochs++;
        T share = T.CreateTruncating((Eta + 1) / (Eta + _epochs));
        Span<T> values = Values;
        for (int i = 0; i < values.Length; i++)
        {
            // In this form what does not change, such as frozen weights, stays the same to the bit.
            values[i] += share * (after[i] - values[i]);
        }
    }

    public void Save(TrainingState state)
    {
        state.Put("averagedEpochs", _epochs);
        state.Put("averageParameters", Values);
    }

    public void Load(TrainingState state)
    {
        _epochs = (int)state.TakeCount("averagedEpochs");
        state.Take("averageParameters", Values);
    }
}
