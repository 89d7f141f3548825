using System.Collections;
using System.Collections.Specialized;
using System.Globalization;

using PSBackprop.Conversion;

namespace PSBackprop;

/// <summary>One combination of settings that a search has tried.</summary>
public sealed class SearchTrial
{
    internal SearchTrial(int trial, OrderedDictionary parameter, string metric, int epochs)
    {
        Trial = trial;
        Parameter = parameter;
        Metric = metric;
        Epochs = epochs;
    }

    /// <summary>Its number, from 1.</summary>
    public int Trial { get; }

    /// <summary>Whether it is the best of its search: the one whose settings the network has that the search ends with.</summary>
    public bool IsBest { get; internal set; }

    /// <summary>The settings.</summary>
    public OrderedDictionary Parameter { get; }

    /// <summary>The metric that the score is.</summary>
    public string Metric { get; }

    /// <summary>
    /// The metric on data not trained on, the mean over folds if there are any; null if there is none, which the outcome explains.
    /// </summary>
    public double? Score { get; internal init; }

    /// <summary>The standard deviation over folds; 0 without.</summary>
    public double Deviation { get; internal init; }

    /// <summary>Whether there is a score, and if not, why.</summary>
    public TrialOutcome Outcome { get; internal init; }

    /// <summary>Why there is no score, in words; null where there is one.</summary>
    public string? Reason { get; internal init; }

    /// <summary>The most epochs it was trained for.</summary>
    public int Epochs { get; }

    /// <summary>The settings as one line; those that take several values in the search come first.</summary>
    public string Settings => string.Join(", ", Parameter.Keys.Cast<string>().Select(name => $"{name} {Text(Parameter[name])}"));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.CurrentCulture,
        $"{Trial}: {Metric} {Score?.ToString("F4", CultureInfo.CurrentCulture) ?? Outcome.ToString().ToLowerInvariant()} with {Settings}");

    // Lists as they read in -HiddenLayer: 8-8; a layer that is described as its description.
    private static string Text(object? value) => PSObjects.Unwrap(value) switch
    {
        IDictionary table => $"({string.Join(' ', Entries(table).Order(StringComparer.OrdinalIgnoreCase))})",
        Array list => string.Join('-', list.Cast<object?>().Select(Text)),
        double number => number.ToString("G4", CultureInfo.CurrentCulture),
        var other => Convert.ToString(other, CultureInfo.CurrentCulture)!,
    };

    private static IEnumerable<string> Entries(IDictionary table) => table.Keys.Cast<object>().Select(key => $"{key} {Text(table[key])}");
}
