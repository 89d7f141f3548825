namespace PSBackprop;

/// <summary>The steps of backpropagation as a trace shows them.</summary>
public enum TraceStep
{
    /// <summary>Step 1: net inputs and outputs, layer after layer.</summary>
    ForwardPass,

    /// <summary>Step 2: what came out is compared with the target.</summary>
    Loss,

    /// <summary>Step 3, first part: the deltas of the output layer.</summary>
    OutputDelta,

    /// <summary>Step 3, second part: the deltas of the hidden layers, by the weights that the forward pass used.</summary>
    HiddenDelta,

    /// <summary>Step 3, third part: the gradient of every parameter.</summary>
    Gradient,

    /// <summary>Step 4: the parameters change.</summary>
    Update,
}
