using PSBackprop.Storage.Script;

namespace PSBackprop.Storage.Formats;

/// <summary>A PowerShell function that predicts, or forecasts, without the module.</summary>
internal sealed class ScriptFormat : NetworkFileFormat
{
    public override IReadOnlyList<string> Extensions => [".ps1"];

    public override bool KeepsSeries => true;

    public override bool IsReadable => false;

    public override void Write(Network network, Stream stream, string path, bool withHistory, Precision? precision) =>
        ScriptWriter.Write(network, stream, path);

    public override Network Read(Stream content, string path) => throw Errors.ImportScript(path);
}
