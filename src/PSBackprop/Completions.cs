using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSBackprop;

/// <summary>Turns names into what Tab offers, quoted where the language needs it.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionResult> Of(IEnumerable<string> names, string word)
    {
        string begun = word.Trim('\'', '"');
        foreach (string name in names.Where(name => name.StartsWith(begun, StringComparison.OrdinalIgnoreCase)))
        {
            bool isPlain = name.All(static letter => char.IsLetterOrDigit(letter) || letter == '_');
            yield return new CompletionResult(isPlain ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'", name, CompletionResultType.ParameterValue, name);
        }
    }
}
