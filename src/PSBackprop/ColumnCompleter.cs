using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Data.Csv;

namespace PSBackprop;

/// <summary>Completes column names from the header of the file that the command names.</summary>
public sealed class ColumnCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        return Completions.Of(Header(fakeBoundParameters), wordToComplete);
    }

    // A completer has no way to report; where there is no header to be read there is nothing to complete.
    private static IReadOnlyList<string> Header(IDictionary bound)
    {
        if (Bare.Of(bound["Header"]) is object[] header)
        {
            return [.. header.Select(static name => name.ToString()!)];
        }

        string? path = (Bare.Of(bound["Path"] ?? bound["LiteralPath"]) switch { object[] { Length: > 0 } several => several[0], var one => one })?.ToString();
        char delimiter = bound["Delimiter"]?.ToString() is { Length: 1 } given ? given[0] : ',';
        try
        {
            return path is null ? [] : CsvDatasetReader.ReadHeader(Path.Combine(Location(), path), delimiter);
        }
        catch (Exception exception) when (exception is BackpropException or IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return [];
        }
    }

    private static string Location() => Bare.Of(ScriptBlock.Create("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").Invoke().FirstOrDefault())?.ToString() ?? string.Empty;
}
