using System.Buffers;
using System.Globalization;

namespace PSBackprop.Storage;

/// <summary>Writes files whole or not at all.</summary>
internal static class AtomicFile
{
    private const string Extension = ".tmp";
    private const int HashDigits = 16;
    private const int UniqueDigits = 32;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The file that is replaced: a link stays one, and leads to it.</summary>
    public static string Target(string path) => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>
    /// Writes beside the target, flushes to the disk, then renames; on any failure the old file is as it was. The new
    /// file has the old one's mode and, where possible, its owner. What writers that were killed have left of the same
    /// target is deleted first.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        path = Target(path);
        RemoveLeftovers(path);
        string temporary = TemporaryOf(path);
        FileAccessRights? rights = FileAccessRights.Of(path);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            rights?.Prepare(options);
            using var stream = new FileStream(temporary, options);
            write(stream);
            stream.Flush(flushToDisk: true);
            rights?.Apply(temporary);
            if (OperatingSystem.IsWindows())
            {
                // An open file cannot be renamed there. Elsewhere it stays open, so that nobody takes it for left over.
                stream.Dispose();
            }

            Replace(temporary, path);
        }
        catch (Exception exception)
        {
            File.Delete(temporary);
            if (IsTooLarge(exception))
            {
                throw TooLarge(exception);
            }

            throw;
        }
    }

    /// <summary>Whether a file has become larger than its file system allows, of which .NET tells by an argument that is out of range.</summary>
    public static bool IsTooLarge(Exception exception) =>
        exception is ArgumentOutOfRangeException { ParamName: "value" } && exception.TargetSite?.Module.Assembly == typeof(FileStream).Assembly;

    /// <summary>What <see cref="IsTooLarge"/> tells, as what it is.</summary>
    public static IOException TooLarge(Exception inner) => new("The file system of its folder does not hold so large a file.", inner);

    /// <summary>
    /// A file beside the target for what is needed until that is written, gone when it is closed. Of a writer that is killed it is left over,
    /// and deleted by the next.
    /// </summary>
    public static FileStream OpenTemporary(string path)
    {
        path = Target(path);
        RemoveLeftovers(path);
        return new FileStream(TemporaryOf(path), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, BufferSize = 0,
        });
    }

    private static string TemporaryOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, $"{Prefix(path)}{Guid.NewGuid():N}{Extension}");

    // A file that is open is its writer's, who is at work.
    private static void RemoveLeftovers(string path)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"*{Extension}");
        foreach (string leftover in files.Where(file => IsTemporaryOf(path, Path.GetFileName(file))))
        {
            try
            {
                using var mine = new FileStream(leftover, FileMode.Open, FileAccess.Read, FileShare.Delete);
                File.Delete(leftover);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody writes it, or has taken it away.
            }
        }
    }

    private static bool IsTemporaryOf(string path, string name)
    {
        string prefix = Prefix(path);
        return name.Length == prefix.Length + UniqueDigits + Extension.Length
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && name.AsSpan(prefix.Length, UniqueDigits).IndexOfAnyExcept(s_digits) < 0;
    }

    // The whole name; of one so long that the temporary file's would not fit, its beginning and a hash of the whole.
    private static string Prefix(string path)
    {
        const int longest = 60;
        string name = Path.GetFileName(path);
        return name.Length <= longest ? $".{name}." : $".{name[..(longest - HashDigits - 1)]}~{Hash(name).ToString("x16", CultureInfo.InvariantCulture)}.";
    }

    // FNV-1a.
    private static ulong Hash(string name) => name.Aggregate(0xCBF2_9CE4_8422_2325, static (hash, character) => (hash ^ character) * 0x100_0000_01B3);

    // On Windows a reader can hold the file for a moment: a scanner of viruses, a backup, an editor.
    private static void Replace(string temporary, string path)
    {
        const int attempts = 10;
        const int pause = 50;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                if (OperatingSystem.IsWindows() && File.Exists(path))
                {
                    ReplaceOnWindows(temporary, path);
                }
                else
                {
                    File.Move(temporary, path, overwrite: true);
                }

                return;
            }
            catch (Exception exception) when (OperatingSystem.IsWindows() && attempt < attempts && exception is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(pause);
            }
        }
    }

    // It keeps the old file's access control list; a read-only file it does not replace.
    private static void ReplaceOnWindows(string temporary, string path)
    {
        FileAttributes attributes = File.GetAttributes(path);
        bool isReadOnly = attributes.HasFlag(FileAttributes.ReadOnly);
        if (isReadOnly)
        {
            File.SetAttributes(path, attributes & ~FileAttributes.ReadOnly);
        }

        try
        {
            File.Replace(temporary, path, destinationBackupFileName: null, ignoreMetadataErrors: true);
        }
        finally
        {
            if (isReadOnly)
            {
                File.SetAttributes(path, attributes);
            }
        }
    }
}
