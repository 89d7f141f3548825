using PSBackprop.Propagation;

namespace PSBackprop.Training;

/// <summary>What it costs to give the same answer to every sample: the mean of the targets.</summary>
internal static class ConstantAnswer
{
    /// <summary>The training loss of that answer, regularization aside.</summary>
    public static double Loss(TrainingPlan plan)
    {
        int outputs = plan.Target.Columns;
        int samples = plan.Target.Rows;
        double[] target = plan.Target.ToArray<double>();
        double[] mean = new double[outputs];
        for (int i = 0; i < target.Length; i++)
        {
            mean[i % outputs] += target[i] / samples;
        }

        // With the net inputs that the output activation turns into the mean.
        const double smallest = 1e-12;
        double[] netInput = [.. mean.Select(value => plan.Loss.FusedWith switch
        {
            Activation.Softmax => Math.Log(Math.Max(value, smallest)),
            Activation.Sigmoid => Math.Log(Math.Max(value, smallest) / Math.Max(1 - value, smallest)),
            _ => value,
        })];
        double sum = 0;
        for (int row = 0; row < samples; row++)
        {
            sum += plan.Loss.Sum<double>(netInput, mean, target.AsSpan(row * outputs, outputs), default, outputs);
        }

        return plan.Loss.IsMean ? sum / samples : sum;
    }
}
