using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Tasks;

namespace PSBackprop.Propagation;

/// <summary>Runs a network forward on rows, with buffers made once.</summary>
public abstract class Predictor
{
    // Enough rows for efficient products, few enough for the buffers to stay small and a stop to be prompt.
    private const int BlockRows = 512;

    private protected Predictor(Network network)
    {
        Network = network;
    }

    /// <summary>The network; its parameters are those at the time the predictor was made.</summary>
    public Network Network { get; }

    /// <summary>Makes a predictor with the network's precision.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">How many rows it is for; 1 makes the smallest buffers.</param>
    public static Predictor Create(Network network, int rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Create(network, rows, Environment.ProcessorCount);
    }

    /// <inheritdoc cref="Create(Network, int)"/>
    /// <param name="network">The network.</param>
    /// <param name="rows">How many rows it is for.</param>
    /// <param name="threads">The most threads that share the work.</param>
    internal static Predictor Create(Network network, int rows, int threads)
    {
        int capacity = Workspace.FittingRows(network, Math.Clamp(rows, 1, BlockRows));
        return network.Precision == Precision.Single
            ? new TypedPredictor<float>(network, capacity, threads)
            : new TypedPredictor<double>(network, capacity, threads);
    }

    /// <summary>Predicts the rows one after another; a block of rows is computed when its first row is asked for.</summary>
    /// <param name="input">[rows × features].</param>
    /// <param name="cancellationToken">Checked before each block.</param>
    /// <exception cref="BackpropException">The rows have another width than the network's input.</exception>
    public abstract IEnumerable<double[]> Predict(DataMatrix input, CancellationToken cancellationToken);

    /// <summary>The same, read as what they say.</summary>
    internal IEnumerable<Prediction> Predict(DataMatrix input, OutputDecoder decoder, CancellationToken cancellationToken) =>
        Predict(input, cancellationToken).Select(output => decoder.Decode(output, NetInput));

    /// <summary>Predicts one row; nothing is allocated but the result.</summary>
    /// <param name="row">[features], finite.</param>
    /// <returns>[outputs].</returns>
    /// <exception cref="BackpropException">The row has another width, or a number that the network's precision cannot hold.</exception>
    public abstract double[] Predict(ReadOnlySpan<double> row);

    /// <summary>The outputs of each member for the row predicted last, [members][outputs]; empty for a network without members.</summary>
    internal abstract IReadOnlyList<double[]> MemberOutputs { get; }

    /// <summary>The net inputs of the output layer for the row predicted last, [outputs]; null unless the network's calibration takes them.</summary>
    internal abstract double[]? NetInput { get; }

    private sealed class TypedPredictor<T>(Network network, int capacity, int threads) : Predictor(network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Workspace<T> _workspace = Workspace<T>.ForPrediction(
            NormalizationFolding.Fold(network), capacity, ParallelTeam.Of(threads), keepsNetInput: network.Calibration?.Probabilities is not null);

        private readonly bool _keepsNetInput = network.Calibration?.Probabilities is not null;

        private readonly T[] _row = new T[network.InputSize];
        private int _place;

        internal override IReadOnlyList<double[]> MemberOutputs => _workspace.MemberRows(_place);

        internal override double[]? NetInput => _keepsNetInput ? _workspace.NetInputRow(_place) : null;

        public override IEnumerable<double[]> Predict(DataMatrix input, CancellationToken cancellationToken)
        {
            if (input.Columns != Network.InputSize)
            {
                throw Errors.RowWidth(input.Name, Network.InputSize, input.Columns);
            }

            return PredictBlocks(input, cancellationToken);
        }

        public override double[] Predict(ReadOnlySpan<double> row)
        {
            if (row.Length != Network.InputSize)
            {
                throw Errors.RowWidth("The input", Network.InputSize, row.Length);
            }

            int bad = DataMatrix.Convert<T>(row, _row);
            if (bad >= 0)
            {
                throw Errors.NotFiniteInSingle("The input's", 1, bad + 1, row[bad]);
            }

            ForwardPass.Run<T>(_workspace, _row, 1);
            _place = 0;
            return _workspace.OutputRow(0);
        }

        private IEnumerable<double[]> PredictBlocks(DataMatrix input, CancellationToken cancellationToken)
        {
            var pass = new BlockPass<T>(_workspace, new SampleBlocks<T>(input, target: null, capacity, _workspace.Team, _workspace.Layers[0].TakesSparse));
            foreach (SampleBlock block in pass.Run(cancellationToken))
            {
                for (_place = 0; _place < block.Rows; _place++)
                {
                    yield return _workspace.OutputRow(_place);
                }
            }
        }
    }
}
