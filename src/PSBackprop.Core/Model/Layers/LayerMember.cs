namespace PSBackprop.Layers;

/// <summary>A kind of layer: what it is called in files, what it makes of what is asked for, and the options that are its own.</summary>
/// <param name="kind">What users choose it by.</param>
/// <param name="name">What files call it.</param>
internal abstract class LayerMember(LayerKind kind, string name) : IFamilyMember<LayerKind>
{
    public LayerKind Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>The activation of a hidden layer that names none; null for the network's.</summary>
    public virtual Activation? DefaultActivation => null;

    /// <summary>The options that only this kind has.</summary>
    public virtual IReadOnlyList<LayerOption> Options => [];

    /// <summary>The number of units of a layer.</summary>
    /// <param name="asked">The number asked for; 0 for none.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="position">The layer's place in the network, from 1.</param>
    /// <exception cref="BackpropException">The layer cannot have as many.</exception>
    public virtual int Units(int asked, int inputs, int position) => asked;

    /// <summary>Whether its layers are made of members that have layers of their own.</summary>
    public virtual bool HasMembers => false;

    /// <summary>Makes a layer, whose parameters are zero.</summary>
    /// <param name="shape">What every layer has.</param>
    /// <param name="hasBias">Whether it has biases, where the kind leaves the choice.</param>
    /// <param name="options">The kind's own options that are given.</param>
    /// <exception cref="BackpropException">An option is out of range.</exception>
    public abstract Layer Create(LayerShape shape, bool hasBias, IReadOnlyDictionary<LayerOption, double> options);

    /// <summary>Makes a layer of members, where <see cref="HasMembers"/> is set.</summary>
    /// <param name="shape">What every layer has; each member has its inputs, units and activation.</param>
    /// <param name="members">The layers of each member, which are the new layer's own from then on.</param>
    public virtual Layer Create(LayerShape shape, IReadOnlyList<IReadOnlyList<Layer>> members) => throw new NotSupportedException();
}
