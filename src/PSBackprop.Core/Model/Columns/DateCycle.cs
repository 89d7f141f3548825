namespace PSBackprop;

/// <summary>The cycles of a date; a network has the place in each as a point on a circle, sine and cosine.</summary>
public enum DateCycle
{
    /// <summary>The time of day, where times of day differ.</summary>
    Day,

    /// <summary>The day of the week, where weekdays differ.</summary>
    Week,

    /// <summary>The day of the year, where the dates span at least 180 days.</summary>
    Year,
}
