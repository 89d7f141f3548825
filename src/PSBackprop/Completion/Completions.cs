using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSBackprop.Completion;

/// <summary>Turns names into what Tab offers, quoted where the language needs it.</summary>
internal static class Completions
{
    private const char Replacement = '\uFFFD';

    /// <summary>Offers the names that begin as the word does, quoted or not.</summary>
    public static IEnumerable<CompletionResult> Of(IEnumerable<string> names, string? word)
    {
        string begun = Unquoted(word ?? string.Empty);
        foreach (string name in names.Where(name => name.Length > 0 && name.StartsWith(begun, StringComparison.OrdinalIgnoreCase)))
        {
            bool isPlain = name.All(static letter => char.IsLetterOrDigit(letter) || letter == '_');

            // A name from a file may hold control characters, which a terminal would obey where the list is shown.
            string shown = string.Concat(name.Select(static letter => char.IsControl(letter) ? Replacement : letter));
            string text = isPlain ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
            yield return new CompletionResult(text, shown, CompletionResultType.ParameterValue, shown);
        }
    }

    private static string Unquoted(string word) => word switch
    {
        ['\'', .. var rest] => rest.TrimEnd('\'').Replace("''", "'", StringComparison.Ordinal),
        ['"', .. var rest] => rest.TrimEnd('"'),
        _ => word,
    };
}
