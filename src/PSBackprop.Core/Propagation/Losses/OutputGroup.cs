using PSBackprop.Activations;

namespace PSBackprop.Propagation.Losses;

/// <summary>The outputs that give one column back.</summary>
/// <param name="Start">The first of them.</param>
/// <param name="Width">How many there are.</param>
/// <param name="Loss">What the column's kind is compared by.</param>
/// <param name="Function">What makes of the linear outputs what that loss takes.</param>
/// <param name="Scale">What the loss counts.</param>
internal sealed record OutputGroup(int Start, int Width, LossFunction Loss, ActivationFunction Function, double Scale)
{
    /// <summary>One for each column.</summary>
    public static IEnumerable<OutputGroup> Of(IReadOnlyList<NetworkColumn> columns)
    {
        int start = 0;
        foreach (NetworkColumn column in columns)
        {
            LossFunction loss = LossFamily.Create(column.ReconstructionLoss!.Value);
            yield return new OutputGroup(start, column.Width, loss, ActivationFamily.Create(loss.SuitedOutput), 1 / column.CostOfKnowingNothing);
            start += column.Width;
        }
    }
}
