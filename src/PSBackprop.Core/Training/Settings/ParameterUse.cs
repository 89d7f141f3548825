using PSBackprop.Activations;
using PSBackprop.Initializers;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Schedules;

namespace PSBackprop.Training.Settings;

/// <summary>What the members of a family make of a parameter of the cmdlets: the help tells it from here.</summary>
/// <param name="Choice">The parameter that chooses the member; null where the network has the choice made.</param>
/// <param name="Members">All members of the family, each with its setting of the parameter's name; null for those that have none.</param>
internal sealed record ParameterUse(string? Choice, IReadOnlyList<(string Member, IMemberSetting? Setting)> Members)
{
    /// <summary>The use of a parameter; null if it is no setting of a family's members.</summary>
    public static ParameterUse? Of(string parameter)
    {
        ParameterUse[] uses =
        [
            In(OptimizerFamily.All, nameof(TrainingOptions.Optimizer), static member => member.Settings),
            In(ScheduleFamily.All, nameof(TrainingOptions.LearningRateSchedule), static member => member.Settings),
            In(LossFamily.All, nameof(TrainingOptions.Loss), static member => member.Settings),
            In(InitializerFamily.All, nameof(NetworkSettings.Initializer), static member => member.Settings),
            In(ActivationFamily.All, nameof(NetworkSettings.Activation), static member => [SuitedInitializer(member.Kind)]),
            In(ActivationFamily.All, null, static member => [SuitedLoss(member.Kind)]),
        ];
        return Array.Find(uses, static use => use.Members.Any(static member => member.Setting is not null));

        ParameterUse In<TKind, TMember>(Family<TKind, TMember> family, string? choice, Func<TMember, IReadOnlyList<IMemberSetting>> settings)
            where TKind : struct, Enum
            where TMember : IFamilyMember<TKind> =>
            new(choice, [.. family.Members.Select(member => ($"{member.Kind}", settings(member).FirstOrDefault(setting => setting.Name == parameter)))]);
    }

    private static MemberSetting SuitedInitializer(Activation activation) => new(
        nameof(NetworkSettings.Initializer), $"{ActivationFamily.Create(activation).SuitedInitializer}", "how weights get their first values");

    private static MemberSetting SuitedLoss(Activation output) => new(
        nameof(TrainingOptions.Loss), $"{LossFamily.DefaultFor(output)}", "what is minimized");
}
