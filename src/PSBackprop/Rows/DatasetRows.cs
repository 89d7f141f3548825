using System.Collections;
using System.Management.Automation;

namespace PSBackprop;

/// <summary>
/// The <c>Rows</c> of a dataset as PowerShell sees them: a list of objects with the columns as properties. An object is made
/// when it is asked for and is the caller's: the list takes no memory, and whatever is done to an object, the dataset stays
/// as it is. What is asked for twice is two objects.
/// </summary>
public sealed class DatasetRows : IReadOnlyList<PSObject>, IList
{
    private readonly DataColumn[] _columns;

    internal DatasetRows(Dataset dataset)
    {
        _columns = [.. dataset.Columns];
        Count = dataset.Count;
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The number of rows, as arrays call it.</summary>
    public int Length => Count;

    bool IList.IsFixedSize => true;

    bool IList.IsReadOnly => true;

    bool ICollection.IsSynchronized => true;

    object ICollection.SyncRoot => this;

    /// <summary>A row, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this number.</exception>
    public PSObject this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var row = new PSObject();
            foreach (DataColumn column in _columns)
            {
                row.Properties.Add(new PSNoteProperty(column.Name, column[index]), preValidated: true);
            }

            return row;
        }
    }

    object? IList.this[int index]
    {
        get => this[index];
        set => throw new NotSupportedException();
    }

    /// <summary>The rows of a dataset, for the type's property.</summary>
    public static object Get(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new DatasetRows((Dataset)instance.BaseObject);
    }

    /// <inheritdoc/>
    public IEnumerator<PSObject> GetEnumerator()
    {
        for (int row = 0; row < Count; row++)
        {
            yield return this[row];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (PSObject row in this)
        {
            array.SetValue(row, index++);
        }
    }

    bool IList.Contains(object? value) => false;

    int IList.IndexOf(object? value) => -1;

    int IList.Add(object? value) => throw new NotSupportedException();

    void IList.Clear() => throw new NotSupportedException();

    void IList.Insert(int index, object? value) => throw new NotSupportedException();

    void IList.Remove(object? value) => throw new NotSupportedException();

    void IList.RemoveAt(int index) => throw new NotSupportedException();
}
