using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>The loss of predicting a constant is the least that any constant gives, found here by trying them.</summary>
public sealed class BaselineLossTests
{
    public static TheoryData<Loss, bool, double> Cases
    {
        get
        {
            var data = new TheoryData<Loss, bool, double>();
            foreach (Loss loss in Enum.GetValues<Loss>())
            {
                data.Add(loss, false, 0);
                data.Add(loss, true, 0);
            }

            data.Add(Loss.BinaryCrossEntropy, true, 0.2);
            data.Add(Loss.CategoricalCrossEntropy, true, 0.2);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_constant_has_a_lower_loss_and_one_has_this(Loss kind, bool weighted, double smoothing)
    {
        bool isSoftmax = kind is Loss.CategoricalCrossEntropy or Loss.KullbackLeibler;
        int outputs = isSoftmax ? 2 : 1;
        Activation activation = isSoftmax ? Activation.Softmax : kind switch
        {
            Loss.BinaryCrossEntropy => Activation.Sigmoid,
            Loss.Hinge or Loss.SquaredHinge => Activation.Tanh,
            Loss.Poisson => Activation.Softplus,
            _ => Activation.Linear,
        };
        var network = Network.Create(1, [new LayerSpecification { Units = outputs }], new NetworkSettings { OutputActivation = activation, Seed = 1 });
        double[][] target = [.. Enumerable.Range(0, 41).Select(row => isSoftmax ? row % 3 == 0 ? new double[] { 1, 0 } : [0, 1] : [Target(kind, row)])];
        var options = new TrainingOptions
        {
            Loss = kind,
            LabelSmoothing = smoothing,
            SampleWeight = weighted ? [.. Enumerable.Range(0, 41).Select(row => row % 3 == 0 ? 5.0 : row % 7)] : null,
        };
        var plan = TrainingPlan.Of(network, DataMatrix.FromColumn("x", new double[41]), DataMatrix.FromRows("y", target), options);
        double baseline = BaselineLoss.Of(plan);
        double least = double.PositiveInfinity;
        for (int i = -40_000; i <= 80_000; i++)
        {
            double constant = i / 10_000.0;
            double[] output = isSoftmax ? [constant, 1 - constant] : [constant];
            bool isReachable = kind switch
            {
                Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy or Loss.KullbackLeibler => constant is > 0 and < 1,
                Loss.Poisson => constant > 0,
                _ => true,
            };
            least = isReachable ? Math.Min(least, LossOf(plan, output)) : least;
        }

        // Steps of 1e-4 meet the lowest point to that times the slope beside it.
        Assert.InRange(baseline, least - (1e-5 * Math.Abs(least)), least + (1e-12 * Math.Abs(least)));
    }

    // One in a hundred weighs as much as all others together: what a constant gives is ln 2, and not the 0.056 of equal weights.
    [Fact]
    public void A_weighted_loss_is_compared_with_a_weighted_constant()
    {
        double[] labels = [.. Enumerable.Range(0, 1000).Select(row => row % 100 == 0 ? 1.0 : 0)];
        var input = DataMatrix.FromColumn("x", [.. labels.Select((label, row) => (0.8 * label) + Math.Sin(row))]);
        var network = Network.Create(1, [new LayerSpecification { Units = 1 }], new NetworkSettings { OutputActivation = Activation.Sigmoid, Seed = 1 });
        var options = new TrainingOptions { Epoch = 60, LearningRate = 0.02, BalancedClasses = true };
        var summary = Trainer.Train(network, input, DataMatrix.FromColumn("y", labels), options, null, default);
        Assert.InRange(summary.Loss!.Value, 2 * 0.056, 2 * Math.Log(2));
        Assert.DoesNotContain(summary.Findings, finding => finding.Contains("too large", StringComparison.Ordinal));
        Assert.Equal(Math.Log(2), BaselineLoss.Of(TrainingPlan.Of(network, input, DataMatrix.FromColumn("y", labels), options)), 1e-12);
    }

    // The mean loss of the samples by the loss's own formula for one sample, weighted by hand.
    private static double LossOf(TrainingPlan plan, double[] output)
    {
        double[] netInput = Array.ConvertAll(output, value => plan.Loss.FusedWith switch
        {
            Activation.Softmax => Math.Log(value),
            Activation.Sigmoid => Math.Log(value / (1 - value)),
            _ => value,
        });
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < plan.Samples.Target.Rows; row++)
        {
            double weight = plan.SampleWeights.Length == 0 ? 1 : plan.SampleWeights[row];
            sum += weight * plan.Loss.Sum(netInput, output, plan.Samples.Target.Values.Slice(row * output.Length, output.Length), default, output.Length);
            weights += weight;
        }

        return plan.Loss.IsMean ? sum / weights : sum;
    }

    private static double Target(Loss kind, int row) => kind switch
    {
        Loss.BinaryCrossEntropy => row % 4 == 0 ? 1 : 0,
        Loss.Hinge or Loss.SquaredHinge => row % 4 == 0 ? 1 : -1,
        Loss.Poisson => row % 5,
        _ => Math.Sin(row) + (row % 9 == 0 ? 6 : 0),
    };
}
