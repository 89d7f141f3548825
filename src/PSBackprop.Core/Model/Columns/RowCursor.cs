namespace PSBackprop;

/// <summary>The row being read, which whoever finds a fault in it names.</summary>
internal sealed class RowCursor
{
    public int Row { get; set; }

    public long Line { get; set; }

    /// <summary>Whether the rows are for a network that is there, which says what happens to missing values; else a dataset is made of them.</summary>
    public bool IsForNetwork { get; set; }

    public RowPlace Place => new(Row, Line);
}
