using System.Globalization;

namespace PSBackprop;

/// <summary>Where a row is, for messages: its number among the rows of data, and in a file the line that it begins in.</summary>
/// <param name="Row">Counted from 1; every row counts, whether it stays or not, but no header and no blank line.</param>
/// <param name="Line">Counted from 1, every line of the file; 0 where there are none.</param>
internal readonly record struct RowPlace(int Row, long Line = 0)
{
    public static implicit operator RowPlace(int row) => new(row);

    public override string ToString() => Line > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Row} (line {Line})")
        : Row.ToString(CultureInfo.InvariantCulture);
}
