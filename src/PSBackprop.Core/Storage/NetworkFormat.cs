namespace PSBackprop.Storage;

/// <summary>What identifies a network file.</summary>
internal static class NetworkFormat
{
    public const string Name = "psbackprop-network";

    /// <summary>
    /// The version that is written, and the newest that is read. All from 1 on are read: a later one adds members, and
    /// what a file lacks is as it was before there was such a member.
    /// </summary>
    public const int Version = 2;

    /// <summary>How a moment is written, in UTC.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ssK";
}
