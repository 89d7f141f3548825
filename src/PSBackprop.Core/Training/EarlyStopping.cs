using System.Numerics;

namespace PSBackprop.Training;

/// <summary>Remembers the epoch with the lowest validation loss, and says when it has waited long enough for a lower one (Prechelt 1998).</summary>
internal sealed class EarlyStopping<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _patience;
    private readonly double _minimumImprovement;
    private readonly T[] _best;
    private double _lowest = double.PositiveInfinity;
    private int _waited;

    public EarlyStopping(int patience, double minimumImprovement, int parameters)
    {
        _patience = patience;
        _minimumImprovement = minimumImprovement;
        _best = new T[parameters];
    }

    /// <summary>The epoch with the lowest validation loss; null before the first that has a finite one.</summary>
    public int? BestEpoch { get; private set; }

    /// <summary>Hears of an epoch.</summary>
    /// <returns>Whether patience is at its end.</returns>
    public bool Observe(int epoch, double loss, T[] parameters)
    {
        // NaN is never below anything, so an epoch without a finite loss is waited through and never the best.
        if (loss < _lowest - _minimumImprovement)
        {
            _lowest = loss;
            _waited = 0;
            BestEpoch = epoch;
            parameters.CopyTo(_best, 0);
            return false;
        }

        return ++_waited >= _patience;
    }

    public void Save(TrainingState state)
    {
        state.Put("lowestValidationLoss", _lowest);
        state.Put("epochsWaited", _waited);
        if (BestEpoch is { } best)
        {
            state.Put("bestEpoch", best);
            state.Put("bestParameters", _best);
        }
    }

    public void Load(TrainingState state)
    {
        _lowest = state.Take("lowestValidationLoss");
        _waited = (int)state.TakeCount("epochsWaited");
        if (state.Has("bestEpoch"))
        {
            BestEpoch = (int)state.TakeCount("bestEpoch");
            state.Take("bestParameters", _best);
        }
    }

    /// <summary>Puts the best epoch's parameters back.</summary>
    public void Restore(T[] parameters) => _best.CopyTo(parameters, 0);
}
