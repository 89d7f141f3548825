namespace PSBackprop.Training;

/// <summary>All that a training needs beside the network to go on as if it had never stopped: named numbers.</summary>
internal sealed class TrainingState
{
    private readonly Dictionary<string, double[]> _values = [];

    /// <summary>The names with their numbers, in the order they were put in.</summary>
    public IReadOnlyDictionary<string, double[]> Values => _values;

    public void Put(string name, params double[] numbers) => _values[name] = numbers;

    public void Put<T>(string name, T[] numbers)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => _values[name] = Array.ConvertAll(numbers, double.CreateTruncating);

    /// <exception cref="BackpropException">There is no such name, or there are more or fewer numbers than expected.</exception>
    public double[] Take(string name, int count) =>
        _values.TryGetValue(name, out double[]? numbers) && numbers.Length == count ? numbers : throw Errors.CheckpointDiffers(name);

    public double Take(string name) => Take(name, 1)[0];

    /// <summary>Copies numbers into an array of their count.</summary>
    public void Take<T>(string name, T[] destination)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        double[] numbers = Take(name, destination.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            destination[i] = T.CreateTruncating(numbers[i]);
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);
}
