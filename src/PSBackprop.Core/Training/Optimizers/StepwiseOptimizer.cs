using PSBackprop.Training.Settings;
using PSBackprop.Training.Solvers;

namespace PSBackprop.Training.Optimizers;

/// <summary>A method that steps after each batch, by that batch's gradient.</summary>
/// <param name="kind">What users choose it by.</param>
/// <param name="learningRate">The learning rate of a training that names none.</param>
/// <param name="settings">The settings that are the method's own.</param>
/// <param name="create">Makes it as a training's options say.</param>
internal sealed class StepwiseOptimizer(
    OptimizerKind kind,
    double learningRate,
    IReadOnlyList<Setting> settings,
    Func<TrainingOptions, Optimizer> create) : OptimizerMember(kind)
{
    // Made when they are first asked for: what an object initializer sets comes after the fields.
    private IReadOnlyList<Setting>? _settings;

    public Setting<double> LearningRate { get; } = OptimizerSettings.LearningRate(learningRate);

    /// <summary>The decoupled decay of the parameters.</summary>
    public Setting<double> WeightDecay { get; init; } = OptimizerSettings.WeightDecay(0);

    /// <summary>Whether a training that names no batch size takes all samples at once.</summary>
    public bool WantsFullBatch { get; init; }

    /// <inheritdoc/>
    public override Setting<int> BatchSize => WantsFullBatch ? OptimizerSettings.BatchSizeOfAll : OptimizerSettings.BatchSize;

    /// <summary>Whether the learning rate can change from step to step.</summary>
    public bool HasSchedule { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => _settings ??=
    [
        .. settings,
        LearningRate,
        WeightDecay,
        BatchSize,
        .. OptimizerSettings.Stepwise,
        .. HasSchedule ? [OptimizerSettings.Schedule] : Array.Empty<Setting>(),
        OptimizerSettings.L1,
    ];

    /// <summary>The method for one training.</summary>
    public Optimizer Create(TrainingOptions options) => create(options);

    public override string Describe(TrainingOptions options) => create(options).ToString()!;

    public override Solver<T> CreateSolver<T>(TrainingPlan plan, GradientPass<T> pass) => new GradientDescent<T>(plan, pass, this);
}
