namespace PSBackprop;

/// <summary>The epochs of one network's life. It knows nothing of the network, so a record that someone keeps does not keep the weights in memory.</summary>
internal sealed class EpochHistory
{
    private readonly List<EpochRecord> _records = [];
    private EpochRecord[]? _snapshot;
    private string? _lossCurve;

    /// <summary>The records as of now, in their order.</summary>
    public IReadOnlyList<EpochRecord> Records
    {
        get
        {
            lock (_records)
            {
                return _snapshot ??= _records.ToArray();
            }
        }
    }

    /// <summary>The losses as a line of blocks.</summary>
    public string LossCurve => _lossCurve ??= Sparkline.Of([.. Records.Select(static record => record.Loss)]);

    /// <summary>Adds a record, which belongs to this history from then on.</summary>
    public void Add(EpochRecord record)
    {
        record.History = this;
        lock (_records)
        {
            _records.Add(record);
            Changed();
        }
    }

    /// <summary>Becomes what another history is, with records of its own.</summary>
    public void CopyFrom(EpochHistory other)
    {
        IReadOnlyList<EpochRecord> records = other.Records;
        lock (_records)
        {
            _records.Clear();
            _records.AddRange(records.Select(record => record.For(this)));
            Changed();
        }
    }

    private void Changed()
    {
        _snapshot = null;
        _lossCurve = null;
    }
}
