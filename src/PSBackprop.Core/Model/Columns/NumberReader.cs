using System.Globalization;

namespace PSBackprop;

/// <summary>
/// Reads numbers strictly. PowerShell's own conversion makes 0 of an empty string, 5 of "0,5" and 1024 of "1kb",
/// so text is read here: sign, digits, decimal sign and exponent only, whatever the session's culture. The decimal sign is a
/// point, or that of a <see cref="NumberNotation"/>, with which a minus may also be that of typography, between marks of direction.
/// Groups of three digits are read only in a notation that has them, and only where nothing else can be meant: "1.234,5" and
/// "1.234.567" are numbers in de-DE, "1.234" is refused.
/// </summary>
internal static class NumberReader
{
    // Products and quotients of whole numbers up to 2⁵³ with these are rounded once, so they are exact (Clinger 1990).
    private static readonly double[] s_powersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads a number, a Boolean as 0 or 1, or a text with a decimal point.</summary>
    public static bool TryRead(object? value, out double number) => TryRead(value, NumberNotation.Invariant, out number);

    /// <summary>Reads a number, a Boolean as 0 or 1, or a text in a notation.</summary>
    public static bool TryRead(object? value, NumberNotation notation, out double number)
    {
        switch (value)
        {
            case double d:
                number = d;
                return true;
            case bool b:
                number = b ? 1 : 0;
                return true;
            case string text:
                return TryRead(text.AsSpan(), notation, out number);
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or decimal or Half or System.Numerics.BigInteger:
                number = value switch
                {
                    System.Numerics.BigInteger big => (double)big,
                    Half half => (double)half,
                    _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                };
                return true;
            default:
                number = 0;
                return false;
        }
    }

    public static bool TryRead(ReadOnlySpan<char> text, out double number) =>
        TryReadPlain(text, out number) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>Reads a text in a notation.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, NumberNotation notation, out double number) =>
        ReferenceEquals(notation, NumberNotation.Invariant) ? TryRead(text, out number) : TryReadNotation(text, notation, out number);

    /// <summary>Whether a text is of digits alone and begins with a zero that a number would not have, as codes and keys do: "01067".</summary>
    public static bool IsCode(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length > 1 && text[0] == '0' && !text.ContainsAnyExceptInRange('0', '9');
    }

    // The text is written anew with a decimal point and without groups, then read as any other.
    private static bool TryReadNotation(ReadOnlySpan<char> text, NumberNotation notation, out double number)
    {
        const int few = 128;
        number = 0;
        text = text.Trim();
        Span<char> plain = text.Length <= few ? stackalloc char[few] : new char[text.Length];
        int length = 0;
        int groups = 0;
        int inGroup = 0;
        bool isWhole = true;
        foreach (char sign in text)
        {
            if (char.IsAsciiDigit(sign))
            {
                inGroup++;
                plain[length++] = sign;
            }
            else if (isWhole && notation.IsGroup(sign))
            {
                // The first group has one to three digits and no zero in front, the others three.
                if (groups == 0 ? inGroup is 0 or > 3 || plain[length - inGroup] == '0' : inGroup != 3)
                {
                    return false;
                }

                groups++;
                inGroup = 0;
            }
            else if (sign == notation.Decimal && isWhole)
            {
                if (groups > 0 && inGroup != 3)
                {
                    return false;
                }

                isWhole = false;
                groups = 0;
                plain[length++] = '.';
            }
            else if ((sign is '+' or 'e' or 'E' || NumberNotation.IsMinus(sign)) && groups == 0)
            {
                isWhole &= sign is not ('e' or 'E') && length == 0;
                plain[length++] = NumberNotation.IsMinus(sign) ? '-' : sign;
            }
            else if (!NumberNotation.IsMark(sign) || !(length == 0 || plain[length - 1] is '+' or '-' or 'e' or 'E'))
            {
                return false;
            }
        }

        return (groups == 0 || (groups > 1 && inGroup == 3)) && TryRead(plain[..length], out number);
    }

    // Sign, up to fifteen digits and a point, as nearly all numbers in files are; false for anything else.
    private static bool TryReadPlain(ReadOnlySpan<char> text, out double number)
    {
        const int mostDigits = 15;
        number = 0;
        int i = text.Length > 0 && text[0] == '-' ? 1 : 0;
        bool isNegative = i == 1;
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = count;
            }
            else
            {
                return false;
            }
        }

        if (count is 0 or > mostDigits)
        {
            return false;
        }

        double magnitude = point < 0 ? digits : digits / s_powersOfTen[count - point];
        number = isNegative ? -magnitude : magnitude;
        return true;
    }
}
