namespace PSBackprop.Storage;

/// <summary>What identifies a network file.</summary>
internal static class NetworkFormat
{
    public const string Name = "psbackprop-network";

    /// <summary>The newest version that this module reads, and the one it writes.</summary>
    public const int Version = 1;
}
