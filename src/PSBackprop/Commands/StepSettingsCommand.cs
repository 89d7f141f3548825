using System.Management.Automation;

using PSBackprop.Settings;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets share that update a network: the method, and its own settings.</summary>
public abstract class StepSettingsCommand : LossSettingsCommand
{
    /// <summary>
    /// The method of update. A setting that the method does not have is refused. For time series LBfgs, unless given or a setting is given
    /// that it does not have.
    /// </summary>
    [Parameter]
    public OptimizerKind Optimizer { get; set; }

    /// <summary>The learning rate; the highest one with a schedule.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double LearningRate { get; set; }

    /// <summary>The momentum: the part of the last step that goes on, from 0 to below 1.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Momentum { get; set; }

    /// <summary>Uses Nesterov's form of momentum.</summary>
    [Parameter]
    public SwitchParameter Nesterov { get; set; }

    /// <summary>The decay rate of the mean of gradients.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta1 { get; set; }

    /// <summary>The decay rate of the second of the method's running values.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Beta2 { get; set; }

    /// <summary>The decay rate of the mean of squared gradients.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, Maximum = 1, AllowMaximum = false)]
    public double Rho { get; set; }

    /// <summary>What keeps a divisor above zero.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0, AllowMinimum = false)]
    public double Epsilon { get; set; }

    /// <summary>Divides by the largest mean of squared gradients so far.</summary>
    [Parameter]
    public SwitchParameter AmsGrad { get; set; }

    /// <summary>Takes the square of the mean gradient from the mean of squares.</summary>
    [Parameter]
    public SwitchParameter Centered { get; set; }

    internal override TrainingOptions Options(NetworkColumns? columns)
    {
        TrainingOptions options = base.Options(columns);
        options.Optimizer = Optimizer == default ? Given(Optimizer) : Optimizer;
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
