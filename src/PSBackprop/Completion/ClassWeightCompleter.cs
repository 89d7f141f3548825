using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Conversion;

namespace PSBackprop.Completion;

/// <summary>Offers the one word that -ClassWeight takes beside a hashtable.</summary>
public sealed class ClassWeightCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        if (WeightConverter.Balanced.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
        {
            yield return new CompletionResult(
                WeightConverter.Balanced,
                WeightConverter.Balanced,
                CompletionResultType.ParameterValue,
                "Each class weighs as much as any other.");
        }
    }
}
