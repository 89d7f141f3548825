using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Data.Csv;

namespace PSBackprop;

/// <summary>
/// Completes column names: from the header of the file that the command names, or that Import-Csv reads before it in
/// the pipeline; from rows, a dataset or a network in a variable, given to the command or piped to it.
/// </summary>
public sealed class ColumnCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandAst);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        object?[] sources = [fakeBoundParameters["InputObject"], Piped(commandAst), fakeBoundParameters["Network"]];
        IReadOnlyList<string> names = Header(fakeBoundParameters);
        return Completions.Of(names.Count > 0 ? names : sources.Select(Columns).FirstOrDefault(static columns => columns.Count > 0) ?? [], wordToComplete);
    }

    private static IReadOnlyList<string> Header(IDictionary bound)
    {
        if (Bare.Of(bound["Header"]) is object[] header)
        {
            return [.. header.Select(static name => name.ToString()!)];
        }

        object? path = Bare.Of(bound["Path"] ?? bound["LiteralPath"]) switch { object[] several => several.FirstOrDefault(), var one => one };
        return HeaderOf(path?.ToString(), bound["Delimiter"]?.ToString() is [var delimiter] ? delimiter : ',');
    }

    // A completer has no way to report; where there is no header to be read there is nothing to complete.
    private static IReadOnlyList<string> HeaderOf(string? path, char delimiter)
    {
        try
        {
            return path is null ? [] : CsvDatasetReader.ReadHeader(Path.Combine(Location(), path), delimiter);
        }
        catch (Exception exception) when (exception is BackpropException or IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return [];
        }
    }

    private static object? Piped(CommandAst command)
    {
        if (command.Parent is not PipelineAst { PipelineElements: var elements } || elements.IndexOf(command) is not (> 0 and var at))
        {
            return null;
        }

        return elements[at - 1] switch
        {
            CommandExpressionAst { Expression: VariableExpressionAst variable } => Value(variable.VariablePath.UserPath),
            CommandAst { CommandElements: [StringConstantExpressionAst { Value: "Import-Csv" }, StringConstantExpressionAst path, ..] } => HeaderOf(path.Value, ','),
            _ => null,
        };
    }

    private static IReadOnlyList<string> Columns(object? source) => Bare.Of(source) switch
    {
        IReadOnlyList<string> names => names,
        Dataset dataset => [.. dataset.Feature.Concat(dataset.Target).Select(static column => column.Name).Distinct()],
        Network network => [.. network.Columns is { } columns ? columns.Input.Concat(columns.Output).Select(static column => column.Name).Distinct() : []],
        IList { Count: > 0 } rows => Columns(rows[0]),
        PSObject or IDictionary => RowReader.Names(source, 1),
        _ => [],
    };

    private static PSObject? Value(string variable) => Evaluate($"${{{variable}}}");

    private static string Location() => Evaluate("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath")?.ToString() ?? string.Empty;

    private static PSObject? Evaluate(string variable) => ScriptBlock.Create($", ({variable})").Invoke() is [{ } value, ..] ? value : null;
}
