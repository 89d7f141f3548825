using System.Globalization;

namespace PSBackprop.Data;

/// <summary>
/// Reads numbers strictly. PowerShell's own conversion makes 0 of an empty string, 5 of "0,5" and 1024 of "1kb",
/// so text is read here: invariant culture, sign, digits, decimal point and exponent only.
/// </summary>
internal static class NumberReader
{
    // Products and quotients of whole numbers up to 2⁵³ with these are rounded once, so they are exact (Clinger 1990).
    private static readonly double[] s_powersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public static bool TryRead(object? value, out double number)
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
                return TryRead(text.AsSpan(), out number);
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or decimal or Half or System.Numerics.BigInteger:
                number = value is System.Numerics.BigInteger big ? (double)big : value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            default:
                number = 0;
                return false;
        }
    }

    public static bool TryRead(ReadOnlySpan<char> text, out double number) =>
        TryReadPlain(text, out number) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

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
