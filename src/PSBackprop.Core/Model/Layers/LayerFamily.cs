namespace PSBackprop.Layers;

/// <summary>The kinds of layer.</summary>
internal static class LayerFamily
{
    public static Family<LayerKind, LayerMember> All { get; } = new(DenseLayer.Member, BatchNormalizationLayer.Member);
}
