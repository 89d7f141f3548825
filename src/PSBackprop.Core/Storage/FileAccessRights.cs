using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PSBackprop.Storage;

/// <summary>
/// Who may do what with a file, on Unix: its mode and, on Linux, its owner and group. On Windows a file that is
/// replaced keeps its own.
/// </summary>
internal sealed class FileAccessRights
{
    private readonly UnixFileMode _mode;
    private readonly (uint User, uint Group)? _owner;

    private FileAccessRights(UnixFileMode mode, (uint User, uint Group)? owner)
    {
        _mode = mode;
        _owner = owner;
    }

    /// <summary>The rights of a file; null where there is none, and on Windows.</summary>
    public static FileAccessRights? Of(string path) =>
        OperatingSystem.IsWindows() || !File.Exists(path) ? null : new FileAccessRights(File.GetUnixFileMode(path), LinuxOwner.Of(path));

    /// <summary>Has a file created so that from the first moment nobody may read it who may not in the end.</summary>
    public void Prepare(FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = _mode | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
    }

    /// <summary>Gives a file the owner, as far as this process may, and the mode.</summary>
    public void Apply(string path)
    {
        if (_owner is { } owner && LinuxOwner.Of(path) is { } own && own != owner)
        {
            LinuxOwner.Set(path, owner.User, owner.Group);
        }

        // After the owner: a change of owner clears bits of the mode.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, _mode);
        }
    }

    /// <summary>Owners of files, which .NET does not know. The layout of statx is the kernel's and the same on every processor.</summary>
    private static class LinuxOwner
    {
        private const int WorkingFolder = -100;
        private const uint UserAndGroup = 0x18;
        private const int UserOffset = 20;
        private const int GroupOffset = 24;
        private const uint Unchanged = uint.MaxValue;

        public static (uint User, uint Group)? Of(string path)
        {
            if (!OperatingSystem.IsLinux())
            {
                return null;
            }

            try
            {
                byte[] buffer = new byte[256];
                return Statx(WorkingFolder, Bytes(path), 0, UserAndGroup, buffer) == 0
                    ? (BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(UserOffset)), BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(GroupOffset)))
                    : null;
            }
            catch (EntryPointNotFoundException)
            {
                // A C library older than statx.
                return null;
            }
        }

        public static void Set(string path, uint user, uint group)
        {
            // Who may not give files away may still be in the group.
            if (Chown(Bytes(path), user, group) != 0)
            {
                _ = Chown(Bytes(path), Unchanged, group);
            }
        }

        private static byte[] Bytes(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

        [DllImport("libc", EntryPoint = "statx")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] buffer);

        [DllImport("libc", EntryPoint = "chown")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Chown(byte[] path, uint user, uint group);
    }
}
