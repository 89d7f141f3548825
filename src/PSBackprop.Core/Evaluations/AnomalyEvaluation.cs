using System.Globalization;

using PSBackprop.Evaluations.Metrics;

namespace PSBackprop;

/// <summary>How well a network gives rows back.</summary>
public sealed class AnomalyEvaluation : Evaluation
{
    internal AnomalyEvaluation(int samples, double loss)
        : base(NetworkTask.Anomaly, samples, hasPositiveClass: false, new NetworkLoss(loss))
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"loss {Loss:G4} on {Samples} samples");
}
