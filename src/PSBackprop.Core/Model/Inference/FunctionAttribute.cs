namespace PSBackprop.Inference;

/// <summary>An attribute of a <see cref="NamedFunction"/>: a number or a word.</summary>
internal sealed record FunctionAttribute
{
    public FunctionAttribute(string name, Scalar number)
    {
        Name = name;
        Number = number;
    }

    public FunctionAttribute(string name, string word)
    {
        Name = name;
        Word = word;
    }

    public string Name { get; }

    public Scalar? Number { get; }

    public string? Word { get; }
}
