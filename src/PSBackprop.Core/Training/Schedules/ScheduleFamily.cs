using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Schedules;

/// <summary>A way in which the learning rate changes.</summary>
/// <param name="Kind">What users choose it by.</param>
/// <param name="Settings">The settings that it has.</param>
/// <param name="Create">Makes it as a training's options say.</param>
internal sealed record ScheduleMember(ScheduleKind Kind, IReadOnlyList<Setting> Settings, Func<TrainingOptions, LearningRateSchedule> Create)
    : IConfigurable, IFamilyMember<ScheduleKind>
{
    /// <summary>Whether the rate depends on the losses, that of validation where there is one.</summary>
    public bool FollowsLoss { get; init; }
}

/// <summary>The ways in which the learning rate can change.</summary>
internal static class ScheduleFamily
{
    public static Family<ScheduleKind, ScheduleMember> All { get; } = new(
        ConstantSchedule.Member,
        StepSchedule.Member,
        ExponentialSchedule.Member,
        InverseTimeSchedule.Member,
        PolynomialSchedule.Member,
        CosineSchedule.Member,
        CosineRestartSchedule.Member,
        OneCycleSchedule.Member,
        PlateauSchedule.Member);
}

/// <summary>Settings that several schedules have, each with a default and a meaning of its own.</summary>
internal static class ScheduleSettings
{
    public static Setting<double> MinimumRate { get; } = new(
        nameof(TrainingOptions.MinimumLearningRate),
        static options => options.MinimumLearningRate,
        0,
        SettingRange.NotNegative,
        "the rate it falls to");

    public static Setting<int> Step(int defaultValue, string meaning) => new(
        nameof(TrainingOptions.ScheduleStep), static options => options.ScheduleStep, defaultValue, SettingRange.Count, meaning);

    public static Setting<double> Decay(double defaultValue, string meaning = "what the rate is multiplied by") => new(
        nameof(TrainingOptions.ScheduleDecay), static options => options.ScheduleDecay, defaultValue, SettingRange.Positive, meaning);
}
