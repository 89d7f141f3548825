namespace PSBackprop;

/// <summary>The number type a network computes in.</summary>
public enum Precision
{
    /// <summary>64 bits, about 16 significant digits.</summary>
    Double,

    /// <summary>32 bits, about 7 significant digits; half the memory and up to twice the speed.</summary>
    Single,
}
