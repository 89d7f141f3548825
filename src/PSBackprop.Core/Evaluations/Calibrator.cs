using PSBackprop.Data;
using PSBackprop.Evaluations.Tasks;
using PSBackprop.Numerics;
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
    /// <param name="settings">What decisions cost.</param>
    /// <param name="cancellationToken">Ends it; the network is then as it was.</param>
    /// <returns>What to warn of.</returns>
    /// <exception cref="BackpropException">The data does not fit the network, was trained on, or says too little.</exception>
    public static IReadOnlyList<string> Run(
        Network network, DataMatrix input, DataMatrix target, CostSettings settings, CancellationToken cancellationToken)
    {
        ShapeCheck.Require(network, input, target);
        if (network.Columns is { Purpose.GivesRowsBack: true })
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
            var rows = Evaluator.Outputs(network, input, target, Environment.ProcessorCount, keepsNetInput: true, cancellationToken);
            TaskEvaluator evaluator = TaskEvaluatorFamily.Of(network, target);
            network.Calibration = evaluator.IsOfClasses || settings is { Costs: null, PositiveClass: null }
                ? evaluator.Calibrate(rows, settings, cancellationToken)
                : throw Errors.CostWithoutClasses();
            return [.. findings, .. evaluator.CalibrationFindings(rows)];
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

        ulong[] rows = RowHashes.Of(input, target, ParallelTeam.Of(Environment.ProcessorCount));
        return trained.AreTrained(rows) ? throw Errors.CalibrationTrained(rows.Length, 1)
            : trained.AreValidated(rows) ? [Errors.CalibrationValidated]
            : trained.ShareOf(rows) is { } share ? throw Errors.CalibrationTrained(rows.Length, share)
            : [];
    }
}
