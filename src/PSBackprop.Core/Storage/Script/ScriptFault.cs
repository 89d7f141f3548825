using System.Globalization;

namespace PSBackprop.Storage.Script;

/// <summary>
/// A fault that the module finds in a row, for the script to report in the same words: the module's own sentence, with {0}
/// for the row, {1} for the value, {2} for the column and {3} for a number.
/// </summary>
internal static class ScriptFault
{
    // What stands in the sample sentence for what only the script will know.
    public const int Row = 2_147_483_629;
    public const int Number = 2_147_483_587;
    public const double Value = 1.2345678901234567E+301;
    public const string Text = "\uE000";
    public const string Column = "\uE001";

    /// <summary>The fault as a PowerShell hashtable.</summary>
    /// <param name="sample">The fault, made with the constants of this class.</param>
    public static string Of(BackpropException sample)
    {
        string format = sample.Message
            .Replace("{", "{{", StringComparison.Ordinal)
            .Replace("}", "}}", StringComparison.Ordinal)
            .Replace(Row.ToString(CultureInfo.InvariantCulture), "{0}", StringComparison.Ordinal)
            .Replace(Text, "{1}", StringComparison.Ordinal)
            .Replace(Value.ToString("R", CultureInfo.InvariantCulture), "{1}", StringComparison.Ordinal)
            .Replace(Column, "{2}", StringComparison.Ordinal)
            .Replace(Number.ToString(CultureInfo.InvariantCulture), "{3}", StringComparison.Ordinal);
        return $"@{{ Id = '{sample.Id}'; Category = '{sample.Category}'; Format = {ScriptText.Quote(format)} }}";
    }
}
