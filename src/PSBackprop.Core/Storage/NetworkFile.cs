using PSBackprop.Data;
using PSBackprop.Storage.Formats;

namespace PSBackprop.Storage;

/// <summary>Networks in files; the extension says in which format.</summary>
public static class NetworkFile
{
    /// <summary>
    /// Saves a network, whole or not at all: as JSON, compressed where the name ends in .gz; in another format where
    /// the extension is that format's.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether a read-only file may be replaced.</param>
    /// <param name="withHistory">Whether the record of each epoch goes into the file; JSON only.</param>
    /// <param name="precision">The number type in the file; ONNX only, where null is for single.</param>
    /// <returns>What to warn of: something that the network has and the file has not; null for nothing.</returns>
    /// <exception cref="BackpropException">A setting is for another format, or the file exists, is read-only, or cannot be written.</exception>
    public static string? Save(Network network, string path, bool overwrite, bool force, bool withHistory = false, Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkFileFormat format = NetworkFileFormats.Of(path);
        if (network.Columns?.Series is not null && !format.KeepsSeries)
        {
            throw Errors.SeriesNotExportable(format.Extensions[0]);
        }

        if (withHistory && !format.KeepsHistory)
        {
            throw Errors.ExportSetting("IncludeHistory", format.Extensions[0], Having(static other => other.KeepsHistory));
        }

        if (precision is not null && !format.HasPrecision)
        {
            throw Errors.ExportSetting("Precision", format.Extensions[0], Having(static other => other.HasPrecision));
        }

        MemoryGuard.Run(
            $"write '{path}'",
            3.0 * network.ParameterCount * sizeof(double),
            "Save it as .json, which takes the least memory to write, or build a smaller network.",
            () =>
            {
                OutputFile.Write(path, overwrite, force, stream => format.Write(network, stream, path, withHistory, precision));
                return path;
            });
        return format.Finding(network);
    }

    /// <summary>Loads a network; its parameters have the bits they were saved with.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BackpropException">The file does not exist, cannot be read, or does not hold a network.</exception>
    public static Network Load(string path, CancellationToken cancellationToken = default) =>
        Read(path, content => NetworkFileFormats.Of(path).Read(content, path), cancellationToken);

    /// <summary>Reads what a file holds, unpacked.</summary>
    /// <exception cref="BackpropException">The file does not exist or cannot be read.</exception>
    internal static T Read<T>(string path, Func<Stream, T> read, CancellationToken cancellationToken = default)
    {
        try
        {
            using FileStream file = ReadableFile.Open(path);
            using var content = new StoppableStream(ReadableFile.Content(file, path), cancellationToken);

            // What is in the file, as numbers and as parameters.
            return MemoryGuard.Run($"read '{path}'", 2.0 * file.Length, "Save a smaller network, or read it where there is more memory.", () => read(content));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
    }

    private static string Having(Func<NetworkFileFormat, bool> ability) =>
        string.Join(" or ", NetworkFileFormats.All.Where(ability).Select(static format => format.Extensions[0]));
}
