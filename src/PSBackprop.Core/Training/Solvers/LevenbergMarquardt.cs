using System.Numerics;

using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training.Solvers;

/// <summary>Levenberg–Marquardt among the methods of update: for squared errors on small networks.</summary>
internal sealed class LevenbergMarquardt() : FullBatchOptimizer(OptimizerKind.LevenbergMarquardt)
{
    /// <summary>The most trained parameters: the method solves a system of that size in each epoch.</summary>
    public const int MostParameters = 2000;

    public static readonly LevenbergMarquardt Member = new();

    public override void Require(TrainingPlan plan)
    {
        if (plan.LossKind is not (Loss.SumSquaredError or Loss.MeanSquaredError))
        {
            throw Errors.LevenbergMarquardtLoss(plan.LossKind);
        }

        int trained = plan.Trained.Sum(static range => range.Length);
        if (trained > MostParameters)
        {
            throw Errors.LevenbergMarquardtSize(trained, MostParameters);
        }

        if (plan.Network.Layers.Any(static layer => layer.NeedsWholeBatch || layer.Dropout > 0))
        {
            throw Errors.LevenbergMarquardtLayer();
        }
    }

    public override Solver<T> CreateSolver<T>(TrainingPlan plan, GradientPass<T> pass) =>
        new LevenbergMarquardt<T>(plan, pass, OptimizerSettings.GradientTolerance.In(plan.Options));
}

/// <summary>
/// Levenberg–Marquardt for squared errors: (f JᵀJ + λ D + μ I) Δ = −∇E with the Jacobian J of all outputs over all
/// samples by backpropagation, row by row; μ is divided by 10 after a step that lowers the loss and multiplied by 10
/// before another is tried (Levenberg 1944; Marquardt 1963; Hagan, Menhaj 1994). f is what the loss multiplies ½ Σ r²
/// by, λ D the curvature of an L2 penalty. One accepted step an epoch.
/// </summary>
internal sealed class LevenbergMarquardt<T> : FullBatchSolver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double FirstDamping = 0.01;
    private const double LeastDamping = 1e-20;
    private const double MostDamping = 1e10;
    private const double Factor = 10;

    private readonly SampleBlocks<T> _samples;
    private readonly Workspace<T> _row;
    private readonly T[] _parameters;
    private readonly IReadOnlyList<(int Start, int Length)> _trained;
    private readonly bool _isMean;
    private readonly double[] _decay;
    private readonly double[] _next;
    private readonly double[] _nextGradient;
    private double _damping = FirstDamping;

    /// <param name="plan">The training.</param>
    /// <param name="pass">The gradient over all samples.</param>
    /// <param name="tolerance">The gradient norm at which it has converged.</param>
    public LevenbergMarquardt(TrainingPlan plan, GradientPass<T> pass, double tolerance)
        : base(new Objective<T>(plan, pass), tolerance)
    {
        _samples = pass.Samples;
        _parameters = pass.Workspace.Parameters;
        _trained = plan.Trained;
        _isMean = plan.Loss.IsMean;
        _row = Workspace<T>.ForTraining(plan.Network, 1);
        _next = new double[Objective.Count];
        _nextGradient = new double[Objective.Count];
        _decay = Decay(plan.Network, plan.Trained, plan.Options.L2 ?? 0);
    }

    public override double LearningRate => 1 / _damping;

    public override void Save(TrainingState state)
    {
        base.Save(state);
        state.Put("damping", _damping);
    }

    public override void Load(TrainingState state)
    {
        base.Load(state);
        _damping = state.Take("damping");
    }

    protected override bool TryStep(int epoch, CancellationToken cancellationToken)
    {
        double[] curvature = Curvature(cancellationToken);
        while (!TryStep(curvature, epoch, cancellationToken))
        {
            _damping *= Factor;
            if (_damping > MostDamping)
            {
                return false;
            }
        }

        _damping = Math.Max(_damping / Factor, LeastDamping);
        return true;
    }

    private bool TryStep(double[] curvature, int epoch, CancellationToken cancellationToken)
    {
        int count = Point.Length;
        var matrix = ManagedAlgebra.Matrix.Dense(count, count, [.. curvature]);
        for (int i = 0; i < count; i++)
        {
            matrix[i, i] += _damping + _decay[i];
        }

        MathNet.Numerics.LinearAlgebra.Vector<double> step;
        try
        {
            step = matrix.Cholesky().Solve(ManagedAlgebra.Vector.Dense(Gradient));
        }
        catch (ArgumentException)
        {
            // Not positive definite in floating point: more damping.
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            _next[i] = Point[i] - step[i];
        }

        double loss = Objective.Evaluate(_next, _nextGradient, epoch, cancellationToken);
        if (!(loss < PointLoss))
        {
            return false;
        }

        _next.CopyTo(Point, 0);
        _nextGradient.CopyTo(Gradient, 0);
        PointLoss = loss;
        return true;
    }

    // f JᵀJ, column by column; it is symmetric.
    private double[] Curvature(CancellationToken cancellationToken)
    {
        int count = Point.Length;
        double[] product = new double[count * count];
        double[] slopes = new double[count];
        Objective.Write(Point);
        _parameters.CopyTo(_row.Parameters, 0);
        double weightSum = _samples.WeightSum(0, _samples.Count);
        double factor = _isMean ? 2 / (weightSum * _samples.Outputs) : 1;
        for (int sample = 0; sample < _samples.Count; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _samples.Load(new SampleBlock(sample, 1));
            ReadOnlySpan<T> weight = _samples.Weights;
            double scale = factor * (weight.IsEmpty ? 1 : double.CreateTruncating(weight[0]));
            for (int output = 0; output < _samples.Outputs; output++)
            {
                OutputGradient(_samples.Input, output, slopes);
                AddOuterProduct(product, slopes, scale);
            }
        }

        return product;
    }

    // ∂a/∂parameters of one output for one sample.
    private void OutputGradient(BlockInput<T> input, int output, double[] slopes)
    {
        ForwardPass.Run(_row, input, 1);
        Span<T> delta = _row.Buffers[^1].Delta;
        delta.Clear();
        delta[output] = T.One;
        _row.Layers[^1].NetInputDelta(_row.Buffers[^1], 1);
        BackwardPass.FromOutputDelta(_row, input, 1, accumulate: false);
        int index = 0;
        foreach (var (start, length) in _trained)
        {
            for (int i = start; i < start + length; i++)
            {
                slopes[index++] = double.CreateTruncating(_row.Gradient[i]);
            }
        }
    }

    private static void AddOuterProduct(double[] product, double[] slopes, double scale)
    {
        int count = slopes.Length;
        for (int i = 0; i < count; i++)
        {
            double left = scale * slopes[i];
            if (left == 0)
            {
                continue;
            }

            Span<double> column = product.AsSpan(i * count, count);
            for (int j = 0; j < count; j++)
            {
                column[j] += left * slopes[j];
            }
        }
    }

    private static double[] Decay(Network network, IReadOnlyList<(int Start, int Length)> trained, double l2)
    {
        var decay = new List<double>();
        foreach (var (start, length) in trained)
        {
            for (int i = start; i < start + length; i++)
            {
                bool isWeight = network.Layers.Any(layer => i >= layer.Offset && i < layer.Offset + layer.WeightCount);
                decay.Add(isWeight ? l2 : 0);
            }
        }

        return [.. decay];
    }
}
