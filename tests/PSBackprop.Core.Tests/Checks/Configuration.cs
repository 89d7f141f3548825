using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests.Checks;

/// <summary>A kind of network with data that it can learn from and the way to train it.</summary>
public sealed class Configuration
{
    private const int Inputs = 3;
    private const int Rows = 24;

    private readonly NetworkSettings _settings;
    private readonly LayerSpecification[] _hidden;
    private readonly int _outputs;

    private Configuration(NetworkSettings settings, int outputs, params LayerSpecification[] hidden)
    {
        _settings = settings;
        _outputs = outputs;
        _hidden = hidden;
    }

    public Loss? Loss { get; private init; }

    public OptimizerKind Optimizer { get; private init; } = OptimizerKind.Adam;

    public bool IsSingle => _settings.Precision == Precision.Single;

    /// <summary>Whether a row's part in a step does not hang on the other rows of its batch.</summary>
    public bool RowsAreIndependent => Array.TrueForAll(_hidden, layer => layer.Kind != LayerKind.BatchNormalization);

    public bool HasDropout => Array.Exists(_hidden, layer => layer.Dropout > 0);

    /// <summary>Each activation, loss, optimizer, precision and layer kind, by a name that says which.</summary>
    public static IReadOnlyDictionary<string, Configuration> All { get; } = Make();

    public Network Network() => PSBackprop.Network.Create(Inputs, [.. _hidden, new LayerSpecification { Units = _outputs }], _settings);

    /// <summary>Whether the method goes by batches, rather than always by all rows.</summary>
    public bool HasBatches => Optimizer is not (OptimizerKind.LBfgs or OptimizerKind.LevenbergMarquardt);

    /// <summary>A few epochs, by batches that do not divide the rows evenly.</summary>
    public TrainingOptions Options() =>
        new() { Epoch = 6, BatchSize = HasBatches ? 7 : null, Loss = Loss, Optimizer = Optimizer, GradientTolerance = HasBatches ? null : 0 };

    public static double[][] InputRows()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Range(0, Inputs).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
    }

    /// <summary>Targets in the range of the loss: the largest input as a class, or the inputs' products.</summary>
    public double[][] TargetRows(double[][] input)
    {
        TargetDomain domain = Loss is { } loss ? LossFamily.Create(loss).Domain : TargetDomain.AnyNumber;
        bool isClass = _settings.OutputActivation is Activation.Softmax or Activation.Sigmoid || domain.IsOfClasses;
        double negativeValue = domain.NegativeValue ?? 0;
        return [.. input
            .Select(
                row =>
                    Enumerable.Range(0, _outputs)
                        .Select(j => isClass ? (Array.IndexOf(row, row.Max()) == j ? 1 : negativeValue) : Math.Abs(row[j] * row[(j + 1) % Inputs]))
                        .ToArray())];
    }

    public static DataMatrix Matrix(string name, IReadOnlyList<double[]> rows) => DataMatrix.FromRows(name, rows);

    private static Dictionary<string, Configuration> Make()
    {
        var all = new Dictionary<string, Configuration>();
        foreach (Activation activation in Enum.GetValues<Activation>().Except([Activation.Softmax]))
        {
            foreach (Precision precision in Enum.GetValues<Precision>())
            {
                all[$"hidden {activation}, {precision}"] = new(
                    new NetworkSettings { Activation = activation, Precision = precision, Seed = 3 },
                    2,
                    new LayerSpecification { Units = 6 });
            }
        }

        foreach (Loss loss in Enum.GetValues<Loss>())
        {
            LossFunction function = LossFamily.Create(loss);
            Activation output = function.SuitedOutput;
            all[$"loss {loss}"] = new(new NetworkSettings { OutputActivation = output, Seed = 3 }, 3, new LayerSpecification { Units = 5 }) { Loss = loss };
        }

        foreach (OptimizerKind optimizer in Enum.GetValues<OptimizerKind>())
        {
            foreach (Precision precision in Enum.GetValues<Precision>())
            {
                all[$"optimizer {optimizer}, {precision}"] = new(
                    new NetworkSettings { Precision = precision, Seed = 3 },
                    2,
                    new LayerSpecification { Units = 6 },
                    new LayerSpecification { Units = 4, NoBias = true })
                {
                    Optimizer = optimizer,
                };
            }
        }

        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            var settings = new NetworkSettings { OutputActivation = Activation.Softmax, Precision = precision, Seed = 3 };
            all[$"no hidden layer, {precision}"] = new(settings, 3);
            all[$"dropout, {precision}"] = new(settings, 3, new LayerSpecification { Units = 8, Dropout = 0.4 });
            all[$"batch normalization, {precision}"] = new(
                settings,
                3,
                new LayerSpecification { Units = 8, Activation = Activation.Linear, NoBias = true },
                new LayerSpecification { Kind = LayerKind.BatchNormalization, Activation = Activation.ReLU });
            all[$"frozen, {precision}"] = new(
                settings,
                3,
                new LayerSpecification { Units = 8, Frozen = FrozenPart.All },
                new LayerSpecification { Units = 8, Frozen = FrozenPart.Biases });
        }

        return all;
    }
}
