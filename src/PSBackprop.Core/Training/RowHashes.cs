using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Training;

/// <summary>A hash of each row by all bits of its inputs and targets; against accident, not against intent.</summary>
internal static class RowHashes
{
    /// <param name="input">[rows × features].</param>
    /// <param name="target">[rows × outputs].</param>
    /// <param name="team">The threads that share the rows.</param>
    /// <returns>[rows].</returns>
    public static ulong[] Of(DataMatrix input, DataMatrix target, ParallelTeam team)
    {
        ulong[] outputs = target.Summarize(team).RowHash;
        return [.. input.Summarize(team).RowHash.Select((inputs, row) => DataSummary.Mix(DataSummary.Mix(inputs) + outputs[row]))];
    }
}
