namespace PSBackprop.Storage.Formats;

/// <summary>The formats that networks are kept in.</summary>
internal static class NetworkFileFormats
{
    /// <summary>All formats, the module's own first.</summary>
    public static IReadOnlyList<NetworkFileFormat> All { get; } = [new JsonFormat(), new OnnxFormat(), new ScriptFormat()];

    /// <summary>The format of a file, by the end of its name; the first where that says nothing.</summary>
    public static NetworkFileFormat Of(string path) =>
        All.FirstOrDefault(format => format.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))) ?? All[0];
}
