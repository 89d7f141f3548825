using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

using PSBackprop.Completion;

namespace PSBackprop.Conversion;

/// <summary>Takes an encoding by the names that PowerShell's own cmdlets have for it, by any other name, or as the number of a code page.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly Dictionary<string, Func<Encoding?>> s_named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ansi"] = static () => CodePage(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        ["ascii"] = static () => Encoding.ASCII,
        ["bigendianunicode"] = static () => Encoding.BigEndianUnicode,
        ["bigendianutf32"] = static () => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        ["default"] = static () => Encoding.UTF8,
        ["oem"] = static () => CodePage(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        ["unicode"] = static () => Encoding.Unicode,
        ["utf32"] = static () => Encoding.UTF32,
        ["utf8"] = static () => Encoding.UTF8,
        ["utf8BOM"] = static () => Encoding.UTF8,
        ["utf8NoBOM"] = static () => Encoding.UTF8,
    };

    public static IEnumerable<string> Names => s_named.Keys;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object given = PSObjects.Unwrap(inputData)!;
        Encoding? encoding = given switch
        {
            Encoding one => one,
            int number => CodePage(number),
            string name when s_named.TryGetValue(name, out Func<Encoding?>? named) => named(),
            string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => CodePage(number),
            string name => Named(name),
            _ => null,
        };
        return encoding ?? throw new ArgumentTransformationMetadataException(Errors.EncodingUnknown(given).Message);
    }

    // The code pages of Windows and DOS come from a provider that is asked here and not registered for the whole session.
    private static Encoding? CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Known(() => Encoding.GetEncoding(number));

    private static Encoding? Named(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Known(() => Encoding.GetEncoding(name));

    private static Encoding? Known(Func<Encoding> get)
    {
        try
        {
            return get();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>Offers the names of encodings that PowerShell's own cmdlets take.</summary>
public sealed class EncodingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(EncodingArgumentAttribute.Names, wordToComplete);
}
