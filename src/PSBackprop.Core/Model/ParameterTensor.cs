namespace PSBackprop;

/// <summary>What training does with parameters.</summary>
internal enum ParameterRole
{
    /// <summary>Trained; penalties apply.</summary>
    Weight,

    /// <summary>Trained; penalties do not apply.</summary>
    Bias,

    /// <summary>Moved by the forward pass in training, never by a gradient.</summary>
    Statistic,
}

/// <summary>One named part of a layer's parameters: a matrix [rows × columns], row-major, or a vector with no row count; none of its numbers is below the minimum.</summary>
internal sealed record ParameterTensor(string Name, ParameterRole Role, int? Rows, int Columns, double Minimum = double.MinValue)
{
    public int Count => (Rows ?? 1) * Columns;
}
