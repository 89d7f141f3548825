using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Conversion;
using PSBackprop.Evaluations.Metrics;

namespace PSBackprop.Completion;

/// <summary>Completes the metrics of evaluations: those of the network that a command is given, if it is known, and else of all networks.</summary>
public sealed class MetricCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandAst);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        object? given = PSObjects.Unwrap(fakeBoundParameters["Network"]) ?? PSObjects.Unwrap(new ColumnSource().PipedValue(commandAst));
        IEnumerable<EvaluationMetric> metrics = given is Network { Columns: { } columns } network
            ? EvaluationMetricFamily.Of(columns.Task, network.Calibration)
            : EvaluationMetricFamily.WithoutCalibration;
        return Completions.Of(metrics.Select(static metric => metric.Name).Distinct(), wordToComplete);
    }
}
