using System.Globalization;
using System.Text;

using PSBackprop.Layers;

namespace PSBackprop.Storage.Formats;

/// <summary>
/// Plain text: a line for the network, then for each layer a line with what it is and its options, and a line of numbers for each of
/// its tensors. Columns are not kept.
/// </summary>
internal sealed class PlainTextFormat : NetworkFileFormat
{
    public override IReadOnlyList<string> Extensions => [".txt"];

    public override void Write(Network network, Stream stream, string path, bool withHistory, Precision? precision)
    {
        if (network.Columns is not null)
        {
            const string message = "A .txt file does not keep columns. Save the network as .json.";
            throw new BackpropException("TextColumns", FaultCategory.InvalidOperation, network, message);
        }

        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        WriteLine(writer, "network", network.Precision, network.Seed, network.InputSize);
        double[] parameters = network.Parameters;
        foreach (Layer layer in network.Layers)
        {
            WriteLine(writer, LayerFamily.All[layer.Kind].Name, [
                layer.Units, layer.Activation, layer.Function.Slope ?? 0, layer.Dropout, layer.Frozen, layer.Tensors.Count,
                .. layer.Options.Select(static option => FormattableString.Invariant($"{option.Option.Name}={option.Value:R}"))]);
            double[] values = layer.Range(parameters).ToArray();
            int start = 0;
            foreach (ParameterTensor tensor in layer.Tensors)
            {
                WriteLine(writer, tensor.Name, [.. values.Skip(start).Take(tensor.Count).Cast<object>()]);
                start += tensor.Count;
            }
        }
    }

    public override Network Read(Stream content, string path)
    {
        try
        {
            using var reader = new StreamReader(content, Encoding.UTF8);
            return Read(reader);
        }
        catch (Exception fault) when (fault is not (BackpropException or IOException))
        {
            throw new BackpropException("TextNetwork", FaultCategory.InvalidData, path, $"'{path}' is not a network as text. Export it again.", fault);
        }
    }

    private static Network Read(StreamReader reader)
    {
        string[] header = Words(reader)!;
        int inputs = int.Parse(header[3], CultureInfo.InvariantCulture);
        var layers = new List<Layer>();
        var parameters = new List<double>();
        while (Words(reader) is { } words)
        {
            LayerMember member = LayerFamily.All.Members.Single(member => member.Name == words[0]);
            var shape = new LayerShape(
                layers.Count == 0 ? inputs : layers[^1].Units,
                int.Parse(words[1], CultureInfo.InvariantCulture),
                Enum.Parse<Activation>(words[2]),
                Number(words[3]),
                Dropout: Number(words[4]));
            string[][] tensors = [.. Enumerable.Range(0, int.Parse(words[6], CultureInfo.InvariantCulture)).Select(_ => Words(reader)!)];
            Dictionary<LayerOption, double> options = words[7..]
                .Select(static word => word.Split('='))
                .ToDictionary(pair => member.Options.Single(option => option.Name == pair[0]), static pair => Number(pair[1]));
            Layer layer = member.Create(shape, hasBias: tensors.Any(static tensor => tensor[0] == "biases"), options);
            layer.Frozen = Enum.Parse<FrozenPart>(words[5]);
            layers.Add(layer);
            parameters.AddRange(tensors.SelectMany(static tensor => tensor.Skip(1).Select(Number)));
            var expected = layer.Tensors.Select(static tensor => (tensor.Name, tensor.Count));
            if (!expected.SequenceEqual(tensors.Select(static tensor => (tensor[0], tensor.Length - 1))))
            {
                throw new FormatException();
            }
        }

        var network = new Network(inputs, layers, Enum.Parse<Precision>(header[1]), int.Parse(header[2], CultureInfo.InvariantCulture), name: null);
        network.SetParameters([.. parameters]);
        return network;
    }

    private static void WriteLine(TextWriter writer, string name, params object[] values) =>
        writer.Write($"{name} {string.Join(' ', values.Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture)))}\n");

    private static string[]? Words(TextReader reader) => reader.ReadLine()?.Split(' ');

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
