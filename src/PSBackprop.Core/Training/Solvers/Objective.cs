using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Training.Solvers;

/// <summary>The loss over all samples as a function of the trained parameters alone, in double precision.</summary>
internal sealed class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GradientPass<T> _pass;
    private readonly IReadOnlyList<(int Start, int Length)> _trained;
    private readonly int _samples;
    private readonly int _seed;

    public Objective(TrainingPlan plan, GradientPass<T> pass)
    {
        IReadOnlyList<(int Start, int Length)> trained = plan.Trained;
        _pass = pass;
        _trained = trained;
        _samples = plan.Samples.Input.Rows;
        _seed = plan.Seed;
        IsOfEpoch = plan.Network.Layers.Any(static layer => layer.Dropout > 0);
        Count = trained.Sum(static range => range.Length);
    }

    /// <summary>The number of trained parameters.</summary>
    public int Count { get; }

    /// <summary>Whether it is another function in each epoch, which dropout makes it.</summary>
    public bool IsOfEpoch { get; }

    public void Read(double[] point) => Gather(_pass.Workspace.Parameters, point);

    public void Write(double[] point)
    {
        int index = 0;
        foreach (var (start, length) in _trained)
        {
            for (int i = start; i < start + length; i++)
            {
                _pass.Workspace.Parameters[i] = T.CreateTruncating(point[index++]);
            }
        }
    }

    /// <summary>The loss at a point, and its gradient; the parameters are then those of the point, running statistics aside.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public double Evaluate(double[] point, double[] gradient, int epoch, CancellationToken cancellationToken)
    {
        Write(point);
        _pass.Reset();
        _pass.Run(0, _samples, RandomStream.Key(_seed, RandomPurpose.Dropout, epoch), cancellationToken);
        Gather(_pass.Workspace.Gradient, gradient);
        return _pass.TakeLoss();
    }

    /// <summary>Moves running statistics towards those at the point evaluated last, which is gone to.</summary>
    public void MoveStatistics() => _pass.Workspace.MoveStatistics(_samples);

    private void Gather(T[] source, double[] target)
    {
        int index = 0;
        foreach (var (start, length) in _trained)
        {
            for (int i = start; i < start + length; i++)
            {
                target[index++] = double.CreateTruncating(source[i]);
            }
        }
    }
}
