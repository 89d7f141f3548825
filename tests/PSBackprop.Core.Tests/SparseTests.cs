using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Data that is mostly zero gives what it gives with its zeros written out, to the last bit.</summary>
public sealed class SparseTests
{
    public static TheoryData<Precision, OptimizerKind, int, bool> Trainings { get; } = new()
    {
        { Precision.Double, OptimizerKind.Adam, 7, false },
        { Precision.Single, OptimizerKind.Adam, 7, false },
        { Precision.Double, OptimizerKind.Sgd, 40, true },
        { Precision.Single, OptimizerKind.RmsProp, 1, false },
        { Precision.Double, OptimizerKind.LBfgs, 0, false },
        { Precision.Double, OptimizerKind.LevenbergMarquardt, 0, false },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_training_has_the_same_bits_as_with_zeros_written_out(Precision precision, OptimizerKind optimizer, int batch, bool noShuffle)
    {
        var (sparse, dense, target) = Data(rows: 120, columns: optimizer == OptimizerKind.LevenbergMarquardt ? 20 : 700, seed: 5);
        Network Trained(DataMatrix input)
        {
            var network = Network.Create(
                input.Columns,
                [new LayerSpecification { Units = 9 }, new LayerSpecification { Units = 3 }],
                new NetworkSettings { Seed = 1, Precision = precision });
            var options = new TrainingOptions
            {
                Epoch = 4,
                Optimizer = optimizer,
                BatchSize = batch > 0 ? batch : null,
                NoShuffle = noShuffle,
                ValidationSplit = 0.2,
                SampleWeight = [.. Enumerable.Range(0, 120).Select(static row => 1.0 + (row % 3))],
            };
            Trainer.Train(network, input, target, options, null, default);
            return network;
        }

        Network fromSparse = Trained(sparse);
        Network fromDense = Trained(dense);
        Assert.Equal(fromDense.Parameters, fromSparse.Parameters);
        Assert.Equal(fromDense.History.Select(static record => record.ToString()), fromSparse.History.Select(static record => record.ToString()));
        Assert.Equal(Predictor.Create(fromDense, 120).Predict(dense, default), Predictor.Create(fromDense, 120).Predict(sparse, default));
        var evaluated = (RegressionEvaluation)Evaluator.Evaluate(fromDense, sparse, target, 2, default);
        Assert.Equal(((RegressionEvaluation)Evaluator.Evaluate(fromDense, dense, target, 1, default)).Loss, evaluated.Loss);
    }

    // A first layer that needs all numbers gets them.
    [Fact]
    public void A_first_layer_that_cannot_leave_out_zeros_trains_as_well()
    {
        var (sparse, dense, target) = Data(rows: 60, columns: 30, seed: 6);
        double[] Trained(DataMatrix input)
        {
            var network = Network.Create(
                30,
                [new LayerSpecification { Kind = LayerKind.BatchNormalization }, new LayerSpecification { Units = 3 }],
                new NetworkSettings { Seed = 1 });
            Trainer.Train(network, input, target, new TrainingOptions { Epoch = 3, BatchSize = 16 }, null, default);
            return network.Parameters;
        }

        Assert.Equal(Trained(dense), Trained(sparse));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 7)]
    [InlineData(33, 64, 200)]
    [InlineData(8, 37, 1000)]
    public void Products_have_the_bits_of_the_dense_ones(int rows, int units, int columns)
    {
        var (matrix, dense, _) = Data(rows, columns, seed: rows + units);
        SparseMatrix<double> sparse = matrix.Sparse!;
        double[] full = dense.ToArray<double>();
        double[] weights = Numbers(columns * units, 1);
        double[] deltas = Numbers(rows * units, 2);
        foreach (bool accumulate in new[] { true, false })
        {
            double[] expected = Numbers(rows * units, 3);
            double[] actual = [.. expected];
            MatrixProduct.Multiply<double>(ParallelTeam.Of(2), rows, units, columns, full, weights, expected, accumulate);
            SparseProduct.Multiply<double>(sparse, units, weights, actual, accumulate);
            Assert.Equal(expected, actual);

            double[] expectedGradient = Numbers(columns * units, 4);
            double[] gradient = [.. expectedGradient];
            MatrixProduct.MultiplyTransposedLeft<double>(ParallelTeam.Of(2), columns, units, rows, full, deltas, expectedGradient, accumulate);
            SparseProduct.MultiplyTransposedLeft<double>(sparse, units, deltas, gradient, accumulate);
            Assert.Equal(expectedGradient, gradient);
        }
    }

    [Fact]
    public void Rows_ranges_and_values_are_those_of_the_numbers_written_out()
    {
        var (sparse, dense, target) = Data(rows: 50, columns: 40, seed: 8);
        Assert.Equal(dense.ToArray<double>(), sparse.ToArray<double>());
        Assert.Equal(dense[7, 11], sparse[7, 11]);
        int[] rows = [3, 3, 49, 0];
        Assert.Equal(dense.Select(rows).ToArray<double>(), sparse.Select(rows).ToArray<double>());
        var expected = dense.Summarize(ParallelTeam.Single);
        var actual = sparse.Summarize(ParallelTeam.Single);
        Assert.Equal(expected.Low, actual.Low);
        Assert.Equal(expected.High, actual.High);
        string Hash(DataMatrix input)
        {
            var hash = new RowHash();
            hash.Add(input, target, []);
            return hash.Order;
        }

        Assert.Equal(Hash(sparse), Hash(sparse.Select([.. Enumerable.Range(0, 50)])));
        Assert.NotEqual(Hash(sparse), Hash(sparse.Select([1, 0, .. Enumerable.Range(2, 48)])));
    }

    // About one number in twelve is there; one column has no zero.
    private static (DataMatrix Sparse, DataMatrix Dense, DataMatrix Target) Data(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var sparse = new SparseMatrix<double>(columns);
        double[] dense = new double[rows * columns];
        double[][] targets = new double[rows][];
        for (int row = 0; row < rows; row++)
        {
            int[] places = [.. Enumerable.Range(0, columns).Where(place => place == columns / 2 || random.Next(12) == 0)];
            double[] values = [.. places.Select(_ => random.NextDouble() - 0.4)];
            sparse.Add(places, values);
            sparse.Expand(row, dense.AsSpan(row * columns, columns));
            targets[row] = [values.Sum(), values[0], values.Length];
        }

        return (new DataMatrix("x", sparse), new DataMatrix("x", dense, rows, columns), DataMatrix.FromRows("y", targets));
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }
}
