using System.Globalization;

using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training;

/// <summary>
/// Looks at how a training went for a plateau, an end that came too early, steps that are too large, validation data that were never
/// predicted better than by a constant, overfitting and exploding gradients, and names the remedy.
/// </summary>
internal sealed class RunDiagnosis
{
    private const int FewestEpochs = 20;

    // Less of a fall over the last tenth of the epochs is none to speak of.
    private const double SlightFall = 0.002;

    // Above this part of the loss of a constant, standing still means being stuck.
    private const double StuckLevel = 0.25;

    // A curve that has lost its first steepness is past the worst: less than this part of an even fall is left at its end.
    private const double SteepPart = 0.5;

    // So much above its lowest, the loss on the validation data has turned rather than wavered.
    private const double Overfit = 1.25;

    // Better than a constant by less than this part may be the luck of the best of many epochs.
    private const double SlightGain = 0.01;

    private const double LargeGradient = 1000;

    private readonly List<double> _losses = [];
    private double _firstNorm = double.NaN;
    private double _largestNorm;
    private double _lowestValidation = double.PositiveInfinity;
    private double _lastValidation = double.NegativeInfinity;
    private int _lowestValidationEpoch;

    public void Observe(double loss, double? validationLoss, double gradientNorm)
    {
        _losses.Add(loss);
        _firstNorm = double.IsNaN(_firstNorm) ? gradientNorm : _firstNorm;
        _largestNorm = Math.Max(_largestNorm, gradientNorm);
        if (validationLoss is not { } validation || !double.IsFinite(validation))
        {
            return;
        }

        _lastValidation = validation;
        if (validation < _lowestValidation)
        {
            _lowestValidation = validation;
            _lowestValidationEpoch = _losses.Count;
        }
    }

    public void Save(TrainingState state)
    {
        state.Put("losses", [.. _losses]);
        state.Put("firstGradientNorm", _firstNorm);
        state.Put("largestGradientNorm", _largestNorm);
        if (_lowestValidationEpoch > 0)
        {
            state.Put("lowestFiniteValidationLoss", _lowestValidation);
            state.Put("lowestFiniteValidationLossEpoch", _lowestValidationEpoch);
            state.Put("lastFiniteValidationLoss", _lastValidation);
        }
    }

    public void Load(TrainingState state)
    {
        _losses.AddRange(state.TakeAll("losses"));
        _firstNorm = state.Take("firstGradientNorm");
        _largestNorm = state.Take("largestGradientNorm");
        if (state.Has("lowestFiniteValidationLossEpoch"))
        {
            _lowestValidation = state.Take("lowestFiniteValidationLoss");
            _lowestValidationEpoch = (int)state.TakeCount("lowestFiniteValidationLossEpoch", _losses.Count);
            _lastValidation = state.Take("lastFiniteValidationLoss");
        }
    }

    /// <param name="reason">Why the training ended.</param>
    /// <param name="plan">The training.</param>
    /// <param name="restored">Whether the network has the weights of its best epoch.</param>
    public IReadOnlyList<string> Findings(StopReason reason, TrainingPlan plan, bool restored)
    {
        var baseline = new Lazy<double>(() => BaselineLoss.Of(plan));
        string? level = Plateau(reason, plan, baseline) ?? EarlyEnd(reason, plan, baseline) ?? LargeSteps(reason, baseline) ?? NoGain(reason, plan);
        return [.. new[] { level, restored ? null : Overfitting(), ExplodingGradient(reason) }.OfType<string>()];
    }

