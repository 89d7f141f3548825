namespace PSBackprop.Storage.Formats;

/// <summary>The formats that networks are kept in.</summary>
internal static class NetworkFileFormats
{
    private static readonly JsonFormat s_json = new();

    public static IReadOnlyList<NetworkFileFormat> All { get; } = [s_json, new OnnxFormat(), new ScriptFormat()];

    /// <summary>The format of a file, by the end of its name; JSON where that says nothing.</summary>
    public static NetworkFileFormat Of(string path) =>
        All.FirstOrDefault(format => format.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))) ?? s_json;
}
