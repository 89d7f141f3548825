using System.Globalization;
using System.Text;

namespace PSBackprop;

/// <summary>
/// Text that files and users bring into messages, without what moves a terminal's cursor, colours it, starts a line of
/// its own or turns the direction of writing: such characters are shown as their number.
/// </summary>
internal static class PrintableText
{
    public static string Of(string text)
    {
        if (!text.Any(IsControl))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            if (IsControl(character))
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                printable.Append(character);
            }
        }

        return printable.ToString();
    }

    // Cf has the marks of direction, but also joiners that words of some languages and emoji need.
    private static bool IsControl(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
