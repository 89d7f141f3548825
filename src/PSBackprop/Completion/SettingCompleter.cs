using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Settings;

namespace PSBackprop.Completion;

/// <summary>
/// Offers the beginning of a hashtable for each setting of a training. Inside a hashtable, the language offers only properties of the
/// parameter's type and asks no completer.
/// </summary>
public class SettingCompleter : IArgumentCompleter
{
    private protected virtual IEnumerable<string> Names => NamedSettings.OfTraining.Names;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(Names.Order(StringComparer.Ordinal), wordToComplete).Select(static name => new CompletionResult(
            $"@{{ {name.CompletionText} = ", name.ListItemText, CompletionResultType.ParameterValue, name.ToolTip));
}
