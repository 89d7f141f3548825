using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>The loss of the best network without inputs: one that predicts the same constant for every sample.</summary>
internal static class BaselineLoss
{
    /// <summary>The training loss of that constant, with the samples' weights, regularization aside.</summary>
    public static double Of(TrainingPlan plan) => Of(plan, plan.Samples.Target, plan.SampleWeights);

    /// <summary>The loss on the validation data of the constant that is best on the training data.</summary>
    /// <param name="plan">The training.</param>
    /// <param name="target">The validation data's targets.</param>
    public static double OfValidation(TrainingPlan plan, DataMatrix target) => Of(plan, target, []);

    private static double Of(TrainingPlan plan, DataMatrix target, double[] weights)
    {
        int outputs = target.Columns;
        double[] constant = plan.Loss.BestConstants(output => Column(plan.Samples.Target, output), plan.SampleWeights, outputs);
        double[] netInput = Array.ConvertAll(constant, plan.Loss.NetInputOf);
        double sum = 0;
        foreach (DataMatrix piece in target.Pieces())
        {
            for (int row = 0; row < piece.Rows; row++)
            {
                ReadOnlySpan<double> weight = weights.Length == 0 ? default : weights.AsSpan(piece.FirstRow + row, 1);
                sum += plan.Loss.Sum(netInput, constant, piece.Values.Slice(row * outputs, outputs), weight, outputs);
            }
        }

        return plan.Loss.Reduce(sum, weights.Length == 0 ? target.Rows : weights.Sum());
    }

    private static double[] Column(DataMatrix target, int column)
    {
        double[] values = new double[target.Rows];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = target[row, column];
        }

        return values;
    }
}
