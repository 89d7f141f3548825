namespace PSBackprop;

/// <summary>What the passes through some buffers are for.</summary>
internal enum PassPurpose
{
    /// <summary>Outputs alone; net inputs are overwritten by them.</summary>
    Prediction,

    /// <summary>Outputs and net inputs, from which losses are taken.</summary>
    Evaluation,

    /// <summary>Gradients: net inputs and deltas are kept, outputs are dropped, batches give statistics.</summary>
    Training,
}
