using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Real data reaches the accuracy that scikit-learn reaches with the same split and settings.</summary>
public sealed class IrisTests
{
    private static readonly string[] s_species = ["setosa", "versicolor", "virginica"];

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Ten_seeds_each_reach_the_accuracy_of_scikit_learn(Precision precision)
    {
        var (train, test) = Load();
        for (int seed = 0; seed < 10; seed++)
        {
            var network = Network.Create(
                4,
                [new LayerSpecification { Units = 10 }, new LayerSpecification { Units = 3 }],
                new NetworkSettings { Activation = Activation.Tanh, OutputActivation = Activation.Softmax, Precision = precision, Seed = seed });
            var options = new TrainingOptions { Epoch = 200, BatchSize = 32, Optimizer = OptimizerKind.Sgd, Momentum = 0.9, LearningRate = 0.01 };
            Trainer.Train(network, train.Input, train.Target, options, null, default);
            Assert.True(Accuracy(network, test) >= 0.9666, $"seed {seed}: {Accuracy(network, test)}");
        }
    }

    private static double Accuracy(Network network, (DataMatrix Input, DataMatrix Target) data) =>
        Predictor.Create(network, data.Input.Rows).Predict(data.Input, default)
            .Select((output, i) => data.Target[i, Array.IndexOf(output, output.Max())])
            .Average();

    private static ((DataMatrix Input, DataMatrix Target) Train, (DataMatrix Input, DataMatrix Target) Test) Load()
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "iris.csv")).Skip(1).Select(line => line.Split(','))];
        double[][] features = [.. lines.Select(line => line[..4].Select(double.Parse).ToArray())];
        double[][] targets = [.. lines.Select(line => s_species.Select(species => line[4].Contains(species, StringComparison.OrdinalIgnoreCase) ? 1.0 : 0.0).ToArray())];
        var train = Enumerable.Range(0, lines.Length).Where(i => i % 5 != 0).ToArray();
        for (int column = 0; column < 4; column++)
        {
            double mean = train.Average(i => features[i][column]);
            double deviation = Math.Sqrt(train.Average(i => Math.Pow(features[i][column] - mean, 2)));
            foreach (double[] row in features)
            {
                row[column] = (row[column] - mean) / deviation;
            }
        }

        var test = Enumerable.Range(0, lines.Length).Where(i => i % 5 == 0).ToArray();
        return (Take(train), Take(test));

        (DataMatrix Input, DataMatrix Target) Take(int[] rows) =>
            (DataMatrix.FromRows("x", [.. rows.Select(i => features[i])]), DataMatrix.FromRows("y", [.. rows.Select(i => targets[i])]));
    }
}
