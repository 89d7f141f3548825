namespace PSBackprop;

/// <summary>
/// All parameters of a network in one flat array, which is never changed but replaced: a reader that takes
/// <see cref="Values"/> once sees one consistent state, whatever a training does meanwhile.
/// </summary>
internal sealed class ParameterStore
{
    private readonly Precision _precision;
    private volatile double[] _values;

    public ParameterStore(int count, Precision precision)
    {
        _values = new double[count];
        _precision = precision;
    }

    public double[] Values => _values;

    /// <summary>Puts new values in place, rounded to the network's precision; the array is the store's from then on.</summary>
    public void Replace(double[] values)
    {
        if (_precision == Precision.Single)
        {
            foreach (ref double value in values.AsSpan())
            {
                value = (float)value;
            }
        }

        _values = values;
    }

    public void Replace(int offset, ReadOnlySpan<double> values)
    {
        double[] copy = [.. _values];
        values.CopyTo(copy.AsSpan(offset));
        Replace(copy);
    }
}
