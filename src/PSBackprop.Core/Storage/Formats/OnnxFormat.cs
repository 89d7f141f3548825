using PSBackprop.Storage.Onnx;

namespace PSBackprop.Storage.Formats;

/// <summary>ONNX models, in single precision unless asked otherwise, as most programs that run such files expect.</summary>
internal sealed class OnnxFormat : NetworkFileFormat
{
    public override IReadOnlyList<string> Extensions => [".onnx"];

    public override bool HasPrecision => true;

    public override string? Finding(Network network) => network.Calibration is { Costs: not null } calibration ? Errors.OnnxWithoutCosts(calibration) : null;

    public override void Write(Network network, Stream stream, string path, bool withHistory, Precision? precision) =>
        OnnxWriter.Write(network, stream, precision ?? Precision.Single);

    public override Network Read(Stream content, string path) => OnnxReader.Read(content, path);
}
