using System.Globalization;

namespace PSBackprop.Benchmarks;

/// <summary>
/// How the time of a training grows with samples, parameters and threads. The exponent is the slope between neighbours in logarithms: 1
/// is in proportion.
/// </summary>
internal static class Scaling
{
    public static void Run()
    {
        Samples();
        Parameters();
        Threads();
    }

    private static void Samples()
    {
        var table = new List<(double Size, double Seconds)>();
        foreach (int samples in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            table.Add((samples, Time(new Workload("samples", samples, [16, 32, 3], 128, 1, Precision.Single))));
        }

        Print("samples, 16-32-3, batch 128, one epoch", table);
    }

    private static void Parameters()
    {
        var table = new List<(double Size, double Seconds)>();
        foreach (int units in new[] { 24, 90, 310, 995, 3155 })
        {
            int[] sizes = [10, units, units, 3];
            table.Add(((double)units * (units + 15), Time(new Workload("parameters", 2000, sizes, 200, 1, Precision.Single))));
        }

        Print("parameters, 10-n-n-3, 2,000 samples, batch 200, one epoch", table);
    }

    private static void Threads()
    {
        Workload workload = Workload.All.Single(workload => workload.Name == "W3b") with { Samples = 20_000 };
        double one = Time(workload, 1);
        foreach (int threads in Enumerable.Range(1, Environment.ProcessorCount))
        {
            double seconds = threads == 1 ? one : Time(workload, threads);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"threads, W3b with 20,000 samples: {threads}: {seconds * 1000:F0} ms, {one / seconds:F2} times as fast as one"));
        }
    }

    private static double Time(Workload workload, int? threads = null)
    {
        var input = workload.Input;
        var target = workload.Target;
        return Comparison.Median(() => workload.Train(input, target, threads), 5);
    }

    private static void Print(string name, List<(double Size, double Seconds)> table)
    {
        Console.WriteLine(name);
        foreach (var (size, seconds) in table)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {size:N0}: {seconds * 1000:F2} ms, {seconds / size * 1e9:F1} ns each"));
        }

        for (int i = 1; i < table.Count; i++)
        {
            double exponent = Math.Log(table[i].Seconds / table[i - 1].Seconds) / Math.Log(table[i].Size / table[i - 1].Size);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  exponent from {table[i - 1].Size:N0} to {table[i].Size:N0}: {exponent:F2}"));
        }
    }
}
