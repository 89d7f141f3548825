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
}
