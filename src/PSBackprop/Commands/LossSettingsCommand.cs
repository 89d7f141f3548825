using System.Management.Automation;

using PSBackprop.Settings;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>What the cmdlets share that take a gradient: what it is the gradient of.</summary>
public abstract class LossSettingsCommand : BackpropCommand
{
    /// <summary>
    /// What is minimized. Unless given, it follows from the output activation. Some losses need the output activation that they are
    /// made for, and targets that they are defined for.
    /// </summary>
    [Parameter]
    public Loss Loss { get; set; }

    /// <summary>λ of the penalty λ Σ |w| on the sum of the absolute weights. Biases are not penalized.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0")]
    [ValidateFinite(Minimum = 0)]
    public double L1 { get; set; }

    /// <summary>λ of the penalty ½ λ Σ w² on half the sum of the squared weights. Biases are not penalized.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0; for a dataset of time series 10 divided by its rows")]
    [ValidateFinite(Minimum = 0)]
    public double L2 { get; set; }

    /// <summary>The settings of a training as the parameters say.</summary>
    /// <param name="columns">The network's columns, which name its classes; null without.</param>
    internal virtual TrainingOptions Options(NetworkColumns? columns) => new()
    {
        Loss = Given(Loss),
        L1 = L1,
        L2 = Given(L2),
    };
}
