using System.Numerics;

namespace PSBackprop.Training.Minimizers;

/// <summary>The loss over all samples as a function of the trained parameters alone, in double precision.</summary>
internal sealed class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GradientPass<T> _pass;
    private readonly IReadOnlyList<(int Start, int Length)> _trained;
    private readonly int _samples;

    public Objective(GradientPass<T> pass, IReadOnlyList<(int Start, int Length)> trained, int samples)
    {
        _pass = pass;
        _trained = trained;
        _samples = samples;
        Count = trained.Sum(static range => range.Length);
    }

    /// <summary>The number of trained parameters.</summary>
    public int Count { get; }

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

    /// <summary>The loss at a point, and its gradient; the parameters are then those of the point.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public double Evaluate(double[] point, double[] gradient, CancellationToken cancellationToken)
    {
        Write(point);
        _pass.Forget();
        if (!_pass.TryRun(0, _samples, cancellationToken))
        {
            throw new OperationCanceledException(cancellationToken);
        }

        Gather(_pass.Workspace.Gradient, gradient);
        return _pass.TakeLoss();
    }

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
