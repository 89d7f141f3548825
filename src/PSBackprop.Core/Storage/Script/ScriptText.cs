using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PSBackprop.Storage.Script;

/// <summary>Data as PowerShell writes it, so that no name or number can be anything but data.</summary>
internal static class ScriptText
{
    // All that PowerShell takes for a single quote.
    private static readonly char[] s_quotes = ['\'', '\u2018', '\u2019', '\u201A', '\u201B'];

    /// <summary>A text in single quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char letter in text)
        {
            quoted.Append(letter, Array.IndexOf(s_quotes, letter) >= 0 ? 2 : 1);
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>A number that PowerShell reads back to the same bits, whatever the culture.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string List(IEnumerable<string> items) => $"@({string.Join(", ", items)})";

    /// <summary>Many numbers with all their bits.</summary>
    public static string Bits(ReadOnlySpan<double> values) => Quote(Convert.ToBase64String(MemoryMarshal.AsBytes(values)));

    /// <summary>The letters and digits of a text, to be part of a function's name.</summary>
    public static string Identifier(string text)
    {
        string plain = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
        return plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? $"Network{plain}" : char.ToUpperInvariant(plain[0]) + plain[1..];
    }
}
