using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Storage.Formats;

namespace PSBackprop.Completion;

/// <summary>Completes paths to files that a network can be read from, and the folders on the way.</summary>
public sealed class NetworkFileCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionCompleters.CompleteFilename(wordToComplete).Where(
            static result => result.ResultType == CompletionResultType.ProviderContainer
                || NetworkFileFormats.All.Where(static format => format.IsReadable).SelectMany(static format => format.Extensions).Any(extension =>
                    result.ListItemText.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));
}
