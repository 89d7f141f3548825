using System.Collections;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Rows;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets that make datasets share: which columns, of what kind, and what about missing values.</summary>
public abstract class DatasetCommand : BackpropCommand
{
    /// <summary>The columns to learn from. Wildcards are allowed. Unless given, all columns but the targets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Feature { get; set; }

    /// <summary>
    /// The columns not to learn from, such as keys. Wildcards are allowed; they pass over targets, while the name of a target is refused.
    /// It goes before -Feature.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Exclude { get; set; }

    /// <summary>
    /// The columns to learn. Wildcards are allowed. A target of texts is classes, one of numbers is numbers, and one of only 0 and 1 is
    /// a yes or no; several targets are all numbers or all yes or no.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[]? Target { get; set; }

    /// <summary>
    /// A hashtable from column names or wildcards to Numeric, Boolean, Categorical, Text or Date, for columns whose first value would
    /// mislead, above all numbers that are codes, and for texts that are to be read, such as descriptions.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ColumnKindCompleter))]
    public IDictionary? Kind { get; set; }

    /// <summary>
    /// What happens to rows with a missing value, which is an empty field and for numbers, dates, and yes or no also NA, N/A, NaN, null
    /// or ?. What Mean and Median fill in is that of the network's training rows, in predictions as well; a missing text is one without
    /// words. A missing target is never filled in.
    /// </summary>
    [Parameter]
    public MissingPolicy Missing { get; set; }

    /// <summary>
    /// The culture in which texts write numbers, such as de-DE for 12,5, with its own minus or a hyphen. Unless given, with a decimal point.
    /// A network made for the data keeps it, and reads texts for prediction likewise.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "a decimal point")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CultureCompleter))]
    public CultureInfo Culture { get; set; } = CultureInfo.InvariantCulture;

    /// <summary>
    /// The .NET format in which texts write dates, such as dd.MM.yyyy HH:mm, with the names of months of -Culture. Unless given, as in ISO
    /// 8601: 2026-01-31, with or without a time after T or a blank, its seconds and an offset from UTC. Dates count by their own clock,
    /// whatever the offset. In a format without a year, dates are of the year 2000; a time alone is of the day 0001-01-01. A network made
    /// for the data keeps the format.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "ISO 8601")]
    [ValidateNotNullOrEmpty]
    public string? DateFormat { get; set; }

    /// <summary>
    /// Makes a dataset whose rows are learned as such, so that a network trained on it tells odd rows from usual ones: there is no -Target, as
    /// each column is one. Give rows that are usual for the most part.
    /// </summary>
    [Parameter]
    public SwitchParameter Anomaly { get; set; }

    private protected ColumnChoice Choice => new(Feature, Target, Exclude);

    private protected void Write(Dataset made)
    {
        Dataset dataset = Anomaly ? made.ForAnomaly() : made;
        foreach (string finding in dataset.Findings)
        {
            WriteWarning(finding);
        }

        WriteObject(dataset);
    }
}
