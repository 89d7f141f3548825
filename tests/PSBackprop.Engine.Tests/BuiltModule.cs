using System.Reflection;

namespace PSBackprop.Engine.Tests;

/// <summary>Where the build put what is tested.</summary>
internal static class BuiltModule
{
    public static string Manifest { get; } = Path.GetFullPath(Metadata("Module"));

    public static string Folder { get; } = Path.GetDirectoryName(Manifest)!;

    public static string Console { get; } = Path.GetFullPath(Metadata("Console"));

    private static string Metadata(string key) =>
        typeof(BuiltModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
