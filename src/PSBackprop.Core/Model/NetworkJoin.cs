using PSBackprop.Layers;

namespace PSBackprop;

/// <summary>Makes one network of several that are for the same data: the mean of what they predict.</summary>
internal static class NetworkJoin
{
    /// <summary>Joins copies of networks. What is theirs beside layers and columns, such as their histories, stays with them.</summary>
    /// <param name="networks">At least two.</param>
    /// <param name="name">The name of the whole; null for none.</param>
    /// <exception cref="BackpropException">There is but one, or two of them are not for the same inputs and outputs.</exception>
    public static Network Run(IReadOnlyList<Network> networks, string? name)
    {
        if (networks.Count < 2)
        {
            throw Errors.MemberAlone(networks.Count);
        }

        Network first = networks[0];
        for (int i = 0; i < networks.Count; i++)
        {
            Require(first, networks[i], i + 1);
        }

        var members = new List<Layer[]>();
        var parameters = new List<double[]>();
        for (int i = 0; i < networks.Count; i++)
        {
            Layer[] layers = [.. networks[i].Layers.Select(static layer => layer.Copy())];
            double[][] own = [.. networks[i].Layers.Select(layer => layer.Range(networks[i].Parameters).ToArray())];
            Fit(first, networks[i], i + 1, layers, own);
            members.Add(layers);
            parameters.AddRange(own);
        }

        LayerShape shape = first.Layers[^1].Shape with { Inputs = first.InputSize };
        var joined = new Network(first.InputSize, [LayerFamily.Join(shape, members)], first.Precision, first.Seed, name)
        {
            Loss = first.Loss,
            Trained = networks.Select(static network => network.Trained).OfType<TrainingOrigin>().MaxBy(static origin => origin.Time),
            EpochsTrained = networks.Max(static network => network.EpochsTrained),
            Columns = first.Columns is { } columns ? ColumnJoin.Widen(columns, [.. networks.Skip(1).Select(static network => network.Columns!)]) : null,
            TrainedRows = TrainedRows.Join([.. networks.Where(network => IsScaledAlike(first, network)).Select(static network => network.TrainedRows)]),
            Initializers = networks.All(static network => network.Initializers is not null)
                ? [.. networks.SelectMany(static network => network.Initializers!), first.Initializers![^1]]
                : null,
        };
        joined.SetParameters([.. parameters.SelectMany(static part => part)]);
        return joined;
    }

    private static bool IsScaledAlike(Network first, Network other) => first.Columns is not { } here || other.Columns is not { } there
        || !(ColumnJoin.Differs(here.Input, there.Input) || ColumnJoin.Differs(here.Output, there.Output));

    private static void Require(Network first, Network other, int number)
    {
        if (other.Members.Count > 0)
        {
            throw Errors.MemberOfMembers(number, other);
        }

        (string What, string First, string Other)[] compared =
        [
            ("number of inputs", $"{first.InputSize}", $"{other.InputSize}"),
            ("number of outputs", $"{first.OutputSize}", $"{other.OutputSize}"),
            ("output activation", OutputOf(first), OutputOf(other)),
            ("precision", $"{first.Precision}", $"{other.Precision}"),
            ("loss of the last training", LossOf(first), LossOf(other)),
            .. ColumnJoin.Compare(first.Columns, other.Columns),
        ];
        foreach (var (what, ofFirst, ofOther) in compared)
        {
            if (ofFirst != ofOther)
            {
                throw Errors.MembersDiffer(first, other, number, what, ofFirst, ofOther);
            }
        }
    }

    private static string OutputOf(Network network) => $"{network.Layers[^1].Activation}{network.Layers[^1].Function.Slope}";

    private static string LossOf(Network network) => network.Loss?.ToString() ?? "none";

    // Networks that were trained on other rows have scaled them otherwise. What the first one's inputs are for the other, and what the
    // other's outputs are for the first one, goes into the other's first and last layer.
    private static void Fit(Network first, Network other, int number, Layer[] layers, double[][] parameters)
    {
        if (first.Columns is not { } here || other.Columns is not { } there)
        {
            return;
        }

        if (ColumnJoin.Differs(here.Input, there.Input))
        {
            double[] factors = ColumnJoin.Units(here.Input, there.Input, static (a, b) => a.Scale / b.Scale, 1);
            double[] shifts = ColumnJoin.Units(here.Input, there.Input, static (a, b) => (a.Offset - b.Offset) / b.Scale, 0);
            (double[] Factors, double[] Shifts)? left = (factors, shifts);
            for (int l = 0; left is { } change; l++)
            {
                (layers[l], parameters[l]) = layers[l].RescaleInputs(parameters[l], change.Factors, change.Shifts)
                    ?? throw Errors.MemberScaling(first, other, number, "features");
                left = layers[l].PassOn(change.Factors, change.Shifts);
            }
        }

        if (ColumnJoin.Differs(here.Output, there.Output))
        {
            double[] factors = ColumnJoin.Units(here.Output, there.Output, static (a, b) => b.Scale / a.Scale, 1);
            double[] shifts = ColumnJoin.Units(here.Output, there.Output, static (a, b) => (b.Offset - a.Offset) / a.Scale, 0);
            Layer last = layers[^1];
            (layers[^1], parameters[^1]) = Rescale(last, parameters[^1], factors, shifts)
                ?? throw Errors.MemberScaling(first, other, number, "targets");
            layers[^1].Frozen = last.Frozen;
        }
    }

    private static (Layer Layer, double[] Parameters)? Rescale(Layer last, double[] parameters, double[] factors, double[] shifts) =>
        last.Function.Inverse is { IsIdentity: true } ? last.Rescale(last.Shape, parameters, new double[last.Units], factors, shifts) : null;
}
