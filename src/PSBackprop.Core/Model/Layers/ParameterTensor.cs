namespace PSBackprop.Layers;

/// <summary>What training does with parameters.</summary>
internal enum ParameterRole
{
    /// <summary>Trained; penalties apply.</summary>
    Weight,

    /// <summary>Trained; penalties do not apply.</summary>
    Bias,

    /// <summary>Taken from the data in training, never moved by a gradient.</summary>
    Statistic,
}

/// <summary>
/// One named part of a layer's parameters: a matrix [rows × columns], row-major, or a vector with no row count; none of its numbers is
/// below the minimum or above the maximum.
/// </summary>
/// <param name="Name">What it is called in files.</param>
/// <param name="Symbol">What it is called in formulas.</param>
/// <param name="Role">What training does with it.</param>
/// <param name="Rows">The number of rows; null for a vector.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
internal sealed record ParameterTensor(
    string Name, string Symbol, ParameterRole Role, int? Rows, int Columns, double Minimum = double.MinValue, double Maximum = double.MaxValue)
{
    /// <summary>The number of numbers; a tensor of a layer has no more than fit into an int.</summary>
    public int Count => checked((int)LongCount);

    /// <summary>The number of numbers, of a tensor of any size.</summary>
    public long LongCount => (long)(Rows ?? 1) * Columns;
}
