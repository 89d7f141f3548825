namespace PSBackprop.Data.Csv;

/// <summary>Lets a text through unless its first line has more columns than can be read in reasonable time.</summary>
internal sealed class ColumnGuard(TextReader text, char delimiter, string path) : TextReader
{
    // The time that the parser takes to begin grows with the square of the number of columns: a second at this many.
    private const int MostColumns = 100_000;

    private int _columns = 1;
    private bool _quoted;
    private bool _passed;

    /// <exception cref="BackpropException">The first line has too many columns.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        int read = text.Read(buffer, index, count);
        if (!_passed)
        {
            Look(buffer.AsSpan(index, read));
        }

        return read;
    }

    public override int Read() => throw new NotSupportedException();

    public override int Peek() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<char> part)
    {
        foreach (char letter in part)
        {
            _quoted ^= letter == '"';
            if (!_quoted && letter is ('\n' or '\r'))
            {
                _passed = true;
                return;
            }

            if (!_quoted && letter == delimiter && ++_columns > MostColumns)
            {
                throw Errors.TooManyColumns(path, MostColumns);
            }
        }
    }
}
