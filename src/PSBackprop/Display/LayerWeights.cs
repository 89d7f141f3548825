using System.Management.Automation;

using PSBackprop.Conversion;
using PSBackprop.Data;

namespace PSBackprop;

/// <summary>The <c>Weights</c> property of a layer as PowerShell sees it: it can be set from whatever can be read as rows of numbers.</summary>
public static class LayerWeights
{
    /// <summary>The weights, [inputs × units], as a double[,].</summary>
    public static object Get(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return ((DenseLayer)instance.BaseObject).Weights;
    }

    /// <summary>Sets the weights from a double[,], an array of rows or a MathNet matrix.</summary>
    /// <exception cref="BackpropException">The value cannot be read or has another shape.</exception>
    public static void Set(PSObject instance, object value)
    {
        ArgumentNullException.ThrowIfNull(instance);
        DataMatrix rows = DataMatrixConverter.Convert("Weights", value);
        var weights = new double[rows.Rows, rows.Columns];
        for (int i = 0; i < rows.Rows; i++)
        {
            for (int j = 0; j < rows.Columns; j++)
            {
                weights[i, j] = rows[i, j];
            }
        }

        ((DenseLayer)instance.BaseObject).Weights = weights;
    }
}
