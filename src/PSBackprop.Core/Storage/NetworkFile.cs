using PSBackprop.Data;
using PSBackprop.Training;

namespace PSBackprop.Storage;

/// <summary>Networks in files.</summary>
public static class NetworkFile
{
    /// <summary>Saves a network as JSON, whole or not at all; compressed where the name ends in .gz.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether a read-only file may be replaced.</param>
    /// <param name="withHistory">Whether the record of each epoch goes into the file.</param>
    /// <exception cref="BackpropException">The file exists, is read-only, or cannot be written.</exception>
    public static void Save(Network network, string path, bool overwrite, bool force, bool withHistory = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        OutputFile.Write(path, overwrite, force, stream => NetworkWriter.Write(network, stream, withHistory, state: null));
    }

    /// <summary>Loads a network; its parameters have the bits they were saved with.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <exception cref="BackpropException">The file does not exist, cannot be read, or does not hold a network.</exception>
    public static Network Load(string path) => Read(path, out _);

    internal static Network Read(string path, out TrainingState? state)
    {
        try
        {
            using FileStream file = ReadableFile.Open(path);
            using Stream content = ReadableFile.Content(file, path);
            return NetworkReader.Read(content, path, out state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
    }
}
