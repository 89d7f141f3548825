using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Conversion;

namespace PSBackprop.Completion;

/// <summary>
/// Completes column names: from the header of the file that the command names, or that a command before it in the
/// pipeline reads; from rows, a dataset or a network given to the command or piped to it, in a variable or made earlier
/// on the line.
/// </summary>
public sealed class ColumnCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandAst);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        return Completions.Of(Names(commandAst, fakeBoundParameters), wordToComplete);
    }

    /// <summary>The columns of the data that a command is given.</summary>
    internal static IReadOnlyList<string> Names(CommandAst command, IDictionary bound)
    {
        if (PSObjects.Unwrap(bound["Header"]) is { } header)
        {
            return header is object[] several ? [.. several.Select(static name => name.ToString()!)] : [header.ToString()!];
        }

        var source = new ColumnSource();
        object? given = PSObjects.Unwrap(bound["Path"] ?? bound["LiteralPath"]);
        string? path = (given is object[] paths ? paths.FirstOrDefault() : given)?.ToString();
        return ColumnSource.First(Candidates());

        IEnumerable<IReadOnlyList<string>> Candidates()
        {
            yield return bound["Delimiter"]?.ToString() is [var delimiter] ? source.OfFile(path, delimiter) : source.OfFile(path);
            yield return source.Argument(command);
            yield return ColumnSource.OfValue(bound["InputObject"]);
            yield return ColumnSource.OfValue(bound["Dataset"]);
            yield return source.Piped(command);
            yield return ColumnSource.OfValue(bound["Network"]);
        }
    }
}
