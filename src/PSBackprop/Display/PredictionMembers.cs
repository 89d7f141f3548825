using System.Globalization;
using System.Management.Automation;

namespace PSBackprop;

/// <summary>What PowerShell shows of a prediction beside its own properties.</summary>
public static class PredictionMembers
{
    private const int ShownProbabilities = 2;

    /// <summary>
    /// The answer under the name that <c>-Append</c> gives it: the label, the number, the labels that are a yes, the numbers
    /// by name, or the outputs of a network that knows no more of them.
    /// </summary>
    public static object GetPrediction(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Answer((Prediction)instance.BaseObject);
    }

    /// <summary>The outputs of the last layer.</summary>
    public static object GetOutput(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Wrapped((Prediction)instance.BaseObject);
    }

    /// <summary>What the network says, with how far a number may be off, or the set of classes, where an interval was asked for.</summary>
    public static string AnswerText(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction switch
        {
            { Lower: { } lower, Upper: { } upper } => string.Create(CultureInfo.CurrentCulture, $"{prediction} ± {(upper - lower) / 2:G4}"),
            { PredictionSet: { } set } => $"{prediction} {{{set}}}",
            _ => prediction.ToString(),
        };
    }

    /// <summary>The most probable classes, as many as -Top asked for or else two; empty for numbers.</summary>
    public static string ProbabilitiesText(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (prediction.Top is { } top)
        {
            return string.Join(", ", top);
        }

        if (prediction.Probabilities is not { } all)
        {
            return string.Empty;
        }

        var shown = prediction.Labels is null ? all.OrderByDescending(static pair => pair.Value).Take(ShownProbabilities) : all;
        string rest = prediction.Labels is null && all.Count > ShownProbabilities ? ", …" : string.Empty;
        return string.Join(", ", shown.Select(static pair => Pair(pair.Key, pair.Value))) + rest;
    }

    internal static object Answer(Prediction prediction) => prediction switch
    {
        { AnomalyScore: { } score } => score,
        { Label: { } label } => label,
        { Labels: { } labels } => labels,
        { Value: { } value } => value,
        { Values: { } values } => values,
        { Output: [var single] } => single,
        _ => Wrapped(prediction),
    };

    // An array has the name of its type for a text, in a CSV file for instance; wrapped it has its numbers.
    private static PSObject Wrapped(Prediction prediction) => new(prediction.Output);

    private static string Pair(string label, double probability) => string.Create(CultureInfo.CurrentCulture, $"{label} {probability:N4}");
}
