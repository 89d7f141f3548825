using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Evaluations.Metrics;

namespace PSBackprop.Completion;

/// <summary>Completes the metrics of evaluations.</summary>
public sealed class MetricCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(EvaluationMetricFamily.WithoutCalibration.Select(static metric => metric.Name).Distinct(), wordToComplete);
}
