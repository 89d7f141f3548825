using System.Numerics;

using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Settings;

namespace PSBackprop.Training.Solvers;

/// <summary>L-BFGS among the methods of update.</summary>
internal sealed class LBfgs() : FullBatchOptimizer(OptimizerKind.LBfgs)
{
    public static readonly LBfgs Member = new();

    public override IReadOnlyList<Setting> Settings { get; } = [OptimizerSettings.GradientTolerance, OptimizerSettings.L1];

    public override Solver<T> CreateSolver<T>(TrainingPlan plan, GradientPass<T> pass) =>
        new LBfgs<T>(new Objective<T>(plan, pass), OptimizerSettings.GradientTolerance.In(plan.Options));
}

/// <summary>
/// Limited-memory BFGS: a step along −H g, with the inverse Hessian H built from the last ten changes of point and
/// gradient by the two-loop recursion (Liu, Nocedal 1989; Nocedal, Wright 2006, algorithm 7.4), its length found by a
/// line search. One step an epoch.
/// </summary>
internal sealed class LBfgs<T>(Objective<T> objective, double tolerance) : FullBatchSolver<T>(objective, tolerance)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MemoryLength = 10;

    private readonly Queue<(double[] Step, double[] Change, double Curvature)> _memory = new();
    private double[] _nextPoint = new double[objective.Count];
    private double[] _nextGradient = new double[objective.Count];
    private double _step;

    public override double LearningRate => _step;

    public override void Save(TrainingState state)
    {
        base.Save(state);
        state.Put("stepLength", _step);
        state.Put("curvatures", [.. _memory.Select(static pair => pair.Curvature)]);
        state.Put("steps", [.. _memory.SelectMany(static pair => pair.Step)]);
        state.Put("changes", [.. _memory.SelectMany(static pair => pair.Change)]);
    }

    public override void Load(TrainingState state)
    {
        base.Load(state);
        _step = state.Take("stepLength");
        double[] curvatures = state.TakeAll("curvatures");
        double[] steps = state.Take("steps", curvatures.Length * Point.Length);
        double[] changes = state.Take("changes", curvatures.Length * Point.Length);
        for (int i = 0; i < curvatures.Length; i++)
        {
            _memory.Enqueue((steps.AsSpan(i * Point.Length, Point.Length).ToArray(), changes.AsSpan(i * Point.Length, Point.Length).ToArray(), curvatures[i]));
        }
    }

    protected override bool TryStep(int epoch, CancellationToken cancellationToken)
    {
        double[] direction = Direction();
        double slope = Dot(direction, Gradient);
        if (!(slope < 0))
        {
            // The memory has gone bad: begin again with the steepest descent.
            _memory.Clear();
            direction = [.. Gradient.Select(static value => -value)];
            slope = -Dot(Gradient, Gradient);
        }

        double first = _memory.Count > 0 ? 1 : Math.Min(1, 1 / Gradient.Sum(Math.Abs));
        double tried = double.NaN;
        var found = LineSearch.Find(Evaluate, new LineSearch.Point(0, PointLoss, slope), first);
        if (found is not { } point)
        {
            return false;
        }

        if (tried != point.Step)
        {
            Evaluate(point.Step);
        }

        Accept(point.Value);
        _step = point.Step;
        return true;

        LineSearch.Point Evaluate(double step)
        {
            tried = step;
            for (int i = 0; i < Point.Length; i++)
            {
                _nextPoint[i] = Point[i] + (step * direction[i]);
            }

            double value = Objective.Evaluate(_nextPoint, _nextGradient, epoch, cancellationToken);
            return new LineSearch.Point(step, value, Dot(_nextGradient, direction));
        }
    }

    private void Accept(double loss)
    {
        double[] step = new double[Point.Length];
        double[] change = new double[Point.Length];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = _nextPoint[i] - Point[i];
            change[i] = _nextGradient[i] - Gradient[i];
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

        (Point, _nextPoint) = (_nextPoint, Point);
        (Gradient, _nextGradient) = (_nextGradient, Gradient);
        PointLoss = loss;
    }

    // −H g by the two-loop recursion.
    private double[] Direction()
    {
        double[] direction = [.. Gradient.Select(static value => -value)];
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

    private static void Add(double[] target, double factor, double[] source)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
