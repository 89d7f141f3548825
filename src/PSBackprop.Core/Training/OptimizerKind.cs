namespace PSBackprop.Training;

/// <summary>The methods that turn a gradient into an update.</summary>
public enum OptimizerKind
{
    /// <summary>Adaptive moment estimation.</summary>
    Adam,

    /// <summary>Gradient descent, with momentum and Nesterov's form of it where asked for.</summary>
    Sgd,
}
