using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSBackprop.Completion;

/// <summary>Offers the names of cultures that belong to a country, the session's own first.</summary>
public sealed class CultureCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(
            CultureInfo.GetCultures(CultureTypes.SpecificCultures)
                .Select(static culture => culture.Name)
                .Order(StringComparer.Ordinal)
                .Prepend(CultureInfo.CurrentCulture.Name)
                .Distinct(),
            wordToComplete);
}
