using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSBackprop;

/// <summary>Completes paths to files that a network can be read from, and the folders on the way.</summary>
public sealed class NetworkFileCompleter : IArgumentCompleter
{
    private static readonly string[] s_extensions = [".json", ".json.gz", ".onnx"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteFilename(wordToComplete).Where(
            static result => result.ResultType == CompletionResultType.ProviderContainer
                || s_extensions.Any(extension => result.ListItemText.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));
}
