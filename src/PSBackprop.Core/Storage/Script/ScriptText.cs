using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PSBackprop.Storage.Script;

/// <summary>Data as PowerShell writes it, so that no name or number can be anything but data.</summary>
internal static class ScriptText
{
    // All that PowerShell takes for a single quote. In single quotes nothing else is special.
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

    /// <summary>A floating-point number with all its bits, whatever the culture; in parentheses where it has a sign.</summary>
    public static string Number(double value)
    {
        // PowerShell has no literals for what is not finite.
        if (!double.IsFinite(value))
        {
            return $"[double]::{(double.IsNaN(value) ? nameof(double.NaN) : value > 0 ? nameof(double.PositiveInfinity) : nameof(double.NegativeInfinity))}";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        text = text.AsSpan().IndexOfAny('.', 'E') < 0 ? $"{text}.0" : text;
        return double.IsNegative(value) ? $"({text})" : text;
    }

    /// <summary>A label in its own type. A member of an enum that is not there when the script runs is a text.</summary>
    public static string Label(object label) => label switch
    {
        bool state => state ? "$true" : "$false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => string.Create(CultureInfo.InvariantCulture, $"[long]{number}"),
        Enum member => $"$(& $member {Quote(member.GetType().FullName!)} {Quote(member.ToString())})",
        _ => Quote(Convert.ToString(label, CultureInfo.InvariantCulture)!),
    };

    public static string List(IEnumerable<string> items) => $"@({string.Join(", ", items)})";

    /// <summary>Writes many numbers with all their bits, in pieces, as a call of the script's own <c>$unpack</c>.</summary>
    public static void WriteNumbers(TextWriter writer, ReadOnlySpan<double> values)
    {
        bool areSingles = AreSingles(values);
        writer.Write(areSingles ? "& $unpack float 4 '" : "& $unpack double 8 '");

        // A multiple of three bytes, so that there is no padding but at the end.
        const int piece = 3 * 1024;
        float[] singles = new float[areSingles ? piece : 0];
        char[] text = new char[4 * piece * sizeof(double) / 3];
        for (int start = 0; start < values.Length; start += piece)
        {
            ReadOnlySpan<double> part = values.Slice(start, Math.Min(piece, values.Length - start));
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(part);
            if (areSingles)
            {
                for (int i = 0; i < part.Length; i++)
                {
                    singles[i] = (float)part[i];
                }

                bytes = MemoryMarshal.AsBytes<float>(singles.AsSpan(0, part.Length));
            }

            Convert.TryToBase64Chars(bytes, text, out int length);
            writer.Write(text, 0, length);
        }

        writer.Write('\'');
    }

    /// <summary>The letters and digits of a text, to be part of a function's name.</summary>
    public static string Identifier(string text)
    {
        string plain = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
        return plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? $"Network{plain}" : char.ToUpperInvariant(plain[0]) + plain[1..];
    }

    private static bool AreSingles(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if ((float)value != value)
            {
                return false;
            }
        }

        return true;
    }
}
