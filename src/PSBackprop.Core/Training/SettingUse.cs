namespace PSBackprop.Training;

/// <summary>Refuses settings that would have no effect, and settings that contradict each other: nothing is accepted and ignored.</summary>
internal static class SettingUse
{
    private static readonly OptimizerKind[] s_minimizers = [OptimizerKind.LBfgs, OptimizerKind.LevenbergMarquardt];
    private static readonly OptimizerKind[] s_stepwise = [.. Enum.GetValues<OptimizerKind>().Except(s_minimizers)];
    private static readonly OptimizerKind[] s_adams = [OptimizerKind.Adam, OptimizerKind.AdamW, OptimizerKind.NAdam, OptimizerKind.RAdam, OptimizerKind.AdaMax];

    private static readonly (string Name, Func<TrainingOptions, bool> IsGiven, OptimizerKind[] Kinds)[] s_optimizerSettings =
    [
        ("Momentum", static options => options.Momentum is not null, [OptimizerKind.Sgd, OptimizerKind.RmsProp]),
        ("Nesterov", static options => options.Nesterov, [OptimizerKind.Sgd]),
        ("Beta1", static options => options.Beta1 is not null, [.. s_adams, OptimizerKind.Lion]),
        ("Beta2", static options => options.Beta2 is not null, [.. s_adams, OptimizerKind.Lion]),
        ("Rho", static options => options.Rho is not null, [OptimizerKind.RmsProp, OptimizerKind.AdaDelta]),
        ("Epsilon", static options => options.Epsilon is not null, [.. s_adams, OptimizerKind.AdaGrad, OptimizerKind.AdaDelta, OptimizerKind.RmsProp]),
        ("AmsGrad", static options => options.AmsGrad, [OptimizerKind.Adam, OptimizerKind.AdamW]),
        ("Centered", static options => options.Centered, [OptimizerKind.RmsProp]),
        ("LearningRate", static options => options.LearningRate is not null, s_stepwise),
        ("WeightDecay", static options => options.WeightDecay is not null, s_stepwise),
        ("GradientClip", static options => options.GradientClip is not null, s_stepwise),
        ("GradientClipValue", static options => options.GradientClipValue is not null, s_stepwise),
        ("MaxNorm", static options => options.MaxNorm is not null, s_stepwise),
        ("WarmupEpoch", static options => options.WarmupEpoch > 0, s_stepwise),
        ("LearningRateSchedule", static options => options.LearningRateSchedule != ScheduleKind.Constant, [.. s_stepwise.Except([OptimizerKind.Rprop])]),
        ("BatchSize", static options => options.BatchSize is not null, s_stepwise),
        ("L1", static options => options.L1 > 0, [.. Enum.GetValues<OptimizerKind>().Except([OptimizerKind.LevenbergMarquardt])]),
        ("GradientTolerance", static options => options.GradientTolerance is not null, s_minimizers),
    ];

    private static readonly (string Name, Func<TrainingOptions, bool> IsGiven, ScheduleKind[] Kinds)[] s_scheduleSettings =
    [
        ("ScheduleStep", static options => options.ScheduleStep is not null, [ScheduleKind.Step, ScheduleKind.CosineRestart, ScheduleKind.Plateau]),
        ("ScheduleDecay", static options => options.ScheduleDecay is not null, [ScheduleKind.Step, ScheduleKind.Exponential, ScheduleKind.InverseTime, ScheduleKind.Plateau]),
        ("SchedulePower", static options => options.SchedulePower is not null, [ScheduleKind.Polynomial]),
        ("ScheduleGrowth", static options => options.ScheduleGrowth is not null, [ScheduleKind.CosineRestart]),
        ("MinimumLearningRate", static options => options.MinimumLearningRate is not null, [ScheduleKind.Polynomial, ScheduleKind.Cosine, ScheduleKind.CosineRestart, ScheduleKind.Plateau]),
    ];

    /// <summary>Whether the method takes one step an epoch with a gradient over all samples.</summary>
    public static bool IsMinimizer(OptimizerKind kind) => s_minimizers.Contains(kind);

    /// <exception cref="BackpropException">A setting has no effect or contradicts another.</exception>
    public static void Require(TrainingOptions options)
    {
        foreach (var (name, isGiven, kinds) in s_optimizerSettings)
        {
            if (isGiven(options) && !kinds.Contains(options.Optimizer))
            {
                throw Errors.SettingWithoutEffect(name, $"-Optimizer {options.Optimizer}", kinds);
            }
        }

        foreach (var (name, isGiven, kinds) in s_scheduleSettings)
        {
            if (isGiven(options) && !kinds.Contains(options.LearningRateSchedule))
            {
                throw Errors.SettingWithoutEffect(name, $"-LearningRateSchedule {options.LearningRateSchedule}", kinds);
            }
        }

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

        RequireValidation(options);
    }

    private static void RequireValidation(TrainingOptions options)
    {
        if (options.ValidationSplit is not null && options.ValidationInput is not null)
        {
            throw Errors.ValidationContradiction();
        }

        if (options.ValidationInput is null != options.ValidationTarget is null)
        {
            throw Errors.ValidationHalf();
        }

        bool hasValidation = options.ValidationSplit is not null || options.ValidationInput is not null;
        if (options.Patience is not null && !hasValidation)
        {
            throw Errors.PatienceWithoutValidation();
        }

        if (options.Patience is null && (options.MinimumImprovement is not null || options.KeepLastWeight))
        {
            throw Errors.NeedsPatience(options.KeepLastWeight ? "KeepLastWeight" : "MinimumImprovement");
        }
    }
}
