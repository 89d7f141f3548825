namespace PSBackprop.Propagation.Losses;

/// <summary>A loss among the family.</summary>
/// <param name="Kind">What users choose it by.</param>
/// <param name="Create">Makes it for a label smoothing, from 0 to below 1.</param>
internal sealed record LossMember(Loss Kind, Func<double, LossFunction> Create) : IFamilyMember<Loss>
{
    private static readonly MemberSetting s_labelSmoothing = new("LabelSmoothing", "0", "how much of each target goes to all classes alike");

    /// <summary>Makes it for the columns that the outputs are of; null for one to which all outputs are alike.</summary>
    public Func<IReadOnlyList<NetworkColumn>, LossFunction>? OfColumns { get; init; }

    /// <summary>Whether it can smooth labels.</summary>
    public bool HasLabelSmoothing { get; init; }

    /// <summary>The settings of a training that it takes notice of.</summary>
    public IReadOnlyList<IMemberSetting> Settings => HasLabelSmoothing ? [s_labelSmoothing] : [];

    /// <summary>The output activation that it is the usual loss for; null for none.</summary>
    public Activation? UsualFor { get; init; }
}

/// <summary>The losses.</summary>
internal static class LossFamily
{
    public static Family<Loss, LossMember> All { get; } = new(
        HalfSquaredError.Member,
        SquaredError.Member,
        BinaryCrossEntropy.Member,
        CategoricalCrossEntropy.Member,
        AbsoluteError.Member,
        HuberError.Member,
        LogCoshError.Member,
        HingeError.Member,
        SquaredHingeError.Member,
        PoissonError.Member,
        KullbackLeibler.Member,
        ReconstructionLoss.Member);

    /// <summary>A loss without label smoothing.</summary>
    public static LossFunction Create(Loss loss) => All[loss].Create(0);

    /// <summary>A loss for the outputs of a network.</summary>
    public static LossFunction Create(Network network, Loss loss, double labelSmoothing = 0) =>
        network.Columns is { } columns && columns.Purpose.SuitedLoss == loss && All[loss].OfColumns is { } ofColumns
            ? ofColumns(columns.Output)
            : All[loss].Create(labelSmoothing);

    /// <summary>The loss of a network: the one chosen, or what suits what it is for and its output activation.</summary>
    public static Loss Of(Network network, Loss? chosen) => chosen
        ?? network.Columns?.Purpose.SuitedLoss ?? DefaultFor(network.Layers[^1].Activation);

    /// <summary>The loss that suits an output activation.</summary>
    public static Loss DefaultFor(Activation output) =>
        All.Members.FirstOrDefault(member => member.UsualFor == output)?.Kind ?? SquaredError.Member.Kind;
}
