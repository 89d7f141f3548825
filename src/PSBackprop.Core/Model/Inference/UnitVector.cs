namespace PSBackprop.Inference;

/// <summary>Known numbers, one for each unit.</summary>
internal sealed class UnitVector(string name, ReadOnlyMemory<double> values) : Expression
{
    public string Name { get; } = name;

    /// <summary>[units].</summary>
    public ReadOnlyMemory<double> Values { get; } = values;
}
