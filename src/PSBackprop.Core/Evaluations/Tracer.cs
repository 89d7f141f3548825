using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Layers;
using PSBackprop.Propagation;
using PSBackprop.Training;
using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Solvers;

namespace PSBackprop.Evaluations;

/// <summary>
/// Watches training at work: it runs the very steps that a training runs, with all rows at once, and takes what they have
/// left in the workspace, where every intermediate result is kept.
/// </summary>
internal static class Tracer
{
    /// <summary>The most rows: those that pass through the network in one piece.</summary>
    public const int MostRows = 1000;

    /// <summary>Trains step by step.</summary>
    /// <param name="network">The network; it stays as it is unless the update is wanted.</param>
    /// <param name="input">[rows × features].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="options">The settings; the number of epochs is the number of steps.</param>
    /// <param name="update">Whether the network keeps what it has learned.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <exception cref="BackpropException">There are too many rows, or data, settings and network do not fit together.</exception>
    public static IEnumerable<TracedStep> Run(
        Network network, DataMatrix input, DataMatrix target, TrainingOptions options, bool update, CancellationToken cancellationToken)
    {
        if (input.Rows > MostRows)
        {
            throw Errors.TraceTooLarge(input.Rows, MostRows);
        }

        if (OptimizerFamily.Of(options).BatchSize is null)
        {
            throw Errors.TraceMinimizer(OptimizerFamily.Of(options).Kind);
        }

        Network traced = network.WithoutDropout(network.Precision);
        traced.EpochsTrained = network.EpochsTrained;
        var plan = TrainingPlan.Of(traced, input, target, options);
        return network.Precision == Precision.Single
            ? Run<float>(network, plan, update, cancellationToken)
            : Run<double>(network, plan, update, cancellationToken);
    }

    private static IEnumerable<TracedStep> Run<T>(Network network, TrainingPlan plan, bool update, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        BlockPass<T> pass = plan.CreatePass<T>();
        Workspace<T> workspace = pass.Workspace;
        Solver<T> solver = plan.CreateSolver(plan.CreateGradientPass(pass, plan.CreateScore()));
        for (int i = 0; i < plan.Options.Epoch; i++)
        {
            int epoch = plan.Network.EpochsTrained + 1 + i;
            double[] before = Doubles(workspace.Parameters);
            solver.Run(epoch, cancellationToken);
            double loss = solver.TakeLoss();
            yield return new TracedStep(
                epoch,
                plan.Samples.Input.Rows,
                plan.Samples.Target.ToArray<double>(),
                Layers(workspace, plan, before),
                plan.Loss,
                loss,
                plan.Loss.IsMean ? 1.0 / plan.Samples.Input.Rows : 1,
                plan.Options.L1,
                plan.Options.L2 ?? 0,
                solver.LearningRate,
                plan.MethodName,
                solver.IsGradientStep);
            if (update)
            {
                network.SetParameters<T>(workspace.Parameters);
                network.Loss = plan.LossKind;
                network.EpochsTrained = epoch;
                network.AddRecord(new EpochRecord(epoch, loss, solver.LearningRate, EpochRecord.NoMetric, solver.GradientNorm));
            }
        }
    }

    private static TracedLayer[] Layers<T>(Workspace<T> workspace, TrainingPlan plan, double[] before)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layers = new TracedLayer[workspace.AllLayers.Count];
        LayerBuffers<T>[] allBuffers = [.. workspace.AllBuffers];
        double[] data = plan.Samples.Input.ToArray<double>();
        int rows = plan.Samples.Input.Rows;
        int last = layers.Length - 1;
        for (int l = 0; l < layers.Length; l++)
        {
            Layer layer = workspace.AllLayers[l];
            LayerBuffers<T> buffers = allBuffers[l];

            // A member's first layer takes the data, and so does the layer of all members, which comes after theirs.
            double[] input = layer.Number == 1 ? data : layers[l - 1].Output;
            bool endsMember = layer.MemberNumber is not null && workspace.AllLayers[l + 1].Number == 1;
            layers[l] = new TracedLayer(
                layer,
                input,
                Doubles(buffers.NetInput),
                Doubles(buffers.Output),
                Doubles(buffers.Delta),
                Slopes(layer, buffers),
                l == last ? OutputGradient(workspace, plan, rows) : [],
                layer.Range(before).ToArray(),
                Doubles(layer.Range(workspace.Gradient).ToArray()),
                Doubles(layer.Range(workspace.Parameters).ToArray()),
                endsMember ? last : Math.Min(l + 1, last));
        }

        return layers;
    }

    private static double[] Slopes<T>(Layer layer, LayerBuffers<T> buffers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!layer.Function.IsElementwise)
        {
            return [];
        }

        var slopes = new T[buffers.NetInput.Length];
        slopes.AsSpan().Fill(T.One);
        layer.Function.Differentiate<T>(buffers.NetInput, buffers.Output, slopes, layer.Units);
        return Doubles(slopes);
    }

    // ∂E/∂a of the output layer, where the loss gives that rather than ∂E/∂z.
    private static double[] OutputGradient<T>(Workspace<T> workspace, TrainingPlan plan, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Layer layer = workspace.Layers[^1];
        if (plan.Loss.FusedWith is not null)
        {
            return [];
        }

        var gradient = new T[rows * layer.Units];
        T factor = plan.Loss.IsMean ? T.One / T.CreateTruncating(rows) : T.One;
        plan.Loss.Gradient<T>(workspace.Buffers[^1].Output, plan.Samples.Target.ToArray<T>(), factor, gradient, layer.Units);
        return Doubles(gradient);
    }

    private static double[] Doubles<T>(T[] values)
        where T : unmanaged, IFloatingPointIeee754<T> => Array.ConvertAll(values, double.CreateTruncating);
}
