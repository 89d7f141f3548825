using System.Globalization;

using PSBackprop.Evaluations;
using PSBackprop.Evaluations.Metrics;

namespace PSBackprop;

/// <summary>
/// How good a network's forecasts are, from each time of the rows measured as many steps ahead as there are rows, beside what is simpler.
/// </summary>
public sealed class ForecastEvaluation : RegressionEvaluation
{
    internal ForecastEvaluation(
        NumberPredictions numbers,
        double loss,
        NumberCoverage? coverage,
        IReadOnlyList<ForecastScore> scores,
        IReadOnlyList<ForecastStep> steps,
        IReadOnlyList<ForecastGroup> groups,
        IReadOnlyList<string> findings)
        : base(numbers, loss, coverage)
    {
        MeanAbsoluteScaledError = scores[0].MeanAbsoluteScaledError;
        Baseline = FixedList.Of(scores.Skip(1));
        Step = FixedList.Of(steps);
        Group = FixedList.Of(groups);
        Findings = FixedList.Of(new[] { ForecastFinding.Of(scores) }.OfType<string>().Concat(findings));
    }

    /// <summary>
    /// The mean absolute error as a multiple of that of the naive seasonal forecast of one step in the training rows (MASE; Hyndman, Koehler
    /// 2006): below 1 for what is nearer. Null where that error is 0.
    /// </summary>
    public double? MeanAbsoluteScaledError { get; }

    /// <summary>The same of what is simpler.</summary>
    public IReadOnlyList<ForecastScore> Baseline { get; }

    /// <summary>How good each step ahead is.</summary>
    public IReadOnlyList<ForecastStep> Step { get; }

    /// <summary>How good the forecasts of each series are; empty for a series alone.</summary>
    public IReadOnlyList<ForecastGroup> Group { get; }

    /// <summary>What looks wrong, with the remedy.</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <inheritdoc/>
    public override string ToString() => MeanAbsoluteScaledError is { } scaled
        ? string.Create(CultureInfo.CurrentCulture, $"MASE {scaled:F3} over {Step.Count} steps, {string.Join(", ", Baseline)}")
        : string.Create(CultureInfo.CurrentCulture, $"RMSE {RootMeanSquaredError:G5} over {Step.Count} steps");
}
