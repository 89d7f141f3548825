using PSBackprop.Training;

namespace PSBackprop.Storage.Formats;

/// <summary>The module's own format: JSON, with all that a network has.</summary>
internal sealed class JsonFormat : NetworkFileFormat
{
    public override IReadOnlyList<string> Extensions => [".json", ".json.gz"];

    public override bool KeepsHistory => true;

    public override void Write(Network network, Stream stream, string path, bool withHistory, Precision? precision) =>
        NetworkWriter.Write(network, stream, withHistory, state: null);

    public override (Network Network, TrainingState? State) Read(Stream content, string path)
    {
        Network network = NetworkReader.Read(content, path, out TrainingState? state);
        return (network, state);
    }
}
