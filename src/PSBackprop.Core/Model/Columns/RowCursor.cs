namespace PSBackprop;

/// <summary>The row being read, which whoever finds a fault in it names.</summary>
internal sealed class RowCursor
{
    public int Row { get; set; }

    public long Line { get; set; }

    public RowPlace Place => new(Row, Line);
}
