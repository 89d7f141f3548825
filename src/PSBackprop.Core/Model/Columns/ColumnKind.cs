namespace PSBackprop;

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, which are scaled.</summary>
    Numeric,

    /// <summary>One of two states, 0 or 1 to the network.</summary>
    Boolean,

    /// <summary>Texts out of a set; each has an input of its own, 1 for the row's text and 0 for the others.</summary>
    Categorical,

    /// <summary>
    /// Texts that are read, such as descriptions and messages: their words and parts of words go into many inputs, most of them 0.
    /// </summary>
    Text,

    /// <summary>Dates and times: how late they are as a number, and the times of day, week and year as points on a circle.</summary>
    Date,
}
