using PSBackprop.Training.Solvers;

namespace PSBackprop.Training.Optimizers;

/// <summary>The methods of update.</summary>
internal static class OptimizerFamily
{
    public static Family<OptimizerKind, OptimizerMember> All { get; } = new(
        Adam.Member,
        AdamW.Member,
        NAdam.Member,
        RAdam.Member,
        AdaMax.Member,
        Sgd.Member,
        AdaGrad.Member,
        AdaDelta.Member,
        RmsProp.Member,
        Lion.Member,
        Rprop.Member,
        LBfgs.Member,
        LevenbergMarquardt.Member);

    /// <summary>The method of a training; the first of all unless given.</summary>
    public static OptimizerMember Of(TrainingOptions options) => All[options.Optimizer ?? default];

    /// <summary>What suits time series: the method that finds the weights of least loss, unless a setting is given that it does not have.</summary>
    public static OptimizerKind ForSeries(TrainingOptions options) =>
        All.Members.SelectMany(static member => member.Settings).Any(setting =>
            setting.IsGiven(options) && LBfgs.Member.Settings.All(own => own.Name != setting.Name))
            ? default
            : LBfgs.Member.Kind;
}
