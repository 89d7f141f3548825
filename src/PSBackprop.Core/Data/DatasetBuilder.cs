namespace PSBackprop.Data;

/// <summary>Collects a dataset row by row.</summary>
internal sealed class DatasetBuilder
{
    private readonly DatasetSelection _selection;
    private readonly MissingPolicy _missing;
    private readonly ColumnBuilder[] _columns;
    private bool _rowHasMissing;

    /// <param name="selection">The columns.</param>
    /// <param name="kinds">The kinds of columns for which it is not left to the values.</param>
    /// <param name="missing">What happens to missing values.</param>
    public DatasetBuilder(DatasetSelection selection, IReadOnlyDictionary<string, ColumnKind> kinds, MissingPolicy missing)
    {
        _selection = selection;
        _missing = missing;
        _columns = [.. selection.Columns.Select(name => new ColumnBuilder(name, kinds.TryGetValue(name, out ColumnKind kind) ? kind : null))];
    }

    /// <summary>The columns, features first, each once.</summary>
    public IReadOnlyList<ColumnBuilder> Columns => _columns;

    /// <summary>The number of rows taken so far, those left out not among them.</summary>
    public int Count => _columns[0].Count;

    /// <summary>The number of rows left out.</summary>
    public int Dropped { get; private set; }

    /// <summary>Hears whether the value just added to a column is there.</summary>
    /// <exception cref="BackpropException">It is missing and must not be.</exception>
    public void Note(ColumnBuilder column, bool isThere)
    {
        if (isThere)
        {
            return;
        }

        if (_missing == MissingPolicy.Error)
        {
            throw Errors.ValueMissing(column.Name, column.Count + Dropped);
        }

        _rowHasMissing = true;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        if (_rowHasMissing && _missing == MissingPolicy.Drop)
        {
            foreach (ColumnBuilder column in _columns)
            {
                column.RemoveLast();
            }

            Dropped++;
        }

        _rowHasMissing = false;
    }

    public void Reserve(int rows)
    {
        foreach (ColumnBuilder column in _columns)
        {
            column.Reserve(rows);
        }
    }

    /// <param name="source">What the rows are from, for messages.</param>
    /// <param name="name">The dataset's name; null for none.</param>
    /// <exception cref="BackpropException">No row is left, or a target is missing.</exception>
    public Dataset Build(string source, string? name)
    {
        if (Count == 0)
        {
            throw Dropped > 0 ? Errors.AllRowsDropped(source, Dropped) : Errors.NoRows(source);
        }

        var built = _columns.ToDictionary(static column => column.Name, column => column.Build(_selection.Target.Contains(column.Name)));
        foreach (string target in _selection.Target)
        {
            int row = Enumerable.Range(0, Count).FirstOrDefault(built[target].IsMissing, -1);
            if (row >= 0)
            {
                throw Errors.TargetMissing(target, row + 1);
            }
        }

        return new Dataset(name, [.. _selection.Feature.Select(name => built[name])], [.. _selection.Target.Select(name => built[name])], _missing);
    }
}
