using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSBackprop.Completion;

/// <summary>
/// Offers a hashtable for each column and kind. Inside a hashtable, the language offers only properties of the parameter's type and asks
/// no completer, so that the first entry is offered whole.
/// </summary>
public sealed class ColumnKindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(ColumnCompleter.Names(commandAst, fakeBoundParameters), wordToComplete).SelectMany(static name =>
            Enum.GetNames<ColumnKind>().Select(kind => new CompletionResult(
                $"@{{ {name.CompletionText} = '{kind}' }}", $"{name.ListItemText} = {kind}", CompletionResultType.ParameterValue, name.ToolTip)));
}
