namespace PSBackprop.Layers;

/// <summary>A number that a kind of layer has for an option of its own.</summary>
/// <param name="Name">What users call it; files have it in camel case.</param>
/// <param name="Default">Its value where none is given.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
internal sealed record LayerOption(string Name, double Default, double Minimum, double Maximum)
{
    /// <summary>The value in a layer's options; the default where it is not among them.</summary>
    /// <exception cref="BackpropException">It is out of range.</exception>
    public double In(IReadOnlyDictionary<LayerOption, double> options)
    {
        double value = options.GetValueOrDefault(this, Default);
        return value >= Minimum && value <= Maximum ? value : throw Errors.LayerOptionRange(this, value);
    }
}
