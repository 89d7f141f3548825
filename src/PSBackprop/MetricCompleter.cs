using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSBackprop;

/// <summary>Completes the figures of evaluations.</summary>
public sealed class MetricCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(MetricNames.All, wordToComplete);
}
