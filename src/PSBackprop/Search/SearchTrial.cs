using System.Collections.Specialized;
using System.Globalization;

namespace PSBackprop;

/// <summary>One combination of settings that a search has tried.</summary>
public sealed class SearchTrial
{
    internal SearchTrial(int trial, OrderedDictionary parameter, string metric, double? score, double deviation, int epochs)
    {
        Trial = trial;
        Parameter = parameter;
        Metric = metric;
        Score = score;
        Deviation = deviation;
        Epochs = epochs;
    }

    /// <summary>Its number, from 1.</summary>
    public int Trial { get; }

    /// <summary>The settings.</summary>
    public OrderedDictionary Parameter { get; }

    /// <summary>The figure that the score is.</summary>
    public string Metric { get; }

    /// <summary>The figure on data not trained on, the mean over folds if there are any; null if the training diverged.</summary>
    public double? Score { get; }

    /// <summary>The standard deviation over folds; 0 without.</summary>
    public double Deviation { get; }

    /// <summary>The most epochs it was trained for.</summary>
    public int Epochs { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.CurrentCulture,
        $"{Trial}: {Metric} {Score?.ToString("F4", CultureInfo.CurrentCulture) ?? "diverged"} with {string.Join(", ", Parameter.Keys.Cast<string>().Select(name => $"{name} {Show(Parameter[name])}"))}");

    private static string Show(object? value) => value is Array list ? string.Join('-', list.Cast<object>()) : Convert.ToString(value, CultureInfo.CurrentCulture)!;
}
