using System.Globalization;
using System.Text;

namespace PSBackprop;

/// <summary>How often each class was taken for each: rows are the truth, columns what the network said.</summary>
public sealed class ConfusionMatrix
{
    internal ConfusionMatrix(IReadOnlyList<object> labels, int[] truth, int[] predicted)
    {
        Labels = FixedList.Of(labels);
        Counts = new int[labels.Count, labels.Count];
        for (int i = 0; i < truth.Length; i++)
        {
            Counts[truth[i], predicted[i]]++;
        }
    }

    /// <summary>The classes in the target's own type, in the order of rows and columns.</summary>
    public IReadOnlyList<object> Labels { get; }

    /// <summary>[classes × classes]: how many samples of the row's class were taken for the column's.</summary>
    public int[,] Counts { get; }

    /// <summary>The matrix as lines of text, the truth at the left.</summary>
    public override string ToString()
    {
        string[] cells = [.. Counts.Cast<int>().Select(static count => count.ToString(CultureInfo.CurrentCulture))];
        string[] labels = [.. Labels.Select(LabelType.Text)];
        int first = labels.Max(static label => label.Length);
        int[] widths = [.. labels
            .Select((label, j) => Math.Max(label.Length, Enumerable.Range(0, labels.Length).Max(i => cells[(i * labels.Length) + j].Length)))];
        var text = new StringBuilder();
        text.Append(' ', first);
        for (int j = 0; j < labels.Length; j++)
        {
            text.Append("  ").Append(labels[j].PadLeft(widths[j]));
        }

        for (int i = 0; i < labels.Length; i++)
        {
            text.Append('\n').Append(labels[i].PadRight(first));
            for (int j = 0; j < labels.Length; j++)
            {
                text.Append("  ").Append(cells[(i * labels.Length) + j].PadLeft(widths[j]));
            }
        }

        return text.ToString();
    }
}
