using System.Collections;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Data;

namespace PSBackprop.Conversion;

/// <summary>Turns what users give for sample and class weights into numbers.</summary>
internal static class WeightConverter
{
    /// <summary>What gives each class the same weight in all.</summary>
    public const string Balanced = "Balanced";

    /// <summary>A flat list of numbers.</summary>
    public static double[] OfSamples(object value)
    {
        DataMatrix weights = DataMatrixConverter.Convert("-SampleWeight", value);
        return weights.Columns == 1 || weights.Rows == 1
            ? weights.ToArray<double>()
            : throw Errors.SampleWeightCount(weights.Rows, weights.Rows * weights.Columns);
    }

    public static bool IsBalanced(object? value) => PSObjects.Unwrap(value) is string text && text.Equals(Balanced, StringComparison.OrdinalIgnoreCase);

    /// <summary>A hashtable from classes to weights; null for none.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="labels">The classes' names; empty where they have none and go by number.</param>
    public static Dictionary<int, double>? OfClasses(object? value, IReadOnlyList<string> labels)
    {
        if (value is null)
        {
            return null;
        }

        if (PSObjects.Unwrap(value) is not IDictionary table)
        {
            throw Errors.ClassWeightNotUnderstood(value);
        }

        var weights = new Dictionary<int, double>();
        foreach (DictionaryEntry entry in table)
        {
            string name = System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            int label = labels.ToList().FindIndex(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (labels.Count > 0 && label < 0)
            {
                throw Errors.ClassLabelUnknown(name, labels);
            }

            if (labels.Count == 0 && !int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out label))
            {
                throw Errors.ClassWeightNotUnderstood(entry.Key);
            }

            weights[label] = NumberReader.TryRead(PSObjects.Unwrap(entry.Value), out double weight)
                ? weight
                : throw Errors.ClassWeightValue(label, entry.Value);
        }

        return weights;
    }
}
