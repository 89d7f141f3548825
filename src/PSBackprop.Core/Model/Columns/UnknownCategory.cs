namespace PSBackprop;

/// <summary>What a network does with a category that its training data did not have.</summary>
public enum UnknownCategory
{
    /// <summary>Refuses the row.</summary>
    Error,

    /// <summary>Takes the row as having none of the known categories. An unknown word for yes or no is refused all the same.</summary>
    Zero,
}
