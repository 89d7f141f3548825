namespace PSBackprop;

/// <summary>The sample datasets.</summary>
public enum SampleName
{
    /// <summary>Exclusive or: four rows.</summary>
    Xor,

    /// <summary>Logical and: four rows.</summary>
    And,

    /// <summary>Logical or: four rows.</summary>
    Or,

    /// <summary>Three species of iris by four measurements, 150 flowers (Fisher 1936).</summary>
    Iris,

    /// <summary>Three cultivars of wine by thirteen analyses, 178 bottles (Forina et al. 1991).</summary>
    Wine,

    /// <summary>Ten handwritten digits by 64 pixels, 1797 images (Alpaydin, Kaynak 1998).</summary>
    Digits,

    /// <summary>Two spirals around each other.</summary>
    Spiral,

    /// <summary>A ring around another.</summary>
    Circles,

    /// <summary>Two half moons that reach into each other.</summary>
    Moons,

    /// <summary>One period of the sine: a number to learn.</summary>
    Sine,
}
