namespace PSBackprop;

/// <summary>Values in memory.</summary>
internal sealed class MemoryCells<T>(T[] values) : Cells<T>
{
    public override int Count => values.Length;

    public override bool AreStored => false;

    public override T this[int row] => values[row];

    public override T[] ToArray() => values;

    public override Cells<TOther> Convert<TOther>(Converter<T, TOther> converter) => new MemoryCells<TOther>(Array.ConvertAll(values, converter));

    public override Cells Select(int[] rows) => new MemoryCells<T>(Array.ConvertAll(rows, row => values[row]));

    public override Cells Load(int first, int count) => first == 0 && count == values.Length ? this : new MemoryCells<T>(values[first..(first + count)]);
}
