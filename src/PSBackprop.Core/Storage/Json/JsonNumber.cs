namespace PSBackprop.Storage.Json;

/// <summary>
/// Numbers of a JSON file that JSON itself has no form for. NaN and the infinities are the strings "NaN", "Infinity" and
/// "-Infinity", as in other programs' files; <c>null</c> and what is beyond the range of numbers are kept as NaNs of
/// their own bits while a file is read.
/// </summary>
internal static class JsonNumber
{
    private const long MissingBits = 0x7FF8_0000_0000_0001;
    private const long TooLargeBits = 0x7FF8_0000_0000_0002;

    /// <summary>A null among numbers.</summary>
    public static double Missing { get; } = BitConverter.Int64BitsToDouble(MissingBits);

    /// <summary>A number such as 1e999.</summary>
    public static double TooLarge { get; } = BitConverter.Int64BitsToDouble(TooLargeBits);

    public static bool IsMissing(double number) => BitConverter.DoubleToInt64Bits(number) == MissingBits;

    public static bool IsTooLarge(double number) => BitConverter.DoubleToInt64Bits(number) == TooLargeBits;

    /// <summary>The name of a number that is not finite.</summary>
    public static ReadOnlySpan<byte> NameOf(double number) => double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8;

    /// <summary>Whether a string is the name of a number that is not finite.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out double number)
    {
        number = name.SequenceEqual("NaN"u8) ? double.NaN
            : name.SequenceEqual("Infinity"u8) ? double.PositiveInfinity
            : name.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity
            : 0;
        return number != 0;
    }
}
