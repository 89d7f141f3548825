using System.Collections;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Data;

namespace PSBackprop;

/// <summary>Turns what users give for sample and class weights into numbers.</summary>
internal static class WeightConverter
{
    /// <summary>What gives each class the same weight in all.</summary>
    public const string Balanced = "Balanced";

    /// <summary>A flat list of numbers.</summary>
    public static double[] OfSamples(object value)
    {
        DataMatrix weights = DataMatrixConverter.Convert("-SampleWeight", value);
        return weights.Columns == 1 || weights.Rows == 1 ? weights.ToArray<double>() : throw Errors.SampleWeightCount(weights.Rows, weights.Rows * weights.Columns);
    }

    public static bool IsBalanced(object? value) => Bare(value) is string text && text.Equals(Balanced, StringComparison.OrdinalIgnoreCase);

    /// <summary>A hashtable from class numbers to weights; null for none.</summary>
    public static Dictionary<int, double>? OfClasses(object? value)
    {
        if (value is null)
        {
            return null;
        }

        if (Bare(value) is not IDictionary table)
        {
            throw Errors.ClassWeightNotUnderstood(value);
        }

        var weights = new Dictionary<int, double>();
        foreach (DictionaryEntry entry in table)
        {
            if (!int.TryParse(System.Convert.ToString(entry.Key, CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int label))
            {
                throw Errors.ClassWeightNotUnderstood(entry.Key);
            }

            weights[label] = NumberReader.TryRead(Bare(entry.Value), out double weight) ? weight : throw Errors.ClassWeightValue(label, entry.Value);
        }

        return weights;
    }

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
