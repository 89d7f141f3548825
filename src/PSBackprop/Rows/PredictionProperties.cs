using System.Collections;
using System.Data;
using System.Management.Automation;

using PSBackprop.Conversion;

namespace PSBackprop.Rows;

/// <summary>Adds what a network says of rows to the rows themselves.</summary>
/// <param name="network">The network.</param>
/// <param name="knowsRanges">Whether it knows what lies far outside its training, so that rows get OutOfRange.</param>
internal sealed class PredictionProperties(Network network, bool knowsRanges)
{
    private const string PredictionName = "Prediction";
    private const string ProbabilityName = "Probability";

    private static readonly Dictionary<string, double> s_none = [];

    // What the network takes or has learned, which nobody wants to lose; an earlier prediction is meant to be replaced.
    private readonly string[] _columns = [.. (network.Columns?.Input ?? []).Concat(network.Columns?.Output ?? []).Select(static column => column.Name)];
    private readonly SortedSet<string> _replaced = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to warn of after all rows; null for nothing.</summary>
    public string? Warning => _replaced.Count == 0 ? null : Errors.AppendReplaces([.. _replaced]);

    /// <summary>
    /// The row with Prediction, and Probability and Spread where there are such; a network with several targets adds one of each for
    /// every target, with its name. All rows of a network get the same properties, so that they are a table.
    /// </summary>
    public PSObject Append(object? row, int number, Prediction prediction)
    {
        PSObject result = Own(row, number);
        if (prediction.AnomalyScore is { } score)
        {
            Set(result, nameof(prediction.AnomalyScore), score);
            Set(result, nameof(prediction.PValue), prediction.PValue!);
            Set(result, nameof(prediction.OddestColumn), prediction.OddestColumn!);
        }
        else if (prediction.Labels is { } labels)
        {
            foreach (var (name, probability) in prediction.Probabilities!)
            {
                Set(result, $"{PredictionName}_{name}", labels.Contains(name));
                Set(result, $"{ProbabilityName}_{name}", probability);
            }
        }
        else if (prediction.Values is { } values)
        {
            foreach (var (name, value) in values)
            {
                Set(result, $"{PredictionName}_{name}", value);
            }
        }
        else
        {
            Set(result, PredictionName, PredictionMembers.Answer(prediction));
            if (prediction.Probability is { } probability)
            {
                Set(result, ProbabilityName, probability);
            }
        }

        AddInterval(result, prediction);
        if (prediction.Spread is { } spread)
        {
            Set(result, nameof(prediction.Spread), spread);
        }

        foreach (var (name, ofTarget) in prediction.Spreads ?? s_none)
        {
            Set(result, $"{nameof(prediction.Spread)}_{name}", ofTarget);
        }

        if (prediction.Top is { } top)
        {
            Set(result, nameof(prediction.Top), top);
        }

        if (knowsRanges)
        {
            Set(result, nameof(prediction.OutOfRange), prediction.OutOfRange);
        }

        return result;
    }

    private void AddInterval(PSObject result, Prediction prediction)
    {
        if (prediction.PredictionSet is { } set)
        {
            Set(result, nameof(prediction.PredictionSet), set);
        }

        if (prediction.Lower is { } lower)
        {
            Set(result, nameof(prediction.Lower), lower);
            Set(result, nameof(prediction.Upper), prediction.Upper!.Value);
        }

        foreach (var (name, ofTarget) in prediction.Lowers ?? s_none)
        {
            Set(result, $"{nameof(prediction.Lower)}_{name}", ofTarget);
            Set(result, $"{nameof(prediction.Upper)}_{name}", prediction.Uppers![name]);
        }
    }

    // A row made of named values is copied, so that the caller's own stays as it is; another object gets properties around it.
    private static PSObject Own(object? row, int number)
    {
        switch (PSObjects.Unwrap(row))
        {
            case IDictionary or DataRow or DataRowView or IDataRecord:
                return RowReader.Copy(row!, number);
            case PSObject custom:
                return custom.Copy();
            default:
                return row is null ? new PSObject() : new PSObject(row);
        }
    }

    private void Set(PSObject target, string name, object value)
    {
        if (target.Properties[name] is { } present)
        {
            if (_columns.Contains(present.Name, StringComparer.OrdinalIgnoreCase))
            {
                _replaced.Add(present.Name);
            }

            target.Properties.Remove(present.Name);
        }

        target.Properties.Add(new PSNoteProperty(name, value));
    }
}
