using System.Globalization;
using System.Text;

namespace PSBackprop;

/// <summary>How often each class was taken for each: rows are the truth, columns what the network said.</summary>
public sealed class ConfusionMatrix
{
    internal ConfusionMatrix(IReadOnlyList<string> labels, int[] truth, int[] predicted)
    {
        Labels = FixedList.Of(labels);
        Counts = new int[labels.Count, labels.Count];
        for (int i = 0; i < truth.Length; i++)
        {
            Counts[truth[i], predicted[i]]++;
        }
    }

    /// <summary>The classes, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>[classes × classes]: how many samples of the row's class were taken for the column's.</summary>
    public int[,] Counts { get; }

    /// <summary>The matrix as lines of text, the truth at the left.</summary>
    public override string ToString()
    {
        string[] cells = [.. Counts.Cast<int>().Select(static count => count.ToString(CultureInfo.CurrentCulture))];
        int first = Labels.Max(static label => label.Length);
        int[] widths = [.. Labels.Select((label, j) => Math.Max(label.Length, Enumerable.Range(0, Labels.Count).Max(i => cells[(i * Labels.Count) + j].Length)))];
        var text = new StringBuilder();
        text.Append(' ', first);
        for (int j = 0; j < Labels.Count; j++)
        {
            text.Append("  ").Append(Labels[j].PadLeft(widths[j]));
        }

        for (int i = 0; i < Labels.Count; i++)
        {
            text.Append('\n').Append(Labels[i].PadRight(first));
            for (int j = 0; j < Labels.Count; j++)
            {
                text.Append("  ").Append(cells[(i * Labels.Count) + j].PadLeft(widths[j]));
            }
        }

        return text.ToString();
    }
}
