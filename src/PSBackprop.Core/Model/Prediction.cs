using System.Globalization;

namespace PSBackprop;

/// <summary>What a network says of one row.</summary>
public sealed class Prediction
{
    internal Prediction(double[] output, bool isProbability)
    {
        Output = output;
        if (isProbability)
        {
            int best = Array.IndexOf(output, output.Max());
            Label = best.ToString(CultureInfo.InvariantCulture);
            Probability = output[best];
        }
    }

    /// <summary>The outputs of the last layer, [units].</summary>
    public double[] Output { get; }

    /// <summary>For a softmax output: the number, counted from 0, of the most probable class.</summary>
    public string? Label { get; }

    /// <summary>For a softmax output: the probability of that class.</summary>
    public double? Probability { get; }

    /// <inheritdoc/>
    public override string ToString() => Label ?? string.Join(' ', Output.Select(value => value.ToString("G6", CultureInfo.CurrentCulture)));
}
