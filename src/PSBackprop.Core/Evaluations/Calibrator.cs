using PSBackprop.Calibrations;
using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Training;

namespace PSBackprop.Evaluations;

/// <summary>Calibrates a network on rows that it was not trained on.</summary>
internal static class Calibrator
{
    /// <summary>Fewer rows say too little; with these an interval can have 95 %.</summary>
    public const int FewestRows = 20;

    /// <summary>Calibrates in place; a calibration before does not count.</summary>
    /// <param name="network">The network; what changes is its calibration alone.</param>
    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="costs">Makes costs of the classes' names: [true class][class decided for]; null for none.</param>
    /// <param name="positiveClass">The class that a threshold is for; null for the network's own.</param>
    /// <param name="cancellationToken">Ends it; the network is then as it was.</param>
    /// <returns>What to warn of.</returns>
    /// <exception cref="BackpropException">The data does not fit the network, was trained on, or says too little.</exception>
    public static IReadOnlyList<string> Run(
        Network network,
        DataMatrix input,
        DataMatrix target,
        Func<IReadOnlyList<string>, double[][]>? costs,
        object? positiveClass,
        CancellationToken cancellationToken)
    {
        ShapeCheck.Require(network, input, target);
        if (network.Columns is { Task: NetworkTask.Anomaly })
        {
            throw Errors.CalibrationOfAnomaly(network);
        }

        if (input.Rows < FewestRows)
        {
            throw Errors.CalibrationRows(input.Rows, FewestRows);
        }

        network.EnterTraining();
        try
        {
            IReadOnlyList<string> findings = RequireUnseen(network, input, target);
            var outputs = Evaluator.Outputs(network, input, target, Environment.ProcessorCount, keepsNetInput: true, cancellationToken);
            NetworkTask task = Evaluator.TaskOf(network, target);
            if (task != NetworkTask.Classification && (costs is not null || positiveClass is not null))
            {
                throw Errors.CostWithoutClasses();
            }

            network.Calibration = task switch
            {
                NetworkTask.Regression => OfNumbers(network, outputs, target),
                NetworkTask.MultiLabel => OfLabels(network, outputs, target, cancellationToken),
                _ => OfClasses(network, outputs, target, costs, positiveClass, cancellationToken),
            };
            return findings;
        }
        finally
        {
            network.LeaveTraining();
        }
    }

    private static IReadOnlyList<string> RequireUnseen(Network network, DataMatrix input, DataMatrix target)
    {
        if (network.TrainedRows is not { } trained)
        {
            return [];
        }

        ulong[] rows = RowHashes.Of(input, target);
        return trained.AreTrained(rows) ? throw Errors.CalibrationTrained(rows.Length, 1)
            : trained.AreValidated(rows) ? [Errors.CalibrationValidated]
            : trained.ShareOf(rows) is { } share ? throw Errors.CalibrationTrained(rows.Length, share)
            : [];
    }

    private static NetworkCalibration OfNumbers(Network network, NetworkOutputs outputs, DataMatrix target) => new(
        target.Rows,
        [],
        probabilities: null,
        costs: null,
        [.. Enumerable.Range(0, target.Columns).Select(j =>
        {
            NetworkColumn? column = network.Columns?.Output[j];
            double[] truth = target.InOwnUnits(j, column);
            return ConformalScores.Of([.. truth.Select((value, row) => Math.Abs(value - (column?.Decode(outputs.Output[row][j]) ?? outputs.Output[row][j])))]);
        })]);

    private static NetworkCalibration OfLabels(Network network, NetworkOutputs outputs, DataMatrix target, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = network.Columns!.LabelNames;
        double middle = ClassTargets.DecisionThreshold(network.Layers[^1].Function);
        var (slope, intercept) = (new double[names.Count], new double[names.Count]);
        for (int j = 0; j < names.Count; j++)
        {
            bool[] truth = [.. Enumerable.Range(0, target.Rows).Select(row => target[row, j] > middle)];
            if (truth.Distinct().Count() < 2)
            {
                throw Errors.CalibrationOneClass(truth[0] ? "yes" : "no", names[j]);
            }

            (slope[j], intercept[j]) = PlattScaling.Fit([.. outputs.NetInput.Select(row => row[j])], truth, cancellationToken)
                ?? throw Errors.CalibrationUseless(names[j]);
        }

        return new NetworkCalibration(target.Rows, names, new ProbabilityScale(slope, intercept), costs: null, []);
    }

    private static NetworkCalibration OfClasses(
        Network network,
        NetworkOutputs outputs,
        DataMatrix target,
        Func<IReadOnlyList<string>, double[][]>? costs,
        object? positiveClass,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = OutputDecoder.ClassNames(network);
        int? positive = OutputDecoder.Positive(network, positiveClass);
        DecisionCosts? decision = costs is null ? null : DecisionCosts.Of(names, costs(names), positive);
        int[] truth = ClassTargets.Labels(target, network.Layers[^1].Function);
        if (truth.Distinct().Count() < 2)
        {
            throw Errors.CalibrationOneClass(names[truth[0]], target: null);
        }

        ProbabilityScale scale = Scale(network, outputs, truth, cancellationToken);
        double[] scores = [.. outputs.NetInput.Select((netInput, row) => 1 - Probability(scale.Of(netInput), truth[row]))];
        return new NetworkCalibration(target.Rows, OutputDecoder.Classes(network), scale, decision, [ConformalScores.Of(scores)]);
    }

    // A single output is the probability of the second class.
    private static double Probability(double[] probabilities, int label) =>
        probabilities.Length > 1 ? probabilities[label] : label == 1 ? probabilities[0] : 1 - probabilities[0];

    private static ProbabilityScale Scale(Network network, NetworkOutputs outputs, int[] truth, CancellationToken cancellationToken)
    {
        if (network.OutputSize == 1)
        {
            var (slope, intercept) = PlattScaling.Fit(
                [.. outputs.NetInput.Select(static row => row[0])], Array.ConvertAll(truth, static label => label == 1), cancellationToken)
                ?? throw Errors.CalibrationUseless(target: null);
            return new ProbabilityScale([slope], [intercept]);
        }

        if (!network.Layers[^1].Function.IsDistribution)
        {
            throw Errors.CalibrationActivation(network.Layers[^1].Activation);
        }

        return new ProbabilityScale([TemperatureScaling.Fit(outputs.NetInput, truth, cancellationToken) ?? throw Errors.CalibrationUseless(target: null)], []);
    }
}
