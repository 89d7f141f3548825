using PSBackprop.Data;
using PSBackprop.Storage.Onnx;
using PSBackprop.Storage.Script;
using PSBackprop.Training;

namespace PSBackprop.Storage;

/// <summary>Networks in files; the extension says in which format.</summary>
public static class NetworkFile
{
    private const string OnnxExtension = ".onnx";
    private const string ScriptExtension = ".ps1";

    /// <summary>Saves a network, whole or not at all: as JSON, compressed where the name ends in .gz; as an ONNX model with .onnx; as a PowerShell function with .ps1.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether a read-only file may be replaced.</param>
    /// <param name="withHistory">Whether the record of each epoch goes into the file; JSON only.</param>
    /// <param name="precision">The number type in the file; ONNX only, where null is for single.</param>
    /// <exception cref="BackpropException">A setting is for another format, or the file exists, is read-only, or cannot be written.</exception>
    public static void Save(Network network, string path, bool overwrite, bool force, bool withHistory = false, Precision? precision = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        string extension = Extension(path);
        if (withHistory && extension is OnnxExtension or ScriptExtension)
        {
            throw Errors.ExportSetting("IncludeHistory", extension, ".json");
        }

        if (precision is not null && extension != OnnxExtension)
        {
            throw Errors.ExportSetting("Precision", extension, OnnxExtension);
        }

        OutputFile.Write(path, overwrite, force, extension switch
        {
            OnnxExtension => stream => OnnxWriter.Write(network, stream, precision ?? Precision.Single),
            ScriptExtension => stream => ScriptWriter.Write(network, stream, path),
            _ => stream => NetworkWriter.Write(network, stream, withHistory, state: null),
        });
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
            state = null;
            return Extension(path) switch
            {
                OnnxExtension => OnnxReader.Read(content, path),
                ScriptExtension => throw Errors.ImportScript(path),
                _ => NetworkReader.Read(content, path, out state),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
    }

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
