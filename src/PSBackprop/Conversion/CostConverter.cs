using System.Collections;

namespace PSBackprop.Conversion;

/// <summary>Turns what users give for costs into numbers.</summary>
internal static class CostConverter
{
    /// <summary>
    /// The cost of each decision, [true class][class decided for]. A number for a class is the cost of taking it for any other; what is not
    /// given is 0 for right decisions and 1 for wrong ones.
    /// </summary>
    /// <param name="given">A hashtable by the true class, of numbers or of hashtables by the class decided for.</param>
    /// <param name="labels">The names of the classes.</param>
    /// <exception cref="BackpropException">A name is no class, or a value no number.</exception>
    public static double[][] Of(IDictionary given, IReadOnlyList<string> labels)
    {
        double[][] costs = [.. labels.Select((_, truth) => labels.Select((_, decided) => truth == decided ? 0.0 : 1.0).ToArray())];
        foreach (DictionaryEntry entry in given)
        {
            int truth = Place(entry.Key, labels);
            if (PSObjects.Unwrap(entry.Value) is IDictionary decisions)
            {
                foreach (DictionaryEntry decision in decisions)
                {
                    costs[truth][Place(decision.Key, labels)] = Number(entry.Key, decision.Value);
                }
            }
            else
            {
                double cost = Number(entry.Key, entry.Value);
                costs[truth] = [.. labels.Select((_, decided) => truth == decided ? 0 : cost)];
            }
        }

        return costs;
    }

    private static int Place(object label, IReadOnlyList<string> labels)
    {
        int place = NetworkColumns.IndexOf(labels, PSObjects.Unwrap(label)!);
        return place >= 0 ? place : throw Errors.CostLabelUnknown(label, labels);
    }

    private static double Number(object label, object? value) =>
        PSObjects.Unwrap(value) is { } given and not bool && NumberReader.TryRead(given, out double number)
        ? number
        : throw Errors.CostNotUnderstood(label, PSObjects.Unwrap(value));
}
