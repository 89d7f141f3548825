using System.Globalization;

using PSBackprop.Calibrations;

namespace PSBackprop;

/// <summary>
/// What <c>Invoke-Calibration</c> has found on rows that a network was not trained on: how its outputs become honest probabilities, the
/// decision that costs least, and how far its predictions are off.
/// </summary>
public sealed class NetworkCalibration
{
    private readonly IReadOnlyList<object> _labels;

    /// <param name="rows">The number of rows.</param>
    /// <param name="labels">The classes, or the targets' names of a multi-label network; empty for numbers.</param>
    /// <param name="probabilities">How net inputs become probabilities; null for numbers.</param>
    /// <param name="costs">What decisions cost; null for nothing but being right.</param>
    /// <param name="scores">One of each target, or one of all classes; empty for a multi-label network.</param>
    internal NetworkCalibration(
        int rows, IReadOnlyList<object> labels, ProbabilityScale? probabilities, DecisionCosts? costs, IReadOnlyList<ConformalScores> scores)
    {
        _labels = labels;
        Rows = rows;
        Probabilities = probabilities;
        Costs = costs;
        Scores = FixedList.Of(scores);
    }

    /// <summary>The number of rows that it comes from.</summary>
    public int Rows { get; }

    /// <summary>Where each class has an output: what net inputs are divided by, before they become probabilities; else null.</summary>
    public double? Temperature => Probabilities is { IsDistribution: true } scale ? 1 / scale.Slope[0] : null;

    /// <summary>Of each output that is a yes or no: what its net input is multiplied by, before it becomes a probability; else empty.</summary>
    public IReadOnlyList<double> Slope => Probabilities is { IsDistribution: false } scale ? scale.Slope : FixedList.Of<double>([]);

    /// <summary>Of each output that is a yes or no: what is added then; else empty.</summary>
    public IReadOnlyList<double> Intercept => Probabilities?.Intercept ?? FixedList.Of<double>([]);

    /// <summary>The cost of each decision, by the true class and the class decided for; null where none were given.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? Cost => Costs is null ? null : ByLabel(Costs);

    /// <summary>With costs and two classes: the one that <see cref="Threshold"/> is for; else null.</summary>
    public object? PositiveClass => Costs?.Positive is { } place ? _labels[place] : null;

    /// <summary>With costs and two classes: the probability from which the positive class is decided for; else null.</summary>
    public double? Threshold => Costs?.Threshold;

    /// <summary>The greatest level that <c>Get-Prediction -Interval</c> can have; null where there are no intervals.</summary>
    public double? HighestInterval => Scores.Count == 0 ? null : (double)Rows / (Rows + 1);

    /// <summary>How net inputs become probabilities; null for numbers.</summary>
    internal ProbabilityScale? Probabilities { get; }

    /// <summary>What decisions cost; null for nothing but being right.</summary>
    internal DecisionCosts? Costs { get; }

    /// <summary>One of each target, or one of all classes; empty for a multi-label network.</summary>
    internal IReadOnlyList<ConformalScores> Scores { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Temperature is { } temperature)
        {
            parts.Add(string.Create(CultureInfo.CurrentCulture, $"temperature {temperature:G4}"));
        }
        else if (Slope.Count == 1)
        {
            parts.Add(string.Create(CultureInfo.CurrentCulture, $"slope {Slope[0]:G4}, intercept {Intercept[0]:G4}"));
        }
        else if (Slope.Count > 1)
        {
            parts.Add($"{Slope.Count} slopes");
        }

        if (Threshold is { } threshold)
        {
            parts.Add(string.Create(CultureInfo.CurrentCulture, $"'{LabelType.Text(PositiveClass!)}' from {threshold:G4}"));
        }
        else if (Costs is not null)
        {
            parts.Add("least cost");
        }

        if (HighestInterval is { } highest)
        {
            parts.Add(string.Create(CultureInfo.CurrentCulture, $"intervals up to {highest:G4}"));
        }

        return string.Create(CultureInfo.CurrentCulture, $"{string.Join(", ", parts)}, from {Rows:N0} rows");
    }

    private NamedCosts ByLabel(DecisionCosts costs)
    {
        string[] names = [.. _labels.Select(LabelType.Text)];
        var all = new NamedCosts();
        for (int truth = 0; truth < names.Length; truth++)
        {
            var own = new NamedNumbers(names.Length);
            for (int decided = 0; decided < names.Length; decided++)
            {
                own[names[decided]] = costs[truth, decided];
            }

            all[names[truth]] = own;
        }

        return all;
    }

    /// <summary>Costs by name; as a text each true class with what decisions cost.</summary>
    private sealed class NamedCosts : Dictionary<string, IReadOnlyDictionary<string, double>>
    {
        public override string ToString() => string.Join("; ", this.Select(static pair => $"{pair.Key}: {pair.Value}"));
    }
}
