using System.Globalization;
using System.Text.RegularExpressions;

namespace PSBackprop;

/// <summary>
/// How numbers are written in texts: the sign between whole and fraction, and the one between groups of three digits.
/// A network keeps the notation of the texts that it was trained on, as signs and not as a culture's name alone, so that it
/// reads the same on a machine that knows other cultures, or none.
/// </summary>
/// <param name="Culture">The name of the culture that it is from; empty for the invariant one.</param>
/// <param name="Decimal">The sign between whole and fraction.</param>
/// <param name="Group">The sign between groups of digits; null where groups are not read.</param>
internal sealed record NumberNotation(string Culture, char Decimal, char? Group)
{
    // Marks that say in which direction to write, which stand beside a sign where texts go from right to left.
    private const string Marks = "\u200E\u200F\u061C";

    // The minus of typography.
    private const char Minus = '\u2212';

    // Those that messages propose: a comma or a point for the fraction, with each of the usual signs between groups.
    private static readonly NumberNotation[] s_usual = [new("de-DE", ',', '.'), new("fr-FR", ',', '\u202F'), new("en-US", '.', ','), new("de-CH", '.', '’')];

    /// <summary>A decimal point and no groups, as programs write numbers.</summary>
    public static NumberNotation Invariant { get; } = new(string.Empty, '.', null);

    /// <summary>The notation of a culture.</summary>
    public static NumberNotation Of(CultureInfo culture) => culture.Name.Length == 0
        ? Invariant
        : new(culture.Name, culture.NumberFormat.NumberDecimalSeparator[0], culture.NumberFormat.NumberGroupSeparator is [var group, ..] ? group : null);

    /// <summary>
    /// A notation in which a text is a number, where it is none in this one: the user's own if it fits, or else a usual one; null if
    /// there is none.
    /// </summary>
    public NumberNotation? Other(ReadOnlySpan<char> text)
    {
        if (NumberReader.TryRead(text, this, out _))
        {
            return null;
        }

        foreach (NumberNotation notation in (NumberNotation[])[Of(CultureInfo.CurrentCulture), .. s_usual, Invariant])
        {
            if (NumberReader.TryRead(text, notation, out _))
            {
                return notation;
            }
        }

        return null;
    }

    /// <summary>Whether a sign stands between groups of digits; spaces of all widths and apostrophes of both forms are alike.</summary>
    public bool IsGroup(char sign) =>
        Group is { } group && (sign == group || (IsSpace(sign) && IsSpace(group)) || (sign is '\'' or '’' && group is '\'' or '’'));

    /// <summary>Whether a sign stands before a negative number: a hyphen, or the minus that some cultures write.</summary>
    public static bool IsMinus(char sign) => sign is '-' or Minus;

    /// <summary>Whether a sign shows nothing but the direction of writing; it may stand where a number can have a minus.</summary>
    public static bool IsMark(char sign) => Marks.Contains(sign);

    /// <summary>
    /// The rules of <see cref="NumberReader"/> as regular expressions, for scripts: a whole text, the decimal sign, a minus, and what is
    /// passed over.
    /// </summary>
    public (string Number, string Decimal, string Minus, string Idle) Patterns()
    {
        string point = Regex.Escape(Decimal.ToString());
        string group = Group switch
        {
            null => "(?!)",
            { } sign when IsSpace(sign) => "[ \\u00A0\\u202F]",
            '\'' or '’' => "[\\u0027\\u2019]",
            { } sign => Regex.Escape(sign.ToString()),
        };
        string grouped = $"[1-9][0-9]{{0,2}}(?:(?:{group}[0-9]{{3}})+(?={point})|(?:{group}[0-9]{{3}}){{2,}}$)";
        string marks = $"[{Regex.Escape(Marks)}]";
        string plusOrMinus = $"{marks}*[+{Minus}-]?{marks}*";
        return ($"^{plusOrMinus}(?:{grouped}|[0-9]*)(?:{point}[0-9]*)?(?:[eE]{plusOrMinus}[0-9]+)?$", point, Minus.ToString(), $"{group}|{marks}");
    }

    /// <summary>What to write after -Culture.</summary>
    public override string ToString() => Culture.Length == 0 ? "''" : Culture;

    private static bool IsSpace(char sign) => sign is ' ' or '\u00A0' or '\u202F';
}
