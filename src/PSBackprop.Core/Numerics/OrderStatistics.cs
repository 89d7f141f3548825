namespace PSBackprop.Numerics;

/// <summary>Numbers by their rank, without sorting all of them (Hoare 1961, Algorithm 65: Find; several ranks by going on in each part).</summary>
internal static class OrderStatistics
{
    // Few numbers are sorted sooner than parted, and so are those that parting does not make fewer.
    private const int FewestToPart = 32;

    /// <summary>The numbers that would be at these places in ascending order.</summary>
    /// <param name="values">The numbers, in any order and without NaN; they stay as they are.</param>
    /// <param name="ranks">Places from 0, in any order; one may come more than once.</param>
    /// <returns>[ranks].</returns>
    public static double[] Of(ReadOnlySpan<double> values, int[] ranks)
    {
        double[] parted = values.ToArray();
        Part(parted, [.. ranks.Order()], 0, 2 * (int)Math.Log2(parted.Length + 1));
        return Array.ConvertAll(ranks, rank => parted[rank]);
    }

    // Puts each rank's number where it belongs; numbers begins at the place first, and all ranks lie in it.
    private static void Part(Span<double> numbers, ReadOnlySpan<int> ranks, int first, int depth)
    {
        while (ranks.Length > 0)
        {
            if (numbers.Length < FewestToPart || depth-- == 0)
            {
                numbers.Sort();
                return;
            }

            var (low, high) = Part(numbers, Middle(numbers[0], numbers[numbers.Length / 2], numbers[^1]));
            int below = Below(ranks, first + low);
            Part(numbers[..low], ranks[..below], first, depth);
            ranks = ranks[Below(ranks, first + high)..];
            numbers = numbers[high..];
            first += high;
        }
    }

    // Into those below the pivot, those alike, and those above.
    private static (int Low, int High) Part(Span<double> numbers, double pivot)
    {
        int low = 0;
        int high = numbers.Length;
        for (int i = 0; i < high;)
        {
            double number = numbers[i];
            if (number < pivot)
            {
                numbers[i++] = numbers[low];
                numbers[low++] = number;
            }
            else if (number > pivot)
            {
                numbers[i] = numbers[--high];
                numbers[high] = number;
            }
            else
            {
                i++;
            }
        }

        return (low, high);
    }

    private static double Middle(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    private static int Below(ReadOnlySpan<int> ranks, int place)
    {
        int count = 0;
        while (count < ranks.Length && ranks[count] < place)
        {
            count++;
        }

        return count;
    }
}
