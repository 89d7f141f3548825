namespace PSBackprop.Storage;

/// <summary>Writes files whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>The file that is replaced: a link stays one, and leads to it.</summary>
    public static string Target(string path) => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Writes beside the target, flushes to the disk, then renames; on any failure the old file is as it was.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        path = Target(path);
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, $"{Prefix(path)}{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Deletes what a process that was killed while it wrote has left beside the target.</summary>
    public static void RemoveLeftovers(string path)
    {
        path = Target(path);
        string prefix = Prefix(path);
        foreach (string leftover in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.tmp"))
        {
            if (Path.GetFileName(leftover).StartsWith(prefix, StringComparison.Ordinal))
            {
                File.Delete(leftover);
            }
        }
    }

    // Short enough that the name of the temporary file fits where the file's own does.
    private static string Prefix(string path)
    {
        const int longest = 60;
        string name = Path.GetFileName(path);
        return $".{(name.Length > longest ? name[..longest] : name)}.";
    }
}
