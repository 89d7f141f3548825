using PSBackprop.Activations;
using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>Targets that stand for classes.</summary>
internal static class ClassTargets
{
    /// <summary>The class of a row, from 0: the largest of several targets, or which half of the output's range a single one lies in.</summary>
    public static int Label(DataMatrix target, int row, ActivationFunction output)
    {
        if (target.Columns == 1)
        {
            return target[row, 0] > DecisionThreshold(output) ? 1 : 0;
        }

        int best = 0;
        for (int j = 1; j < target.Columns; j++)
        {
            if (target[row, j] > target[row, best])
            {
                best = j;
            }
        }

        return best;
    }

    /// <summary>The class of each row, [rows].</summary>
    public static int[] Labels(DataMatrix target, ActivationFunction output)
    {
        int[] labels = new int[target.Rows];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = Label(target, row, output);
        }

        return labels;
    }

    /// <summary>What separates the two classes of a single output.</summary>
    public static double DecisionThreshold(ActivationFunction output) =>
        double.IsFinite(output.Minimum) && double.IsFinite(output.Maximum) ? (output.Minimum + output.Maximum) / 2 : 0.5;
}
