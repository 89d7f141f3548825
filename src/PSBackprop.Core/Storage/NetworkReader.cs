using System.Globalization;
using System.Text.Json;

using PSBackprop.Layers;
using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>
/// Reads a network from JSON. Nothing is taken on trust: every member is checked, sizes come from what the file holds
/// and not from what it claims, and whatever is wrong is named by its place.
/// </summary>
internal static class NetworkReader
{
    /// <param name="stream">What the file holds.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="training">Where the training stands that the file is a checkpoint of; null if it is none.</param>
    /// <exception cref="BackpropException">The file is not JSON, not a network, of a newer version, or wrong somewhere.</exception>
    public static Network Read(Stream stream, string source, out JsonNode? training)
    {
        JsonNode file = Parse(stream, source);
        if (!file.IsObject || file.OptionalMember("format") is not { IsText: true } format || format.Text() != NetworkFormat.Name)
        {
            throw Errors.FileNotOurs(source);
        }

        if (file.OptionalMember("version") is { IsNumber: true } claimed && claimed.Number() > NetworkFormat.Version)
        {
            throw Errors.FileNewer(source, claimed.Number());
        }

        file.AllowMembers(
            "format",
            "version",
            "name",
            "precision",
            "seed",
            "loss",
            "epochsTrained",
            "trained",
            "input",
            "output",
            "anomaly",
            "calibration",
            "trainedRows",
            "layers",
            "history",
            "trainingState");
        file.Member("version").Integer(1, NetworkFormat.Version);
        Precision precision = file.Member("precision").Name<Precision>();
        int seed = file.Member("seed").Integer(0, int.MaxValue);
        JsonNode input = file.Member("input").Object();
        input.AllowMembers("size", "columns", "unknownCategory", "missingPolicy", "numbers", "series");
        int inputSize = input.Member("size").Integer(1, int.MaxValue);

        List<Layer> layers = ReadLayers(file.Member("layers"), inputSize, isMember: false);

        var network = new Network(inputSize, layers, precision, seed, file.OptionalMember("name")?.Text())
        {
            Loss = file.OptionalMember("loss")?.Name<Loss>(),
            Trained = file.OptionalMember("trained") is { } trained ? ReadOrigin(trained) : null,
            EpochsTrained = file.OptionalMember("epochsTrained")?.Integer(0, int.MaxValue) ?? 0,
            Columns = ColumnsFormat.Read(file, inputSize, layers[^1].Units),
            TrainedRows = file.OptionalMember("trainedRows") is { } rows ? TrainedRowsFormat.Read(rows) : null,
        };
        network.Calibration = file.OptionalMember("calibration") is { } calibration ? CalibrationFormat.Read(calibration, network) : null;
        network.Anomaly = file.OptionalMember("anomaly") is { } anomaly ? AnomalyFormat.Read(anomaly, network.Columns) : null;
        double[] parameters = new double[network.ParameterCount];
        ReadParameters(file.Member("layers"), layers, parameters, precision);
        network.SetParameters(parameters);
        foreach (EpochRecord record in file.OptionalMember("history") is { } history ? HistoryFormat.Read(history) : [])
        {
            network.AddRecord(record);
        }

        training = file.OptionalMember("trainingState")?.Object();
        return network;
    }

    private static TrainingOrigin ReadOrigin(JsonNode node)
    {
        node.Object().AllowMembers("time", "rows", "version");
        JsonNode time = node.Member("time");
        return DateTime.TryParseExact(
            time.Text(), NetworkFormat.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime moment)
            ? new TrainingOrigin(moment, node.Member("rows").Integer(1, int.MaxValue), node.Member("version").Text())
            : throw time.Fault($"is '{time.Text()}'; it must be a time in UTC such as 2026-01-31T13:45:00Z");
    }

    private static JsonNode Parse(Stream stream, string source)
    {
        try
        {
            return JsonTree.Read(stream, source);
        }
        catch (JsonException exception)
        {
            throw Errors.FileNotJson(source, $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}", exception);
        }
    }

    // The layers of a network, or of a member of a layer.
    private static List<Layer> ReadLayers(JsonNode list, int inputs, bool isMember)
    {
        var layers = new List<Layer>();
        long count = 0;
        foreach (JsonNode node in list.Items())
        {
            Layer layer = ReadLayer(node, inputs, layers.Count + 1, isAlone: list.ItemCount == 1 && !isMember);
            RequirePlace(node, layer, layers.Count, list.ItemCount);
            count += layer.ParameterCount;
            Network.RequireCount(count);
            layers.Add(layer);
            inputs = layer.Units;
        }

        return layers.Count > 0 ? layers : throw list.Fault($"is empty; a {(isMember ? "member" : "network")} has at least one layer");
    }

