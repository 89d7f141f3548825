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
        state.Put("best", _best);
        state.Put("earlyStopping", double.IsFinite(_lowest) ? _lowest : double.NaN, _waited, BestEpoch ?? double.NaN);
    }

    public void Load(TrainingState state)
    {
        state.Take("best", _best);
        double[] values = state.Take("earlyStopping", 3);
        _lowest = double.IsNaN(values[0]) ? double.PositiveInfinity : values[0];
        _waited = (int)values[1];
        BestEpoch = double.IsNaN(values[2]) ? null : (int)values[2];
    }

    /// <summary>Puts the best epoch's parameters back.</summary>
    public void Restore(T[] parameters) => _best.CopyTo(parameters, 0);
}
