namespace PSBackprop;

/// <summary>What happens to rows with a missing value.</summary>
public enum MissingPolicy
{
    /// <summary>The first one is an error.</summary>
    Error,

    /// <summary>The mean of the column's training rows stands for a missing number, the most frequent category for a missing text.</summary>
    Mean,

    /// <summary>The median of the column's training rows stands for a missing number, the most frequent category for a missing text.</summary>
    Median,

    /// <summary>The row is left out.</summary>
    Drop,
}
