namespace PSBackprop.Propagation;

/// <summary>Merges batch normalizations into the linear layers before them, which is the same function in prediction and costs nothing.</summary>
internal static class NormalizationFolding
{
    /// <summary>The same network with fewer layers; the network itself where there is nothing to merge.</summary>
    public static Network Fold(Network network)
    {
        double[] source = network.Parameters;
        (Layer Layer, double[] Parameters)?[] folds =
            [.. network.Layers.Select((layer, l) => l == 0 ? null : layer.Fold(network.Layers[l - 1], source))];
        if (!Array.Exists(folds, static fold => fold is not null))
        {
            return network;
        }

        var layers = new List<Layer>();
        var parameters = new List<double[]>();
        for (int l = 0; l < folds.Length; l++)
        {
            if (folds[l] is var (folded, own))
            {
                layers[^1] = folded;
                parameters[^1] = own;
            }
            else
            {
                layers.Add(network.Layers[l].Copy());
                parameters.Add(network.Layers[l].Range(source).ToArray());
            }
        }

        var result = new Network(network.InputSize, layers, network.Precision, network.Seed, network.Name)
        {
            Columns = network.Columns,
            Calibration = network.Calibration,
        };
        result.SetParameters([.. parameters.SelectMany(static part => part)]);
        return result;
    }
}
