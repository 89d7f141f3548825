namespace PSBackprop;

/// <summary>The curve that stands above a history on screen.</summary>
public static class LossCurve
{
    /// <summary>The losses of the history that a record belongs to, as a line of blocks with the first and the last loss.</summary>
    public static string Of(EpochRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.History?.LossCurve ?? string.Empty;
    }
}
