using System.Numerics;

namespace PSBackprop.Training.Solvers;

/// <summary>A method that looks at all samples and takes one step an epoch, until the gradient is as good as zero or no step leads further down.</summary>
internal abstract class FullBatchSolver<T>(Objective<T> objective, double tolerance) : Solver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private double _epochLoss;
    private bool _started;
    private StopReason? _end;

    public override double GradientNorm => Math.Sqrt(Dot(Gradient, Gradient));

    public override StopReason? End => _end;

    protected Objective<T> Objective => objective;

    /// <summary>Where it stands, in double precision.</summary>
    protected double[] Point { get; set; } = new double[objective.Count];

    /// <summary>The gradient there.</summary>
    protected double[] Gradient { get; set; } = new double[objective.Count];

    /// <summary>The loss there.</summary>
    protected double PointLoss { get; set; }

    public override double TakeLoss() => _epochLoss;

    public override void Run(int epoch, CancellationToken cancellationToken)
    {
        try
        {
            Descend(epoch, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            objective.Write(Point);
            throw;
        }
    }

    public override void Save(TrainingState state)
    {
        state.Put("point", Point);
        state.Put("gradient", Gradient);
        state.Put("pointLoss", PointLoss);
    }

    public override void Load(TrainingState state)
    {
        state.Take("point", Point);
        state.Take("gradient", Gradient);
        PointLoss = state.Take("pointLoss");
        _started = true;
    }

    /// <summary>Goes to a point with a lower loss, and leaves loss and gradient of it.</summary>
    /// <returns>False if there is none to be found; if there is, it is the point that was evaluated last.</returns>
    protected abstract bool TryStep(int epoch, CancellationToken cancellationToken);

    protected static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private void Descend(int epoch, CancellationToken cancellationToken)
    {
        if (!_started)
        {
            objective.Read(Point);
        }

        if (!_started || objective.IsOfEpoch)
        {
            PointLoss = objective.Evaluate(Point, Gradient, epoch, cancellationToken);
            _started = true;
        }

        _epochLoss = PointLoss;
        if (!double.IsFinite(PointLoss) || !Array.TrueForAll(Gradient, double.IsFinite))
        {
            // No direction leads on from here: the training has diverged.
            _epochLoss = double.NaN;
            return;
        }

        if (GradientNorm > tolerance)
        {
            if (!TryStep(epoch, cancellationToken))
            {
                objective.Write(Point);
                _end = StopReason.NoProgress;
                return;
            }

            objective.MoveStatistics();
        }

        if (GradientNorm <= tolerance)
        {
            _end = StopReason.Converged;
        }
    }
}
