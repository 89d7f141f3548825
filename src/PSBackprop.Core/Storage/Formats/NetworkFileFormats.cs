namespace PSBackprop.Storage.Formats;

/// <summary>The formats that networks are kept in.</summary>
internal static class NetworkFileFormats
{
    private static readonly JsonFormat s_json = new();
    private static volatile IReadOnlyList<NetworkFileFormat> s_all = [s_json, new OnnxFormat(), new ScriptFormat()];

    public static IReadOnlyList<NetworkFileFormat> All => s_all;

    /// <summary>The format of a file, by the end of its name; JSON where that says nothing.</summary>
    public static NetworkFileFormat Of(string path) =>
        All.FirstOrDefault(format => format.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))) ?? s_json;

    /// <summary>Takes in one more format.</summary>
    public static void Add(NetworkFileFormat format) => s_all = [.. s_all, format];
}
