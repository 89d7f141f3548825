using System.Numerics;

namespace PSBackprop.Training;

/// <summary>
/// What the parts of a training remember beside the network, so that it can go on as if it had never stopped: numbers
/// by name.
/// </summary>
internal sealed class TrainingState
{
    private readonly Dictionary<string, double[]> _values = [];

    /// <summary>The names with their numbers, in the order they were put in.</summary>
    public IReadOnlyDictionary<string, double[]> Values => _values;

    public void Put(string name, params double[] numbers) => _values[name] = numbers;

    public void Put<T>(string name, T[] numbers)
        where T : unmanaged, IFloatingPointIeee754<T> => _values[name] = Array.ConvertAll(numbers, double.CreateTruncating);

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>All numbers of a name.</summary>
    /// <exception cref="BackpropException">There is no such name.</exception>
    public double[] TakeAll(string name) =>
        _values.TryGetValue(name, out double[]? numbers) ? numbers : throw Errors.CheckpointIncomplete(name, "is not there");

    /// <exception cref="BackpropException">There is no such name, or there are more or fewer numbers than expected.</exception>
    public double[] Take(string name, int count)
    {
        double[] numbers = TakeAll(name);
        return numbers.Length == count ? numbers : throw Errors.CheckpointIncomplete(name, $"has {numbers.Length} numbers; there must be {count}");
    }

    /// <exception cref="BackpropException">There is no such name, or it has not one number.</exception>
    public double Take(string name) => Take(name, 1)[0];

    /// <summary>A whole number.</summary>
    /// <exception cref="BackpropException">There is no such name, or it has not one whole number from 0 to <paramref name="largest"/>.</exception>
    public long TakeCount(string name, long largest = int.MaxValue)
    {
        double number = Take(name);
        return number >= 0 && number <= largest && number == Math.Floor(number)
            ? (long)number
            : throw Errors.CheckpointIncomplete(name, $"is not a whole number from 0 to {largest}");
    }

    /// <summary>Copies numbers into an array of their count.</summary>
    public void Take<T>(string name, T[] destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] numbers = Take(name, destination.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            destination[i] = T.CreateTruncating(numbers[i]);
        }
    }
}
