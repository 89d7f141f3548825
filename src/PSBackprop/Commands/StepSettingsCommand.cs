using System.Management.Automation;

using PSBackprop.Settings;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets share that update a network: the method, and its own settings.</summary>
public abstract class StepSettingsCommand : LossSettingsCommand
{
    /// <summary>
    /// The method of update. LBfgs and LevenbergMarquardt take one step an epoch, with a gradient over all samples, and end when it is
    /// as good as zero; LevenbergMarquardt is for squared errors on networks of up to 2000 parameters. A setting that the method does
    /// not have is refused.
    /// </summary>
    [Parameter]
    public OptimizerKind Optimizer { get; set; }

    /// <summary>
    /// The learning rate; the highest one with a schedule. Unless given: 0.001 with Adam, AdamW and RAdam, 0.002 with NAdam and AdaMax,
    /// 0.1 with Sgd, 0.01 with AdaGrad, RmsProp and Rprop, 1 with AdaDelta, 0.0001 with Lion.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "what suits the optimizer")]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double LearningRate { get; set; }

    /// <summary>The momentum of Sgd and RmsProp, from 0 to below 1.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0")]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Momentum { get; set; }

    /// <summary>Uses Nesterov's form of momentum, with Sgd.</summary>
    [Parameter]
    public SwitchParameter Nesterov { get; set; }

    /// <summary>The decay rate of the mean of gradients, of the Adam family and Lion.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0.9")]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta1 { get; set; }

    /// <summary>The decay rate of the mean of squared gradients, of the Adam family; of the momentum, of Lion.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0.999, 0.99 with Lion")]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta2 { get; set; }

    /// <summary>The decay rate of RmsProp and AdaDelta.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0.99 with RmsProp, 0.9 with AdaDelta")]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Rho { get; set; }

    /// <summary>What keeps a divisor above zero.</summary>
    [Parameter]
    [PSDefaultValue(Help = "1e-8; 1e-10 with AdaGrad, 1e-6 with AdaDelta")]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double Epsilon { get; set; }

    /// <summary>Divides by the largest mean of squared gradients so far, with Adam and AdamW.</summary>
    [Parameter]
    public SwitchParameter AmsGrad { get; set; }

    /// <summary>Takes the square of the mean gradient from the mean of squares, with RmsProp.</summary>
    [Parameter]
    public SwitchParameter Centered { get; set; }

    internal override TrainingOptions Options(NetworkColumns? columns)
    {
        TrainingOptions options = base.Options(columns);
        options.Optimizer = Optimizer;
        options.LearningRate = Given(LearningRate);
        options.Momentum = Given(Momentum);
        options.Nesterov = Nesterov;
        options.Beta1 = Given(Beta1);
        options.Beta2 = Given(Beta2);
        options.Rho = Given(Rho);
        options.Epsilon = Given(Epsilon);
        options.AmsGrad = AmsGrad;
        options.Centered = Centered;
        return options;
    }
}
