using MathNet.Numerics;

using PSBackprop.Data;
using PSBackprop.Layers;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Propagation.Losses;
using PSBackprop.Training;

namespace PSBackprop.Evaluations;

/// <summary>
/// Compares the gradient by backpropagation with that by central differences of fourth order,
/// (E(w − 2h) − 8 E(w − h) + 8 E(w + h) − E(w + 2h)) / 12 h. Both are computed in double precision whatever the
/// network's own, because the formulas are in question and not the rounding; without dropout, which is random.
/// </summary>
internal sealed class GradientChecker
{
    /// <summary>The most rows.</summary>
    public const int MostRows = 1000;

    // Fourth-order truncation and rounding are alike here, both about 1e-12.
    private const double Step = 1e-3;

    // Below this part of the largest gradient, and below what rounding lets through, an error is measured against that.
    private const double LeastPart = 1e-5;

    // The distance from 1 to the next number.
    private const double Epsilon = 1.0 / (1L << 52);

    private readonly Network _network;
    private readonly Workspace<double> _workspace;
    private readonly double[] _input;
    private readonly double[] _target;
    private readonly TrainingOptions _options;
    private readonly LossFunction _loss;
    private readonly int _rows;
    private readonly CancellationToken _cancellationToken;

    private GradientChecker(Network network, DataMatrix input, DataMatrix target, TrainingOptions options, CancellationToken cancellationToken)
    {
        if (input.Rows > MostRows)
        {
            throw Errors.GradientSampleTooLarge(input.Rows, MostRows);
        }

        _network = network.WithoutDropout(Precision.Double);
        _options = options;
        _cancellationToken = cancellationToken;
        var plan = TrainingPlan.Of(_network, input, target, options);
        _loss = plan.Loss;
        _input = input.ToArray<double>();
        _target = target.ToArray<double>();
        _rows = input.Rows;
        _workspace = Workspace<double>.ForTraining(_network, _rows);
    }

    /// <summary>Checks every trainable parameter, or a sample of them.</summary>
    /// <param name="network">The network; it stays as it is.</param>
    /// <param name="input">[rows × features].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="options">The loss and its penalties.</param>
    /// <param name="sample">How many parameters to draw; null for all.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackpropException">There are too many rows, or data, settings and network do not fit together.</exception>
    public static GradientCheck Check(
        Network network,
        DataMatrix input,
        DataMatrix target,
        TrainingOptions options,
        int? sample,
        int seed,
        CancellationToken cancellationToken) =>
        new GradientChecker(network, input, target, options, cancellationToken).Run(sample, seed);