    private static Layer ReadLayer(JsonNode node, int inputs, int position, bool isAlone)
    {
        LayerMember member = node.Object().Member("kind").Choice(LayerFamily.All.Members, static member => member.Name);
        var shape = new LayerShape(
            inputs,
            node.Member("units").Integer(1, int.MaxValue),
            node.Member("activation").Name<Activation>(),
            node.OptionalMember("slope")?.Number(),
            Dropout: node.OptionalMember("dropout")?.Number() ?? 0);
        if ((long)inputs * shape.Units > Array.MaxLength)
        {
            throw node.Member("units").Fault($"is {shape.Units}, more than fits with {inputs} inputs");
        }

        if (member.HasMembers)
        {
            return isAlone ? ReadLayerOfMembers(node, member, shape) : throw node.Member("kind").Fault($"is '{member.Name}', which a network has alone");
        }

        Dictionary<LayerOption, double> options = member.Options
            .Where(option => node.OptionalMember(JsonNames.Of(option.Name)) is not null)
            .ToDictionary(static option => option, option => node.Member(JsonNames.Of(option.Name)).Number());
        Layer layer;
        try
        {
            member.Units(shape.Units, inputs, position);
            layer = member.Create(shape, hasBias: node.OptionalMember("biases") is not null, options);
        }
        catch (BackpropException fault)
        {
            throw node.Fault($"cannot be: {fault.Message.TrimEnd('.')}");
        }

        layer.Frozen = node.OptionalMember("frozen")?.Name<FrozenPart>() ?? FrozenPart.None;
        node.AllowMembers(
        [
            "kind", "units", "activation", "slope", "dropout", "frozen",
            .. member.Options.Select(static option => JsonNames.Of(option.Name)),
            .. layer.Tensors.Select(static tensor => tensor.Name),
        ]);
        RequireShapes(node, layer);
        return layer;
    }

    private static Layer ReadLayerOfMembers(JsonNode node, LayerMember member, LayerShape shape)
    {
        node.AllowMembers("kind", "units", "activation", "slope", "dropout", "frozen", "members");
        JsonNode list = node.Member("members");
        var members = new List<IReadOnlyList<Layer>>();
        foreach (JsonNode item in list.Items())
        {
            item.Object().AllowMembers("layers");
            List<Layer> layers = ReadLayers(item.Member("layers"), shape.Inputs, isMember: true);
            if (layers[^1].Units != shape.Units || layers[^1].Activation != shape.Activation)
            {
                throw item.Fault($"ends with {layers[^1]}; the layer that it is a member of has {shape.Units} units of '{JsonNames.Of(shape.Activation)}'");
            }

            members.Add(layers);
        }

        if (members.Count < 2)
        {
            throw list.Fault($"has {members.Count}; a mean is of at least two");
        }

        try
        {
            Layer layer = member.Create(shape, members);
            layer.Frozen = node.OptionalMember("frozen")?.Name<FrozenPart>() ?? FrozenPart.None;
            return layer;
        }
        catch (BackpropException fault)
        {
            throw node.Fault($"cannot be: {fault.Message.TrimEnd('.')}");
        }
    }

    // What the file holds says whether the sizes it claims are true, before any of them is allocated.
    private static void RequireShapes(JsonNode node, Layer layer)
    {
        foreach (ParameterTensor tensor in layer.Tensors)
        {
            node.Member(tensor.Name).RequireShape(tensor.Rows, tensor.Columns);
        }
    }

    private static void ReadParameters(JsonNode list, IReadOnlyList<Layer> layers, double[] parameters, Precision precision)
    {
        foreach (var (node, layer) in list.Items().Zip(layers))
        {
            Span<double> rest = layer.Range(parameters);
            foreach (ParameterTensor tensor in layer.Tensors)
            {
                node.Member(tensor.Name).CopyNumbers(rest[..tensor.Count], tensor, precision);
                rest = rest[tensor.Count..];
            }

            foreach (var (member, own) in layer.Members.Count > 0 ? node.Member("members").Items().Zip(layer.Members) : [])
            {
                ReadParameters(member.Member("layers"), own, parameters, precision);
            }
        }
    }

    private static void RequirePlace(JsonNode node, Layer layer, int index, int count)
    {
        try
        {
            Network.RequirePlace(layer.Shape, index, last: index == count - 1);
        }
        catch (BackpropException fault)
        {
            throw node.Fault($"cannot be: {fault.Message.TrimEnd('.')}");
        }
    }
}
