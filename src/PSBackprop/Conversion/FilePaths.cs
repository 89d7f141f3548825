using System.Management.Automation;

namespace PSBackprop.Conversion;

/// <summary>Resolves what users type as a path: drives, <c>~</c> and the session's own location, not the process's.</summary>
internal static class FilePaths
{
    /// <summary>The name of the provider of files.</summary>
    public const string Provider = "FileSystem";

    /// <summary>The full path of a file that need not exist; wildcards are plain characters.</summary>
    public static string ResolveLiteral(PSCmdlet command, string path)
    {
        try
        {
            string resolved = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return RequireFileSystem(resolved, path, provider);
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw Errors.PathNotUnderstood(path, exception);
        }
    }

    /// <summary>The full paths of the files that a path with wildcards stands for; one that matches nothing is not found.</summary>
    public static IReadOnlyList<string> ResolveWildcard(PSCmdlet command, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [ResolveLiteral(command, path)];
        }

        try
        {
            var resolved = command.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            RequireFileSystem(path, path, provider);
            return resolved.Count > 0 ? resolved : throw Errors.FileNotFound(path);
        }
        catch (ItemNotFoundException)
        {
            throw Errors.FileNotFound(path);
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw Errors.PathNotUnderstood(path, exception);
        }
    }

    private static string RequireFileSystem(string resolved, string path, ProviderInfo provider) =>
        provider.Name == Provider ? resolved : throw Errors.PathNotFileSystem(path, provider.Name);
}
