namespace PSBackprop.Propagation;

/// <summary>Merges batch normalizations into the linear layers before them, which is the same function in prediction and costs nothing.</summary>
internal static class NormalizationFolding
{
    /// <summary>The same network with fewer layers; the network itself where there is nothing to merge.</summary>
    public static Network Fold(Network network)
    {
        if (!network.Layers.Any(static layer => layer is BatchNormalizationLayer))
        {
            return network;
        }

        double[] source = network.Parameters;
        var layers = new List<Layer>();
        var parameters = new List<double[]>();
        Layer? before = null;
        foreach (Layer layer in network.Layers)
        {
            if (layer is BatchNormalizationLayer normalization && before is DenseLayer { Activation: Activation.Linear } linear)
            {
                layers[^1] = normalization.Fold(linear, source, out double[] folded);
                parameters[^1] = folded;
            }
            else
            {
                layers.Add(layer.Copy());
                parameters.Add(layer.Range(source).ToArray());
            }

            before = layer;
        }

        var result = new Network(network.InputSize, layers, network.Precision, network.Seed, network.Name) { Columns = network.Columns };
        result.SetParameters([.. parameters.SelectMany(static part => part)]);
        return result;
    }
}
