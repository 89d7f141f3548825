using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Schedules;

namespace PSBackprop.Training.Settings;

/// <summary>Refuses settings that would have no effect, and settings that contradict each other: nothing is accepted and ignored.</summary>
internal static class TrainingOptionsValidator
{
    /// <param name="options">The settings.</param>
    /// <param name="hasValidationData">Whether the training has data of its own to validate on.</param>
    /// <exception cref="BackpropException">A setting has no effect or contradicts another.</exception>
    public static void Require(TrainingOptions options, bool hasValidationData)
    {
        RequireEffect(OptimizerFamily.All, OptimizerFamily.Of(options).Kind, "-Optimizer", options);
        RequireEffect(ScheduleFamily.All, options.LearningRateSchedule, "-LearningRateSchedule", options);
        if (options.FullBatch && options.BatchSize is not null)
        {
            throw Errors.BatchContradiction();
        }

        if (options.Nesterov && (options.Momentum ?? 0) == 0)
        {
            throw Errors.NesterovWithoutMomentum();
        }

        if (options.WarmupEpoch >= options.Epoch)
        {
            throw Errors.WarmupTooLong(options.WarmupEpoch, options.Epoch);
        }

        RequireValidation(options, hasValidationData);
    }

    // What no member of a family has is not the family's affair; what another member has is said to belong to that.
    private static void RequireEffect<TKind, TMember>(Family<TKind, TMember> family, TKind chosen, string parameter, TrainingOptions options)
        where TKind : struct, Enum
        where TMember : IFamilyMember<TKind>, IConfigurable
    {
        IReadOnlyList<Setting> own = family[chosen].Settings;
        foreach (Setting setting in own)
        {
            setting.Require(options);
        }

        foreach (Setting other in family.Members.SelectMany(static member => member.Settings))
        {
            if (other.IsGiven(options) && own.All(setting => setting.Name != other.Name))
            {
                TKind[] having = [.. family.Members
                    .Where(member => member.Settings.Any(setting => setting.Name == other.Name))
                    .Select(static member => member.Kind)];
                throw Errors.SettingWithoutEffect(other.Name, $"{parameter} {chosen}", having);
            }
        }
    }

    private static void RequireValidation(TrainingOptions options, bool hasValidationData)
    {
        if (options.ValidationSplit is not null && hasValidationData)
        {
            throw Errors.ValidationContradiction();
        }

        if (options.NoValidation && ValidationSetting(options, hasValidationData) is { } setting)
        {
            throw Errors.NoValidationContradiction(setting);
        }

        if (options.ValidationInput is null != options.ValidationTarget is null)
        {
            throw Errors.ValidationHalf();
        }

        if (options.Patience is not null && options.ValidationSplit is null && !hasValidationData)
        {
            throw Errors.PatienceWithoutValidation();
        }

        if (options.Patience is null && (options.MinimumImprovement is not null || options.KeepLastWeight))
        {
            throw Errors.NeedsPatience(options.KeepLastWeight ? "KeepLastWeight" : "MinimumImprovement");
        }
    }

    // What is given that only a validation gives a meaning.
    private static string? ValidationSetting(TrainingOptions options, bool hasValidationData) =>
        hasValidationData ? "validation data"
        : options.ValidationSplit is not null ? "-ValidationSplit"
        : options.Patience is not null ? "-Patience"
        : options.MinimumImprovement is not null ? "-MinimumImprovement"
        : options.KeepLastWeight ? "-KeepLastWeight"
        : null;
}
