namespace PSBackprop.Storage.Formats;

/// <summary>The module's own format: JSON, with all that a network has.</summary>
internal sealed class JsonFormat : NetworkFileFormat
{
    public override IReadOnlyList<string> Extensions => [".json", ".json.gz"];

    public override bool KeepsHistory => true;

    public override bool KeepsSeries => true;

    public override void Write(Network network, Stream stream, string path, bool withHistory, Precision? precision) =>
        NetworkWriter.Write(network, stream, withHistory, position: null);

    public override Network Read(Stream content, string path) =>
        NetworkReader.Read(content, path, out _);
}
