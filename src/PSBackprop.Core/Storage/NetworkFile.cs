using PSBackprop.Data;

namespace PSBackprop.Storage;

/// <summary>Networks in files.</summary>
public static class NetworkFile
{
    /// <summary>Saves a network as JSON, whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether a read-only file may be replaced.</param>
    /// <exception cref="BackpropException">The file exists, is read-only, or cannot be written.</exception>
    public static void Save(Network network, string path, bool overwrite, bool force)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (Directory.Exists(path))
        {
            throw Errors.PathIsFolder(path);
        }

        if (File.Exists(path))
        {
            if (!overwrite)
            {
                throw Errors.FileExists(path);
            }

            if (!force && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            {
                throw Errors.FileReadOnly(path);
            }
        }

        try
        {
            if (force && File.Exists(path))
            {
                File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
            }

            AtomicFile.Write(path, stream => NetworkWriter.Write(network, stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.FileNotWritable(path, exception);
        }
    }

    /// <summary>Loads a network; its parameters have the bits they were saved with.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <exception cref="BackpropException">The file does not exist, cannot be read, or does not hold a network.</exception>
    public static Network Load(string path)
    {
        try
        {
            using FileStream stream = ReadableFile.Open(path);
            return NetworkReader.Read(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Errors.FileNotReadable(path, exception);
        }
    }
}
