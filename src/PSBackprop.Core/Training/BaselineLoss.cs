using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>The loss of the best network without inputs: one that predicts the same constant for every sample.</summary>
internal static class BaselineLoss
{
    /// <summary>The training loss of that constant, with the samples' weights, regularization aside.</summary>
    public static double Of(TrainingPlan plan)
    {
        int outputs = plan.Samples.Target.Columns;
        int samples = plan.Samples.Target.Rows;
        double[] weights = plan.SampleWeights;
        double[] constant = plan.Loss.BestConstants(output => Column(plan.Samples.Target, output), weights, outputs);
        double[] netInput = Array.ConvertAll(constant, plan.Loss.NetInputOf);
        double sum = 0;
        for (int row = 0; row < samples; row++)
        {
            ReadOnlySpan<double> weight = weights.Length == 0 ? default : weights.AsSpan(row, 1);
            sum += plan.Loss.Sum(netInput, constant, plan.Samples.Target.Values.Slice(row * outputs, outputs), weight, outputs);
        }

        return plan.Loss.Reduce(sum, weights.Length == 0 ? samples : weights.Sum());
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
