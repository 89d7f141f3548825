using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>Whether inputs and targets have the shapes that a network takes.</summary>
internal static class ShapeCheck
{
    /// <exception cref="BackpropException">They have not.</exception>
    public static void Require(Network network, DataMatrix input, DataMatrix target)
    {
        if (input.Columns != network.InputSize)
        {
            throw Errors.RowWidth(input.Name, network.InputSize, input.Columns);
        }

        if (target.Rows != input.Rows)
        {
            throw Errors.TargetCount(input.Name, input.Rows, target.Name, target.Rows);
        }

        if (target.Columns != network.OutputSize)
        {
            throw Errors.TargetWidth(target.Name, network.OutputSize, target.Columns);
        }
    }
}
