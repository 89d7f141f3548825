namespace PSBackprop.Training;

/// <summary>Which of a network's parameters training changes: neither frozen ones nor running statistics.</summary>
internal static class TrainedRanges
{
    /// <summary>The runs of trained parameters, neighbours joined.</summary>
    public static IReadOnlyList<(int Start, int Length)> Of(Network network)
    {
        var ranges = new List<(int Start, int Length)>();
        foreach (Layer layer in network.AllLayers)
        {
            Add(layer.Offset, layer.WeightCount, layer.IsFrozen(FrozenPart.Weights));
            Add(layer.Offset + layer.WeightCount, layer.BiasCount, layer.IsFrozen(FrozenPart.Biases));
        }

        return ranges;

        void Add(int start, int length, bool frozen)
        {
            if (frozen || length == 0)
            {
                return;
            }

            if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Length == start)
            {
                ranges[^1] = (ranges[^1].Start, ranges[^1].Length + length);
            }
            else
            {
                ranges.Add((start, length));
            }
        }
    }
}
