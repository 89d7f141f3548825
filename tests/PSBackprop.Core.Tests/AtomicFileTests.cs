using System.Diagnostics;
using System.Runtime.Versioning;

using PSBackprop.Storage;

namespace PSBackprop.Core.Tests;

/// <summary>Files that are replaced: with the rights they had, and without harm to others beside them.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private static readonly string s_unique = new('a', 32);

    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnixTheory]
    [UnsupportedOSPlatform("windows")]
    [InlineData("600")]
    [InlineData("640")]
    [InlineData("755")]
    [InlineData("444")]
    public void A_replaced_file_keeps_its_mode_and_owner(string mode)
    {
        string path = File("secret.json");
        var expected = (UnixFileMode)Convert.ToInt32(mode, 8);
        System.IO.File.SetUnixFileMode(path, expected);
        bool isRoot = Environment.UserName == "root";
        if (isRoot && OperatingSystem.IsLinux())
        {
            Run("chown", "12345:54321", path);
        }

        UnixFileMode? whileWritten = null;
        OutputFile.Write(path, overwrite: true, force: true, stream =>
        {
            whileWritten = System.IO.File.GetUnixFileMode(Directory.GetFiles(_folder, "*.tmp").Single());
            stream.WriteByte(1);
        });
        Assert.Equal(expected, System.IO.File.GetUnixFileMode(path));
        Assert.Equal([1], System.IO.File.ReadAllBytes(path));
        Assert.Equal((UnixFileMode)0, whileWritten & ~(expected | UnixFileMode.UserRead | UnixFileMode.UserWrite));
        if (isRoot && OperatingSystem.IsLinux())
        {
            Assert.Equal("12345:54321", Run("stat", "-c", "%u:%g", path).Trim());
        }
    }

    [Fact]
    public void Force_leaves_a_read_only_file_as_it_was_when_the_write_fails()
    {
        string path = File("kept.json");
        System.IO.File.SetAttributes(path, FileAttributes.ReadOnly);
        FileAttributes before = System.IO.File.GetAttributes(path);
        Assert.Throws<InvalidOperationException>(
            () => OutputFile.Write(path, overwrite: true, force: true, static _ => throw new InvalidOperationException("half way")));
        Assert.Equal(before, System.IO.File.GetAttributes(path));
        Assert.Equal("old", System.IO.File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
        System.IO.File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public void Only_what_a_killed_writer_of_the_same_file_left_is_deleted()
    {
        string path = Path.Combine(_folder, "run");
        string[] others =
        [
            File($".run.json.{s_unique}.tmp"),
            File(".run.notes.tmp"),
            File($".run.{s_unique}x.tmp"),
            File($".run.{s_unique[1..]}G.tmp"),
            File($"run.{s_unique}.tmp"),
            File($".run.{s_unique}.tmp.bak"),
            File($".Run2.{s_unique}.tmp"),
        ];
        string own = File($".run.{s_unique}.tmp");
        OutputFile.Write(path, overwrite: true, force: false, static stream => stream.WriteByte(1));
        Assert.False(System.IO.File.Exists(own));
        Assert.Equal(others.Append(path).Order(), Directory.GetFiles(_folder).Order());

        // Long names that begin alike are told apart, too.
        string first = Path.Combine(_folder, new string('n', 100) + "1");
        string second = Path.Combine(_folder, new string('n', 100) + "2");
        string temporary = string.Empty;
        OutputFile.Write(first, overwrite: true, force: false, _ => temporary = Directory.GetFiles(_folder, ".nnn*").Single());
        System.IO.File.WriteAllText(temporary, "left over");
        OutputFile.Write(second, overwrite: true, force: false, static stream => stream.WriteByte(1));
        Assert.True(System.IO.File.Exists(temporary));
        OutputFile.Write(first, overwrite: true, force: false, static stream => stream.WriteByte(1));
        Assert.False(System.IO.File.Exists(temporary));
    }

    [Fact]
    public void Another_writer_of_the_same_file_is_left_to_finish()
    {
        string path = Path.Combine(_folder, "run.json");
        OutputFile.Write(path, overwrite: true, force: false, stream =>
        {
            OutputFile.Write(path, overwrite: true, force: false, static inner => inner.WriteByte(2));
            Assert.Equal([2], System.IO.File.ReadAllBytes(path));
            stream.WriteByte(1);
        });
        Assert.Equal([1], System.IO.File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_reader_of_the_module_does_not_hinder_a_writer()
    {
        string path = File("read.json");
        using FileStream reader = Data.ReadableFile.Open(path);
        OutputFile.Write(path, overwrite: true, force: false, static stream => stream.WriteByte(1));
        Assert.Equal('o', reader.ReadByte());
        Assert.Equal([1], System.IO.File.ReadAllBytes(path));
    }

    /// <summary>Modes of files are a matter of Unix.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class UnixTheoryAttribute : TheoryAttribute
    {
        public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no modes." : null;
    }

    private string File(string name)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, "old");
        return path;
    }

    private static string Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
