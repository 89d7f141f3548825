using System.Collections;
using System.Management.Automation;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets that make datasets share: which columns, of what kind, and what about missing values.</summary>
public abstract class DatasetCommand : BackpropCommand
{
    /// <summary>The columns to learn from; all but the targets unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Feature { get; set; }

    /// <summary>The columns to learn.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Target { get; set; }

    /// <summary>The kinds of columns for which it should not be left to the values: a hashtable from names to kinds.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Kind { get; set; }

    /// <summary>What happens to rows with a missing value.</summary>
    [Parameter]
    public MissingPolicy Missing { get; set; }
}
