using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using PSBackprop.Conversion;
using PSBackprop.Data.Csv;
using PSBackprop.Rows;

namespace PSBackprop.Completion;

/// <summary>
/// Finds the names of columns from what stands on a command line, without running any of it: from variables that have a
/// value, from variables assigned earlier on the line, and from the headers of the files that commands on the line read.
/// </summary>
internal sealed class ColumnSource
{
    private const char DefaultDelimiter = ',';

    private static readonly string[] s_readers = ["Import-Csv", "ipcsv", "Import-Dataset"];

    // What these write has the columns of what they are given.
    private static readonly string[] s_passing =
    [
        "Where-Object", "where", "?", "Sort-Object", "sort", "ConvertTo-Dataset", "Split-Dataset", "New-Network", "Invoke-Training",
    ];

    private static readonly string[] s_dataParameters = ["InputObject", "Dataset", "Network"];

    private readonly CallerSession? _session = CallerSession.Current();

    /// <summary>The columns that a command gets through the pipeline; none if nothing is known of them.</summary>
    public IReadOnlyList<string> Piped(CommandAst command) =>
        command.Parent is PipelineAst { PipelineElements: var elements } && elements.IndexOf(command) is > 0 and var at
            ? OfAst(elements[at - 1])
            : [];

    /// <summary>The value of the variable that is piped to a command; null if something else is.</summary>
    public object? PipedValue(CommandAst command) =>
        command.Parent is PipelineAst { PipelineElements: var elements } && elements.IndexOf(command) is > 0 and var at
            && elements[at - 1] is CommandExpressionAst { Expression: VariableExpressionAst variable }
            ? _session?.Variable(variable.VariablePath)
            : null;

    /// <summary>The columns of the data that a command is given by an argument.</summary>
    public IReadOnlyList<string> Argument(CommandAst command) => First(s_dataParameters.Select(name => OfAst(Argument(command, name))));

    /// <summary>The columns in the header of a file, which is found as the session would find it.</summary>
    public IReadOnlyList<string> OfFile(string? path, char delimiter = DefaultDelimiter)
    {
        // A completer has no way to report; where there is no header to be read there is nothing to complete.
        try
        {
            return path is not null && _session?.FilePath(path) is { } file ? CsvDatasetReader.ReadHeader(file, delimiter) : [];
        }
        catch (Exception exception) when (exception is BackpropException or IOException or UnauthorizedAccessException
            or ArgumentException or InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The columns of rows, of a dataset or of a network.</summary>
    public static IReadOnlyList<string> OfValue(object? value) => PSObjects.Unwrap(value) switch
    {
        Dataset dataset => [.. dataset.Feature.Concat(dataset.Target).Select(static column => column.Name).Distinct()],
        Network { Columns: { } columns } => [.. columns.Input.Concat(columns.Output).Select(static column => column.Name).Distinct()],
        Network => [],
        IList { Count: > 0 } rows => OfRow(rows[0]),
        _ => OfRow(value),
    };

    /// <summary>The first list that has anything in it.</summary>
    public static IReadOnlyList<string> First(IEnumerable<IReadOnlyList<string>> lists) =>
        lists.FirstOrDefault(static names => names.Count > 0) ?? [];

    // Names alone; a property that computes its value is not asked for it.
    private static IReadOnlyList<string> OfRow(object? row) => RowReader.HasNames(row) ? RowReader.Names(row, 1) : [];

    private IReadOnlyList<string> OfAst(Ast? source) => source switch
    {
        VariableExpressionAst variable => First([OfAst(Assigned(variable)), OfValue(_session?.Variable(variable.VariablePath))]),
        PipelineAst pipeline => OfAst(pipeline.PipelineElements[^1]),
        CommandExpressionAst expression => OfAst(expression.Expression),
        ParenExpressionAst parenthesis => OfAst(parenthesis.Pipeline),
        IndexExpressionAst index => OfAst(index.Target),
        MemberExpressionAst { Member: StringConstantExpressionAst member, Expression: var owner } when Is(member.Value, "Rows") => OfAst(owner),
        CommandAst command => OfCommand(command),
        _ => [],
    };

    private IReadOnlyList<string> OfCommand(CommandAst command)
    {
        string name = command.GetCommandName() ?? string.Empty;
        if (s_readers.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            CommandElementAst? path = Argument(command, "Path") ?? Argument(command, "LiteralPath") ?? Positional(command);
            string delimiter = Constant(Argument(command, "Delimiter")) ?? string.Empty;
            return OfFile(Constant(path), delimiter.Length == 1 ? delimiter[0] : DefaultDelimiter);
        }

        return s_passing.Contains(name, StringComparer.OrdinalIgnoreCase) ? First([Argument(command), Piped(command)]) : [];
    }

    // The right side of the last assignment to a variable that ends before the place where it is used.
    private static StatementAst? Assigned(VariableExpressionAst variable)
    {
        Ast root = variable;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.FindAll(static ast => ast is AssignmentStatementAst, searchNestedScriptBlocks: true).Cast<AssignmentStatementAst>()
            .LastOrDefault(statement => statement.Extent.EndOffset <= variable.Extent.StartOffset && Assigns(statement, variable))?.Right;
    }

    private static bool Assigns(AssignmentStatementAst statement, VariableExpressionAst variable)
    {
        IEnumerable<Ast> targets = statement.Left is ArrayLiteralAst several ? several.Elements : [statement.Left];
        return targets.OfType<VariableExpressionAst>().Any(target => Is(target.VariablePath.UserPath, variable.VariablePath.UserPath));
    }

    // The value of a parameter that is given by name, shortened or not.
    private static ExpressionAst? Argument(CommandAst command, string parameter)
    {
        for (int i = 1; i < command.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is CommandParameterAst given
                && parameter.StartsWith(given.ParameterName, StringComparison.OrdinalIgnoreCase))
            {
                return given.Argument ?? command.CommandElements.ElementAtOrDefault(i + 1) as ExpressionAst;
            }
        }

        return null;
    }

    private static CommandElementAst? Positional(CommandAst command) =>
        command.CommandElements.Skip(1)
            .Where((element, i) => element is ExpressionAst && command.CommandElements[i] is not CommandParameterAst).FirstOrDefault();

    // A text as it stands; one that would have to be worked out is unknown.
    private static string? Constant(Ast? text) => (text as StringConstantExpressionAst)?.Value;

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
