namespace PSBackprop;

/// <summary>What a value in a row was read as: a number, the place of a category with −1 for none, or a text.</summary>
/// <param name="Number">The number or the place.</param>
/// <param name="Text">The text, in columns of texts, and of a category that is not known.</param>
internal readonly record struct CellContent(double Number, string? Text = null)
{
    /// <summary>Whether it is a category that is not known.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>Whether it stands for a value that is missing.</summary>
    public bool IsMissing { get; private init; }

    public static implicit operator CellContent(double number) => new(number);

    public static implicit operator CellContent(string text) => new(0, text);

    /// <summary>A category that is not known: it is in no place.</summary>
    public static CellContent Unknown(string text) => new(-1, text) { IsUnknown = true };

    /// <summary>What stands for a value that is missing.</summary>
    public static CellContent Missing(double number) => new(number) { IsMissing = true };
}
