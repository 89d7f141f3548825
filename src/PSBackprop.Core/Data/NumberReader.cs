using System.Globalization;

namespace PSBackprop.Data;

/// <summary>
/// Reads numbers strictly. PowerShell's own conversion makes 0 of an empty string, 5 of "0,5" and 1024 of "1kb",
/// so text is read here: invariant culture, sign, digits, decimal point and exponent only.
/// </summary>
internal static class NumberReader
{
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
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or decimal or Half or System.Numerics.BigInteger:
                number = value is System.Numerics.BigInteger big ? (double)big : value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            default:
                number = 0;
                return false;
        }
    }
}