    private GradientCheck Run(int? sample, int seed)
    {
        double loss = Cost();
        BackwardPass.Run<double>(_workspace, _input, _target, default, _loss, _loss.IsMean ? 1.0 / _rows : 1, _rows, accumulate: false);
        new WeightPenalty(_options.L1, _options.L2 ?? 0).Add(_workspace.AllLayers, _workspace.Parameters, _workspace.Gradient);
        double[] gradient = [.. _workspace.Gradient];
        TrainableTensor[] tensors = [.. Tensors()];
        double largest = tensors.SelectMany(tensor => gradient.Skip(tensor.Start).Take(tensor.Tensor.Count)).Select(Math.Abs).DefaultIfEmpty().Max();
        var checks = new List<ParameterCheck>();
        foreach (int parameter in Chosen(tensors, sample, seed))
        {
            var (layer, tensor, start) = tensors.Last(tensor => tensor.Start <= parameter);
            int index = parameter - start;
            double analytic = gradient[parameter];
            double step = Step * Math.Max(1, Math.Abs(_workspace.Parameters[parameter]));
            var (difference, crosses) = Difference(parameter, step, tensor.Role == ParameterRole.Weight);
            double floor = Math.Max(LeastPart * largest, Rounding(loss, step) / GradientCheck.FineError);
            double error = Math.Abs(analytic - difference) / Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(difference)), floor);
            checks.Add(
                new ParameterCheck(
                    layer.Number,
                    tensor.Symbol,
                    (index % tensor.Columns) + 1,
                    tensor.Rows is null ? null : (index / tensor.Columns) + 1,
                    analytic,
                    difference,
                    error,
                    crosses)
                {
                    Member = layer.MemberNumber,
                });
        }

        bool hasKinks = _network.AllLayers.Any(static layer => layer.Function.Kinks.Count > 0) || _loss.Kinks(_target[0]).Count > 0 || _options.L1 > 0;
        return new GradientCheck(checks, _network.AllLayers.Max(static layer => layer.Number), loss, hasKinks);
    }

    /// <summary>
    /// About how far off a difference is by rounding alone: 18 losses over 12 h, each off by δ, come to 1.5 δ / h (Nocedal and Wright 2006,
    /// Numerical Optimization, section 8.1). A sum of n terms is off by about ε √n of its size, as its errors are of either sign (Higham
    /// 2002, Accuracy and Stability of Numerical Algorithms, section 2.8). A small loss is computed from outputs and targets of about 1,
    /// with whose errors it is off.
    /// </summary>
    private double Rounding(double loss, double step) => 1.5 * Epsilon * Math.Sqrt(_target.Length) * Math.Max(1, Math.Abs(loss)) / step;

    private (double Gradient, bool CrossesKink) Difference(int parameter, double step, bool isPenalized)
    {
        ref double value = ref _workspace.Parameters[parameter];
        double original = value;
        Span<double> costs = stackalloc double[4];
        int[]? sides = null;
        bool crosses = isPenalized && _options.L1 > 0 && Math.Abs(original) <= 2 * step;
        for (int i = 0; i < 4; i++)
        {
            value = original + ((i < 2 ? i - 2 : i - 1) * step);
            costs[i] = Cost();
            int[] now = Sides();
            crosses |= sides is not null && !sides.AsSpan().SequenceEqual(now);
            sides = now;
        }

        value = original;
        return (((costs[0] - costs[3]) + (8 * (costs[2] - costs[1]))) / (12 * step), crosses);
    }

    private double Cost()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<double> output = ForwardPass.Run<double>(_workspace, _input, _rows);
        double sum = _loss.Sum(_workspace.Buffers[^1].NetInput, output, _target, default, _network.OutputSize);
        double loss = _loss.Reduce(sum, _rows);
        return loss + Penalty();
    }

    private double Penalty()
    {
        double penalty = 0;
        foreach (Layer layer in _network.AllLayers)
        {
            foreach (double weight in layer.Range(_workspace.Parameters)[..layer.WeightCount])
            {
                penalty += (_options.L1 * Math.Abs(weight)) + (0.5 * (_options.L2 ?? 0) * weight * weight);
            }
        }

        return penalty;
    }

    // On which side of each kink every unit and every output is.
    private int[] Sides()
    {
        var sides = new List<int>();
        foreach (var (layer, buffers) in _network.AllLayers.Zip(_workspace.AllBuffers))
        {
            foreach (double kink in layer.Function.Kinks)
            {
                sides.AddRange(buffers.NetInput.Select(z => z.CompareTo(kink)));
            }
        }

        double[] output = _workspace.Buffers[^1].Output;
        for (int i = 0; i < output.Length; i++)
        {
            foreach (double kink in _loss.Kinks(_target[i]))
            {
                sides.Add(output[i].CompareTo(kink));
            }
        }

        return [.. sides];
    }

    private IEnumerable<TrainableTensor> Tensors()
    {
        foreach (Layer layer in _network.AllLayers)
        {
            int start = layer.Offset;
            foreach (ParameterTensor tensor in layer.Tensors)
            {
                if (tensor.Role != ParameterRole.Statistic)
                {
                    yield return new TrainableTensor(layer, tensor, start);
                }

                start += tensor.Count;
            }
        }
    }

    // Parameters by their place among all, in ascending order.
    private IEnumerable<int> Chosen(TrainableTensor[] tensors, int? sample, int seed)
    {
        int[] all = [.. tensors.SelectMany(static tensor => Enumerable.Range(tensor.Start, tensor.Tensor.Count))];
        if (sample is not { } count || count >= all.Length)
        {
            return all;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        int[] order = [.. Enumerable.Range(0, all.Length)];
        Combinatorics.SelectPermutationInplace(order, RandomStream.Create(seed, RandomPurpose.GradientCheck, 0));
        return order.Take(count).Order().Select(i => all[i]);
    }

    private readonly record struct TrainableTensor(Layer Layer, ParameterTensor Tensor, int Start);
}
