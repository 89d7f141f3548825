namespace PSBackprop;

/// <summary>All numbers of one kind in one layer at one step of backpropagation.</summary>
public sealed class TraceMatrix
{
    internal TraceMatrix(int epoch, TraceStep step, int? layer, string symbol, double[,] matrix)
    {
        Epoch = epoch;
        Step = step;
        Layer = layer;
        Symbol = symbol;
        Matrix = matrix;
    }

    /// <summary>The epoch, counted from 1 over the network's life.</summary>
    public int Epoch { get; }

    /// <summary>The step of backpropagation.</summary>
    public TraceStep Step { get; }

    /// <summary>The layer, counted from 1; null for the loss.</summary>
    public int? Layer { get; }

    /// <summary>The member that the layer belongs to, counted from 1; null in a network without members, and for the mean of them.</summary>
    public int? Member { get; internal init; }

    /// <summary>Z, A, E, Δ, ∂E/∂W, W and so on.</summary>
    public string Symbol { get; }

    /// <summary>[rows × units] for activities, [inputs × units] for weights, [1 × units] for vectors.</summary>
    public double[,] Matrix { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Symbol} [{Matrix.GetLength(0)} × {Matrix.GetLength(1)}]";
}
