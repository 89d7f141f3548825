using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Optimizers;

/// <summary>Settings that several methods of update have, some with a default of each one's own.</summary>
internal static class OptimizerSettings
{
    private const string Unlimited = "None";

    public static Setting<double> Momentum { get; } = new(
        nameof(TrainingOptions.Momentum), static options => options.Momentum, 0, SettingRange.Share, "the part of the last step that goes on");

    public static Setting<double> GradientTolerance { get; } = new(
        nameof(TrainingOptions.GradientTolerance),
        static options => options.GradientTolerance,
        1e-7,
        SettingRange.NotNegative,
        "the gradient norm at which the method has converged");

    public static Setting<double> L1 { get; } = new(
        nameof(TrainingOptions.L1), static options => Above(options.L1), 0, SettingRange.NotNegative, "λ of the penalty λ Σ |w|");

    public static Setting<ScheduleKind> Schedule { get; } = new(
        nameof(TrainingOptions.LearningRateSchedule),
        static options => options.LearningRateSchedule == default ? null : options.LearningRateSchedule,
        default,
        SettingRange.NotNegative,
        "how the learning rate changes");

    public static Setting<int> BatchSize { get; } = new(
        nameof(TrainingOptions.BatchSize), static options => options.BatchSize, 32, SettingRange.Count, "samples in a batch");

    public static Setting<bool> AverageWeight { get; } = new(
        nameof(TrainingOptions.AverageWeight), static options => options.AverageWeight, false, SettingRange.Switch, "averages the weights of the epochs");

    /// <summary>The batch size of a method that takes all samples unless told otherwise.</summary>
    public static Setting<int> BatchSizeOfAll { get; } = BatchSize with { Default = int.MaxValue, DefaultText = "all samples" };

    /// <summary>What every method has that steps after each batch.</summary>
    public static IReadOnlyList<Setting> Stepwise { get; } =
    [
        new Setting<double>(
            nameof(TrainingOptions.GradientClip),
            static options => options.GradientClip,
            double.MaxValue,
            SettingRange.Positive,
            "the largest gradient norm") { DefaultText = Unlimited },
        new Setting<double>(
            nameof(TrainingOptions.GradientClipValue),
            static options => options.GradientClipValue,
            double.MaxValue,
            SettingRange.Positive,
            "the largest magnitude of an element of the gradient") { DefaultText = Unlimited },
        new Setting<double>(
            nameof(TrainingOptions.MaxNorm),
            static options => options.MaxNorm,
            double.MaxValue,
            SettingRange.Positive,
            "the largest norm of a unit's weights") { DefaultText = Unlimited },
        new Setting<int>(
            nameof(TrainingOptions.WarmupEpoch),
            static options => options.WarmupEpoch > 0 ? options.WarmupEpoch : null,
            0,
            SettingRange.NotNegative,
            "epochs over which the rate rises"),
        AverageWeight,
    ];

    public static Setting<double> LearningRate(double defaultValue) => new(
        nameof(TrainingOptions.LearningRate), static options => options.LearningRate, defaultValue, SettingRange.Positive, "the learning rate");

    public static Setting<double> WeightDecay(double defaultValue) => new(
        nameof(TrainingOptions.WeightDecay),
        static options => options.WeightDecay,
        defaultValue,
        SettingRange.NotNegative,
        "λ of the decoupled decay w ← w (1 − η λ)");

    public static Setting<double> Beta1(double defaultValue) => new(
        nameof(TrainingOptions.Beta1), static options => options.Beta1, defaultValue, SettingRange.Share, "the decay rate of the mean of gradients");

    public static Setting<double> Beta2(double defaultValue) => new(
        nameof(TrainingOptions.Beta2),
        static options => options.Beta2,
        defaultValue,
        SettingRange.Share,
        "the decay rate of the mean of squared gradients");

    public static Setting<double> Rho(double defaultValue) => new(
        nameof(TrainingOptions.Rho), static options => options.Rho, defaultValue, SettingRange.Share, "the decay rate of the mean square");

    public static Setting<double> Epsilon(double defaultValue) => new(
        nameof(TrainingOptions.Epsilon), static options => options.Epsilon, defaultValue, SettingRange.Positive, "what is added to a divisor");

    public static Setting<bool> Switch(string name, Func<TrainingOptions, bool> read, string meaning) =>
        new(name, options => read(options) ? true : null, false, SettingRange.Switch, meaning);

    private static double? Above(double value) => value > 0 ? value : null;
}
