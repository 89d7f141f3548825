using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Schedules;

/// <summary>
/// The rate is multiplied by a factor whenever the loss has not fallen by a ten-thousandth of itself for more than a
/// number of epochs (as in PyTorch's ReduceLROnPlateau).
/// </summary>
internal sealed class PlateauSchedule(int patience, double decay, double minimum) : LearningRateSchedule
{
    private static readonly Setting<int> s_patience = ScheduleSettings.Step(10, "the epochs to wait for an improvement");
    private static readonly Setting<double> s_decay = ScheduleSettings.Decay(0.1);

    public static readonly ScheduleMember Member = new(
        ScheduleKind.Plateau,
        [s_patience, s_decay, ScheduleSettings.MinimumRate],
        static options => new PlateauSchedule(s_patience.In(options), s_decay.In(options), ScheduleSettings.MinimumRate.In(options)))
    {
        FollowsLoss = true,
    };

    private const double Threshold = 1e-4;

    // A rate that would fall by no more than this stays.
    private const double LeastFall = 1e-8;

    private double _best = double.PositiveInfinity;
    private int _bad;
    private double _factor = 1;

    public override double At(double rate, TrainingTime time) => Lowered(rate, _factor);

    public override void Save(TrainingState state)
    {
        state.Put("plateauLowestLoss", _best);
        state.Put("plateauEpochsWaited", _bad);
        state.Put("plateauFactor", _factor);
    }

    public override void Load(TrainingState state)
    {
        _best = state.Take("plateauLowestLoss");
        _bad = (int)state.TakeCount("plateauEpochsWaited");
        _factor = state.Take("plateauFactor");
    }

    public override void Observe(double loss, double rate)
    {
        if (loss < _best * (1 - Threshold))
        {
            _best = loss;
            _bad = 0;
        }
        else if (++_bad > patience)
        {
            double lower = _factor * decay;
            _factor = Lowered(rate, _factor) - Lowered(rate, lower) > LeastFall ? lower : _factor;
            _bad = 0;
        }
    }

    private double Lowered(double rate, double factor) => Math.Max(rate * factor, Math.Min(minimum, rate));
}
