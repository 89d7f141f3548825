namespace PSBackprop.Activations;

/// <summary>An activation among the family.</summary>
/// <param name="Kind">What users choose it by.</param>
/// <param name="Create">Makes it with a slope below zero, null for the usual one; those without such an option leave it aside.</param>
internal sealed record ActivationMember(Activation Kind, Func<double?, ActivationFunction> Create) : IFamilyMember<Activation>
{
    /// <summary>An activation without an option, whose outputs each depend on their own net input alone.</summary>
    public static ActivationMember Of<TFunction>(Activation kind)
        where TFunction : struct, IElementwiseFunction => new(kind, static _ => new ElementwiseActivation<TFunction>(default));
}

/// <summary>The activation functions.</summary>
internal static class ActivationFamily
{
    public static Family<Activation, ActivationMember> All { get; } = new(
        Linear.Member,
        Sigmoid.Member,
        HardSigmoid.Member,
        Tanh.Member,
        ReLU.Member,
        LeakyReLU.Member,
        Elu.Member,
        Selu.Member,
        Gelu.Member,
        GeluTanh.Member,
        SiLU.Member,
        Mish.Member,
        Softplus.Member,
        Softsign.Member,
        Softmax.Member);

    /// <summary>An activation, with the usual slope where it has one.</summary>
    public static ActivationFunction Create(Activation activation) => All[activation].Create(null);
}
