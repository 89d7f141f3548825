namespace PSBackprop.Storage;

/// <summary>Numbers of unknown count, kept in pieces so that growing copies nothing.</summary>
internal sealed class NumberList
{
    private const int PieceLength = 1 << 16;

    private readonly List<double[]> _pieces = [];
    private double[] _last = [];
    private int _used;

    public int Count { get; private set; }

    public double this[int index] => _pieces.Count == 1 ? _last[index] : _pieces[index / PieceLength][index % PieceLength];

    public void Add(double number)
    {
        if (_used == _last.Length)
        {
            Grow();
        }

        _last[_used++] = number;
        Count++;
    }

    // The first piece grows as it fills, so that many short lists cost little; the others have their full length.
    private void Grow()
    {
        if (_pieces.Count <= 1 && _last.Length < PieceLength)
        {
            Array.Resize(ref _last, Math.Max(4, Math.Min(_last.Length * 2, PieceLength)));
            if (_pieces.Count == 0)
            {
                _pieces.Add(_last);
            }
            else
            {
                _pieces[0] = _last;
            }

            return;
        }

        _last = new double[PieceLength];
        _pieces.Add(_last);
        _used = 0;
    }
}
