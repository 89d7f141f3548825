namespace PSBackprop.Training;

/// <summary>The settings of one training.</summary>
public sealed class TrainingOptions
{
    /// <summary>The number of epochs, at least 1.</summary>
    public int Epoch { get; set; } = 200;

    /// <summary>Samples in a batch, at least 1; null for 32, or for all with <see cref="FullBatch"/>.</summary>
    public int? BatchSize { get; set; }

    /// <summary>Whether each step uses all samples, in their own order.</summary>
    public bool FullBatch { get; set; }

    /// <summary>Whether the samples keep their order in every epoch.</summary>
    public bool NoShuffle { get; set; }

    /// <summary>The method of update.</summary>
    public OptimizerKind Optimizer { get; set; }

    /// <summary>The learning rate, above 0; null for 0.001 with Adam and 0.1 with SGD.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The momentum of SGD, from 0 to below 1.</summary>
    public double Momentum { get; set; }

    /// <summary>Whether the momentum is of Nesterov's form.</summary>
    public bool Nesterov { get; set; }

    /// <summary>Adam's decay of the mean of gradients, from 0 to below 1.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Adam's decay of the mean of squared gradients, from 0 to below 1.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>What Adam adds to the root, above 0.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>λ of the penalty λ Σ |w| over the weights, at least 0.</summary>
    public double L1 { get; set; }

    /// <summary>λ of the penalty ½ λ Σ w² over the weights, at least 0.</summary>
    public double L2 { get; set; }

    /// <summary>The loss; null for what suits the output activation.</summary>
    public Loss? Loss { get; set; }

    /// <summary>Training ends when the epoch's loss is at or below this.</summary>
    public double? TargetLoss { get; set; }

    /// <summary>Training ends when this time has passed.</summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>The figures to record beside the loss.</summary>
    public IReadOnlyList<Metric> Metric { get; set; } = [];

    /// <summary>The seed of the order of samples; null for the network's.</summary>
    public int? Seed { get; set; }
}
