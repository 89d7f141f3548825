using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>
/// Samples on their way forward through a network, block after block: what training, validation, evaluation and
/// prediction have in common. What a block leaves stays until the next one.
/// </summary>
/// <param name="workspace">The buffers; a block has as many rows as they hold.</param>
/// <param name="samples">The samples.</param>
internal sealed class BlockPass<T>(Workspace<T> workspace, SampleBlocks<T> samples)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Enough rows for efficient products, few enough for the buffers to stay small and a stop to be prompt.
    private const int EvaluationRows = 256;

    public Workspace<T> Workspace => workspace;

    public SampleBlocks<T> Samples => samples;

    /// <summary>A pass that evaluates with parameters as they are at each moment.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, in the number type computed in.</param>
    /// <param name="input">[samples × features].</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="team">The threads that share the work.</param>
    public static BlockPass<T> ForEvaluation(Network network, T[] parameters, DataMatrix input, DataMatrix target, ParallelTeam team)
    {
        int rows = Propagation.Workspace.FittingRows(network, Math.Min(input.Rows, EvaluationRows));
        return new BlockPass<T>(
            Workspace<T>.ForEvaluation(network, parameters, rows, team),
            new SampleBlocks<T>(input, target, rows, team, network.Layers[0].TakesSparse));
    }

    /// <summary>Runs samples forward; a block has gone through when it is enumerated.</summary>
    /// <param name="first">The place of the first sample.</param>
    /// <param name="count">How many.</param>
    /// <param name="dropoutKey">What dropout draws from, where the workspace is for training.</param>
    /// <param name="cancellationToken">Checked before each block.</param>
    public Blocks Run(int first, int count, ulong dropoutKey, CancellationToken cancellationToken) =>
        new(this, first, first + count, dropoutKey, cancellationToken);

    /// <summary>Runs all samples forward, in prediction or evaluation.</summary>
    public Blocks Run(CancellationToken cancellationToken) => Run(0, samples.Count, dropoutKey: 0, cancellationToken);

    /// <summary>The outputs of the block that has gone through last, [rows × outputs].</summary>
    public ReadOnlySpan<T> Output(SampleBlock block) => OfBlock(workspace.Buffers[^1].Output, block);

    /// <summary>The net inputs of its output layer, [rows × outputs].</summary>
    public ReadOnlySpan<T> NetInput(SampleBlock block) => OfBlock(workspace.Buffers[^1].NetInput, block);

    private ReadOnlySpan<T> OfBlock(T[] values, SampleBlock block) => values.AsSpan(0, block.Rows * workspace.Layers[^1].Units);

    /// <summary>The blocks of one pass.</summary>
    internal struct Blocks(BlockPass<T> pass, int first, int end, ulong dropoutKey, CancellationToken cancellationToken)
    {
        public SampleBlock Current { get; private set; }

        public readonly Blocks GetEnumerator() => this;

        /// <exception cref="OperationCanceledException">The pass was stopped.</exception>
        public bool MoveNext()
        {
            if (first == end)
            {
                return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            Current = new SampleBlock(first, Math.Min(pass.Workspace.Capacity, end - first));
            first += Current.Rows;
            pass.Samples.Load(Current);
            ForwardPass.Run(pass.Workspace, pass.Samples.Input, Current.Rows, new DropoutDraw(dropoutKey, Current.First));
            return true;
        }
    }
}
