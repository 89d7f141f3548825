using System.Text.Json;

using PSBackprop.Storage.Json;

namespace PSBackprop.Storage.Cache;

/// <summary>What a cache file tells of a dataset beside its rows and columns, in JSON.</summary>
/// <param name="Name">Where the rows are from, for display.</param>
/// <param name="Findings">What was noticed when they were read.</param>
/// <param name="Empty">The columns that were left out as none of the rows has a value there.</param>
internal sealed record DatasetNotes(string? Name, string[] Findings, string[] Empty)
{
    public static byte[] Write(Dataset dataset, CacheOrigin? origin)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            if (dataset.Name is { } name)
            {
                writer.WriteString("name", name);
            }

            DatasetDescription.Texts(writer, "findings", dataset.Findings);
            DatasetDescription.Texts(writer, "empty", dataset.Empty);
            if (origin is not null)
            {
                writer.WriteStartObject("origin");
                writer.WriteString("length", $"{origin.Length}");
                writer.WriteString("modified", $"{origin.Modified}");
                writer.WriteString("hash", origin.Hash);
                writer.WriteString("settings", origin.Settings);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="BackpropException">They are not as <see cref="Write"/> writes them.</exception>
    public static DatasetNotes Read(byte[] notes, string path)
    {
        JsonNode file = DatasetDescription.Parse(notes, path).Object();
        file.AllowMembers("name", "findings", "empty", "origin");
        return new DatasetNotes(file.OptionalMember("name")?.Text(), Texts("findings"), Texts("empty"));

        string[] Texts(string name) => [.. file.Member(name).Items().Select(static item => item.Text())];
    }

    /// <summary>The file that the rows were read from; null for none.</summary>
    /// <exception cref="BackpropException">The notes are not as <see cref="Write"/> writes them.</exception>
    public static CacheOrigin? Origin(byte[] notes, string path)
    {
        if (DatasetDescription.Parse(notes, path).Object().OptionalMember("origin") is not { } origin)
        {
            return null;
        }

        origin.Object().AllowMembers("length", "modified", "hash", "settings");
        return new CacheOrigin(Whole("length"), Whole("modified"), origin.Member("hash").Text(), origin.Member("settings").Text());

        long Whole(string name) => long.TryParse(origin.Member(name).Text(), out long number) ? number : throw origin.Member(name).Fault("is no whole number");
    }
}
