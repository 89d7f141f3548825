using System.Numerics;

namespace PSBackprop.Training.Minimizers;

/// <summary>
/// Limited-memory BFGS: a step along −H g, with the inverse Hessian H built from the last ten changes of point and
/// gradient by the two-loop recursion (Liu, Nocedal 1989; Nocedal, Wright 2006, algorithm 7.4), its length found by a
/// line search. One step an epoch.
/// </summary>
internal sealed class LBfgs<T> : EpochMethod<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MemoryLength = 10;

    private readonly Objective<T> _objective;
    private readonly double _tolerance;
    private readonly Queue<(double[] Step, double[] Change, double Curvature)> _memory = new();
    private double[] _point;
    private double[] _gradient;
    private double[] _nextPoint;
    private double[] _nextGradient;
    private double _loss;
    private double _epochLoss;
    private double _step;
    private bool _started;
    private StopReason? _end;

    public LBfgs(Objective<T> objective, double tolerance)
    {
        _objective = objective;
        _tolerance = tolerance;
        _point = new double[objective.Count];
        _gradient = new double[objective.Count];
        _nextPoint = new double[objective.Count];
        _nextGradient = new double[objective.Count];
    }

    public override double? Loss => _epochLoss;

    public override double LearningRate => _step;

    public override double GradientNorm => Math.Sqrt(Dot(_gradient, _gradient));

    public override StopReason? End => _end;

    public override bool TryRun(int epoch, CancellationToken cancellationToken)
    {
        try
        {
            Run(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            _objective.Write(_point);
            return false;
        }
    }

    private void Run(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            _objective.Read(_point);
            _loss = _objective.Evaluate(_point, _gradient, cancellationToken);
            _started = true;
        }

        _epochLoss = _loss;
        if (GradientNorm <= _tolerance || !double.IsFinite(_loss))
        {
            _end = double.IsFinite(_loss) ? StopReason.Converged : null;
            return;
        }

        double[] direction = Direction();
        double slope = Dot(direction, _gradient);
        if (!(slope < 0))
        {
            // The memory has gone bad: begin again with the steepest descent.
            _memory.Clear();
            direction = [.. _gradient.Select(static value => -value)];
            slope = -Dot(_gradient, _gradient);
        }

        double first = _memory.Count > 0 ? 1 : Math.Min(1, 1 / _gradient.Sum(Math.Abs));
        double tried = double.NaN;
        var found = LineSearch.Find(Evaluate, new LineSearch.Point(0, _loss, slope), first);
        if (found is not { } point)
        {
            _objective.Write(_point);
            _end = StopReason.NoProgress;
            return;
        }

        if (tried != point.Step)
        {
            Evaluate(point.Step);
        }

        Accept(point.Value);
        _step = point.Step;
        if (GradientNorm <= _tolerance)
        {
            _end = StopReason.Converged;
        }

        LineSearch.Point Evaluate(double step)
        {
            tried = step;
            for (int i = 0; i < _point.Length; i++)
            {
                _nextPoint[i] = _point[i] + (step * direction[i]);
            }

            double value = _objective.Evaluate(_nextPoint, _nextGradient, cancellationToken);
            return new LineSearch.Point(step, value, Dot(_nextGradient, direction));
        }
    }

    private void Accept(double loss)
    {
        double[] step = new double[_point.Length];
        double[] change = new double[_point.Length];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = _nextPoint[i] - _point[i];
            change[i] = _nextGradient[i] - _gradient[i];
        }

        double curvature = Dot(step, change);
        if (curvature > 1e-12 * Dot(change, change))
        {
            if (_memory.Count == MemoryLength)
            {
                _memory.Dequeue();
            }

            _memory.Enqueue((step, change, curvature));
        }

        (_point, _nextPoint) = (_nextPoint, _point);
        (_gradient, _nextGradient) = (_nextGradient, _gradient);
        _loss = loss;
    }

    // −H g by the two-loop recursion.
    private double[] Direction()
    {
        double[] direction = [.. _gradient.Select(static value => -value)];
        var memory = _memory.ToArray();
        double[] factors = new double[memory.Length];
        for (int i = memory.Length - 1; i >= 0; i--)
        {
            factors[i] = Dot(memory[i].Step, direction) / memory[i].Curvature;
            Add(direction, -factors[i], memory[i].Change);
        }

        if (memory.Length > 0)
        {
            var (_, change, curvature) = memory[^1];
            double scale = curvature / Dot(change, change);
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] *= scale;
            }
        }

        for (int i = 0; i < memory.Length; i++)
        {
            Add(direction, factors[i] - (Dot(memory[i].Change, direction) / memory[i].Curvature), memory[i].Step);
        }

        return direction;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Add(double[] target, double factor, double[] source)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