    private string? Plateau(StopReason reason, TrainingPlan plan, Lazy<double> baseline)
    {
        bool ended = reason is StopReason.Converged or StopReason.NoProgress;

        // Without a hidden layer the end is the lowest point that there is.
        if (ended && plan.Network.IsWithoutHiddenLayers)
        {
            return null;
        }

        if (reason is StopReason.TargetLoss or StopReason.Diverged || _losses.Count == 0 || (_losses.Count < FewestEpochs && !ended))
        {
            return null;
        }

        int span = Math.Max(_losses.Count / 10, FewestEpochs / 2);
        double now = _losses[^1];
        double before = _losses[Math.Max(_losses.Count - 1 - span, 0)];
        double constant = baseline.Value;
        if ((!ended && before - now > SlightFall * Math.Abs(before)) || !(constant > 0) || now < StuckLevel * constant)
        {
            return null;
        }

        OptimizerKind usual = default;
        string otherMethod = OptimizerFamily.Of(plan.Options).Kind == usual ? "or another learning rate" : $"another learning rate, or -Optimizer {usual}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The training has stalled: over the last {Math.Min(span, _losses.Count - 1)} epochs the loss went from {before:G4} to {now:G4}, "
            + $"and predicting a constant gives a loss of {constant:G4}. "
            + $"Unless the remaining loss is noise, try another seed, more units, {otherMethod}.");
    }

    private string? EarlyEnd(StopReason reason, TrainingPlan plan, Lazy<double> baseline)
    {
        if (reason is not (StopReason.EpochLimit or StopReason.TimeLimit) || _losses.Count < 3)
        {
            return null;
        }

        int intervals = _losses.Count - 1;
        int span = Math.Max(intervals / 10, 1);
        double now = _losses[^1];
        double fall = _losses[^(1 + span)] - now;
        double evenFall = (_losses[0] - now) * span / intervals;
        double constant = baseline.Value;
        string advice = plan.Samples.Validation is null
            ? "Raise -Epoch, or -LearningRate; with -ValidationSplit and -Patience the training ends when other rows gain no more."
            : "Raise -Epoch, or -LearningRate.";
        return fall > 0 && fall > SteepPart * evenFall && constant > 0 && now > StuckLevel * constant
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The training stopped while the loss was still falling: after {_losses.Count} epochs it was {now:G4}, "
                + $"and predicting a constant gives a loss of {constant:G4}. {advice}")
            : null;
    }

    private string? LargeSteps(StopReason reason, Lazy<double> baseline)
    {
        if (reason == StopReason.Diverged || _losses.Count < FewestEpochs)
        {
            return null;
        }

        double now = _losses[^1];
        double constant = baseline.Value;
        return constant > 0 && now > 2 * constant
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The loss ended at {now:G4}, where predicting a constant gives a loss of {constant:G4}: the steps are too large. Lower -LearningRate.")
            : null;
    }

    private string? NoGain(StopReason reason, TrainingPlan plan)
    {
        if (reason is StopReason.Diverged or StopReason.Cancelled || _lowestValidationEpoch == 0 || plan.Samples.Validation is not var (_, target))
        {
            return null;
        }

        double constant = BaselineLoss.OfValidation(plan, target);
        return constant > 0 && _lowestValidation > (1 - SlightGain) * constant
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The network predicts the validation data no better than a constant: its lowest loss there was {_lowestValidation:G4}, "
                + $"and a constant gives {constant:G4}. Unless the features tell nothing of the target, try another -LearningRate, or other features.")
            : null;
    }

    private string? Overfitting() =>
        _losses.Count >= FewestEpochs && _lastValidation > Overfit * _lowestValidation && _losses[^1] < _losses[_lowestValidationEpoch - 1]
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The network overfits: the validation loss was lowest in epoch {_lowestValidationEpoch}, {_lowestValidation:G4}, "
            + $"and rose to {_lastValidation:G4} while the training loss fell. "
            + $"Use -Patience, more rows, fewer units, -L2 or -Dropout.")
        : null;

    private string? ExplodingGradient(StopReason reason)
    {
        bool exploded = reason == StopReason.Diverged || (_largestNorm > LargeGradient && _largestNorm > LargeGradient * _firstNorm);
        string course = !double.IsFinite(_firstNorm)
            ? "in the first epoch of this training"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"from a norm of {_firstNorm:G3} to {(reason == StopReason.Diverged ? "infinity" : $"{_largestNorm:G3}")}");
        return exploded
            ? $"The gradients exploded {course}. Lower -LearningRate, scale the inputs, or add -GradientClip 1."
            : null;
    }
}
