using System.Numerics;

using PSBackprop.Numerics;
using PSBackprop.Propagation;

namespace PSBackprop.Training.Minimizers;

/// <summary>
/// Levenberg–Marquardt for squared errors: (f JᵀJ + λ D + μ I) Δ = −∇E with the Jacobian J of all outputs over all
/// samples by backpropagation, row by row; μ is divided by 10 after a step that lowers the loss and multiplied by 10
/// before another is tried (Levenberg 1944; Marquardt 1963; Hagan, Menhaj 1994). f is what the loss multiplies ½ Σ r²
/// by, λ D the curvature of an L2 penalty. One accepted step an epoch.
/// </summary>
internal sealed class LevenbergMarquardt<T> : EpochMethod<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The most trained parameters: the method solves a system of that size in each epoch.</summary>
    public const int MostParameters = 2000;

    private const double FirstDamping = 0.01;
    private const double LeastDamping = 1e-20;
    private const double MostDamping = 1e10;
    private const double Factor = 10;

    private readonly Objective<T> _objective;
    private readonly TrainingData<T> _data;
    private readonly Workspace<T> _row;
    private readonly T[] _parameters;
    private readonly IReadOnlyList<(int Start, int Length)> _trained;
    private readonly bool _isMean;
    private readonly double[] _decay;
    private readonly double _tolerance;
    private readonly double[] _point;
    private readonly double[] _gradient;
    private readonly double[] _next;
    private readonly double[] _ignored;
    private double _damping = FirstDamping;
    private double _loss;
    private double _epochLoss;
    private bool _started;
    private StopReason? _end;

    /// <param name="network">The network.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="data">The samples.</param>
    /// <param name="parameters">The parameters of the training's workspace, which the objective writes.</param>
    /// <param name="trained">Which of them are trained.</param>
    /// <param name="isMean">Whether the loss is the mean squared error, rather than half the sum.</param>
    /// <param name="l2">λ of the L2 penalty.</param>
    /// <param name="tolerance">The length of the gradient at which it has converged.</param>
    public LevenbergMarquardt(Network network, Objective<T> objective, TrainingData<T> data, T[] parameters, IReadOnlyList<(int Start, int Length)> trained, bool isMean, double l2, double tolerance)
    {
        _objective = objective;
        _data = data;
        _parameters = parameters;
        _trained = trained;
        _isMean = isMean;
        _tolerance = tolerance;
        _row = Workspace<T>.ForTraining(network, 1);
        _point = new double[objective.Count];
        _gradient = new double[objective.Count];
        _next = new double[objective.Count];
        _ignored = new double[objective.Count];
        _decay = Decay(network, trained, l2);
    }

    public override double? Loss => _epochLoss;

    public override double LearningRate => 1 / _damping;

    public override double GradientNorm => Math.Sqrt(_gradient.Sum(static value => value * value));

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

        double[] curvature = Curvature(cancellationToken);
        while (!TryStep(curvature, cancellationToken))
        {
            _damping *= Factor;
            if (_damping > MostDamping)
            {
                _objective.Write(_point);
                _end = StopReason.NoProgress;
                return;
            }
        }

        _damping = Math.Max(_damping / Factor, LeastDamping);
        _loss = _objective.Evaluate(_point, _gradient, cancellationToken);
        if (GradientNorm <= _tolerance)
        {
            _end = StopReason.Converged;
        }
    }

    private bool TryStep(double[] curvature, CancellationToken cancellationToken)
    {
        int count = _point.Length;
        var matrix = ManagedAlgebra.Matrix.Dense(count, count, [.. curvature]);
        for (int i = 0; i < count; i++)
        {
            matrix[i, i] += _damping + _decay[i];
        }

        MathNet.Numerics.LinearAlgebra.Vector<double> step;
        try
        {
            step = matrix.Cholesky().Solve(ManagedAlgebra.Vector.Dense(_gradient));
        }
        catch (ArgumentException)
        {
            // Not positive definite in floating point: more damping.
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            _next[i] = _point[i] - step[i];
        }

        if (!(_objective.Evaluate(_next, _ignored, cancellationToken) < _loss))
        {
            return false;
        }

        _next.CopyTo(_point, 0);
        return true;
    }

    // f JᵀJ, column by column; it is symmetric.
    private double[] Curvature(CancellationToken cancellationToken)
    {
        int count = _point.Length;
        double[] product = new double[count * count];
        double[] slopes = new double[count];
        _objective.Write(_point);
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
