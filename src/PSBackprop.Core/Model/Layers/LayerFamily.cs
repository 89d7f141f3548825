namespace PSBackprop.Layers;

/// <summary>The kinds of layer.</summary>
internal static class LayerFamily
{
    public static Family<LayerKind, LayerMember> All { get; } = new(
        DenseLayer.Member, BatchNormalizationLayer.Member, AverageLayer.Member, PiecewiseLinearLayer.Member);

    /// <summary>The layer that is the mean of members.</summary>
    /// <inheritdoc cref="LayerMember.Create(LayerShape, IReadOnlyList{IReadOnlyList{Layer}})"/>
    public static Layer Join(LayerShape shape, IReadOnlyList<IReadOnlyList<Layer>> members) =>
        All.Members.Single(static member => member.HasMembers).Create(shape, members);
}
