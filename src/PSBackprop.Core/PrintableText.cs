using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PSBackprop;

/// <summary>
/// Text that files and users bring into messages, without what moves a terminal's cursor, colours it, starts a line of
/// its own or turns the direction of writing: such characters are shown as their number.
/// </summary>
internal static partial class PrintableText
{
    /// <summary>Matches each such character, for exported scripts as well.</summary>
    // Cf has the marks of direction, but also joiners that words of some languages and emoji need.
    public const string Controls = @"[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]";

    public static string Of(string text) =>
        Control().Replace(text, static match => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)match.Value[0]:X4}"));

    /// <summary>Whether a text is of whole characters: UTF-8, in which files are written, has no halves of those that UTF-16 writes as two.</summary>
    public static bool IsUnicode(ReadOnlySpan<char> text)
    {
        int first = 0;
        while (first < text.Length && !char.IsSurrogate(text[first]))
        {
            first++;
        }

        for (text = text[first..]; text.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    [GeneratedRegex(Controls, RegexOptions.CultureInvariant)]
    private static partial Regex Control();
}
