using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Conversion;

namespace PSBackprop.Completion;

/// <summary>Completes the classes of the dataset or the network that a command is given, by an argument or through the pipeline.</summary>
public sealed class LabelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandAst);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        object?[] sources = [fakeBoundParameters["Network"], fakeBoundParameters["Dataset"], new ColumnSource().PipedValue(commandAst)];
        return Completions.Of(ColumnSource.First(sources.Select(Labels)), wordToComplete);
    }

    private static IReadOnlyList<string> Labels(object? source) => PSObjects.Unwrap(source) switch
    {
        Dataset { Target: [var target] } => target.Categories,
        Network { Columns: { Positive: not null } columns } => columns.LabelNames,
        _ => [],
    };
}
