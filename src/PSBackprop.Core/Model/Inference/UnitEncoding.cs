namespace PSBackprop.Inference;

/// <summary>How what was read of a value becomes the numbers of its units. A translator has to know each.</summary>
internal enum UnitEncoding
{
    /// <summary>The first unit has the number, and two more for each period its place in it.</summary>
    Number,

    /// <summary>One unit is 1 for the place 1, and 0 for others.</summary>
    SecondPlace,

    /// <summary>A unit for each place is 1 for the one that was read, and 0 for others.</summary>
    EachPlace,

    /// <summary>The units have what <see cref="TextFeatures"/> finds in a text.</summary>
    HashedText,
}
