using System.Globalization;

namespace PSBackprop;

/// <summary>One number of backpropagation, with the formula it comes from.</summary>
public sealed class TraceRecord
{
    internal TraceRecord(int epoch, TraceStep step, string symbol, string formula, double value)
    {
        Epoch = epoch;
        Step = step;
        Symbol = symbol;
        Formula = formula;
        Value = value;
    }

    /// <summary>The epoch, counted from 1 over the network's life; each is one step with all rows.</summary>
    public int Epoch { get; }

    /// <summary>The step of backpropagation.</summary>
    public TraceStep Step { get; }

    /// <summary>The layer, counted from 1; null for the loss.</summary>
    public int? Layer { get; internal init; }

    /// <summary>The member that the layer belongs to, counted from 1; null in a network without members, and for the mean of them.</summary>
    public int? Member { get; internal init; }

    /// <summary>The unit in the layer, counted from 1.</summary>
    public int? Unit { get; internal init; }

    /// <summary>For a weight: the unit of the layer before, or the input, that it leads from, counted from 1.</summary>
    public int? Source { get; internal init; }

    /// <summary>The row of the data, counted from 1; null for what all rows make together.</summary>
    public int? Row { get; internal init; }

    /// <summary>z, a, E, δ, ∂E/∂w, w and so on.</summary>
    public string Symbol { get; }

    /// <summary>Where the value comes from, with the numbers put in.</summary>
    public string Formula { get; }

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>For an update: the value before.</summary>
    public double? Previous { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{Symbol} = {Formula} = {Value:G9}");
}
