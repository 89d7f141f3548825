namespace PSBackprop;

/// <summary>The one place that says which class a <see cref="LayerKind"/> stands for.</summary>
internal static class LayerKinds
{
    public static Layer Create(LayerKind kind, LayerShape shape) => kind switch
    {
        LayerKind.Dense => new DenseLayer(shape),
        LayerKind.BatchNormalization => new BatchNormalizationLayer(shape),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
