using System.Numerics;

using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Training.Optimizers;

namespace PSBackprop.Training.Minimizers;

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

    public override EpochMethod<T> CreateMethod<T>(TrainingPlan plan, GradientPass<T> pass, TrainingData<T> data) => new LevenbergMarquardt<T>(
        plan.Network,
        new Objective<T>(pass, plan),
        data,
        pass.Workspace.Parameters,
        plan.Trained,
        plan.Loss.IsMean,
        plan.Options.L2,
        OptimizerSettings.GradientTolerance.In(plan.Options));
}

/// <summary>
/// Levenberg–Marquardt for squared errors: (f JᵀJ + λ D + μ I) Δ = −∇E with the Jacobian J of all outputs over all
/// samples by backpropagation, row by row; μ is divided by 10 after a step that lowers the loss and multiplied by 10
/// before another is tried (Levenberg 1944; Marquardt 1963; Hagan, Menhaj 1994). f is what the loss multiplies ½ Σ r²
/// by, λ D the curvature of an L2 penalty. One accepted step an epoch.
/// </summary>
internal sealed class LevenbergMarquardt<T> : Minimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double FirstDamping = 0.01;
    private const double LeastDamping = 1e-20;
    private const double MostDamping = 1e10;
    private const double Factor = 10;

    private readonly TrainingData<T> _data;
    private readonly Workspace<T> _row;
    private readonly T[] _parameters;
    private readonly IReadOnlyList<(int Start, int Length)> _trained;
    private readonly bool _isMean;
    private readonly double[] _decay;
    private readonly double[] _next;
    private readonly double[] _nextGradient;
    private double _damping = FirstDamping;

    /// <param name="network">The network.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="data">The samples.</param>
    /// <param name="parameters">The parameters of the training's workspace, which the objective writes.</param>
    /// <param name="trained">Which of them are trained.</param>
    /// <param name="isMean">Whether the loss is the mean squared error, rather than half the sum.</param>
    /// <param name="l2">λ of the L2 penalty.</param>
    /// <param name="tolerance">The gradient norm at which it has converged.</param>
    public LevenbergMarquardt(Network network, Objective<T> objective, TrainingData<T> data, T[] parameters, IReadOnlyList<(int Start, int Length)> trained, bool isMean, double l2, double tolerance)
        : base(objective, tolerance)
    {
        _data = data;
        _parameters = parameters;
        _trained = trained;
        _isMean = isMean;
        _row = Workspace<T>.ForTraining(network, 1);
        _next = new double[objective.Count];
        _nextGradient = new double[objective.Count];
        _decay = Decay(network, trained, l2);
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
        double weightSum = _data.WeightSum(0, _data.Samples);
        double factor = _isMean ? 2 / (weightSum * _data.Outputs) : 1;
        for (int sample = 0; sample < _data.Samples; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<T> weight = _data.Weight(sample, 1);
            double scale = factor * (weight.IsEmpty ? 1 : double.CreateTruncating(weight[0]));
            for (int output = 0; output < _data.Outputs; output++)
            {
                OutputGradient(_data.Input(sample, 1), output, slopes);
                AddOuterProduct(product, slopes, scale);
            }
        }

        return product;
    }

    // ∂a/∂parameters of one output for one sample.
    private void OutputGradient(ReadOnlySpan<T> input, int output, double[] slopes)
    {
        ForwardPass.Run(_row, input, 1);
        Span<T> delta = _row.Activities[^1].Delta;
        delta.Clear();
        delta[output] = T.One;
        _row.Layers[^1].NetInputDelta(_row.Activities[^1], 1);
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
