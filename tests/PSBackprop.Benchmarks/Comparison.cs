using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;

namespace PSBackprop.Benchmarks;

/// <summary>
/// The workloads one after another, the medians of several runs, with the share of the measured peak; then the peers'
/// programs from a folder, where what they need is installed.
/// </summary>
internal static class Comparison
{
    public static void Run(string[] arguments)
    {
        string[] wanted = [.. arguments.TakeWhile(argument => argument != "--peers")];
        bool Wanted(string name) => wanted.Length == 0 || wanted.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors");
        double peak = Peak.Measure(1);
        double peakAll = Peak.Measure(Environment.ProcessorCount);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak, single precision: {peak:F0} GFLOP/s with one thread, {peakAll:F0} with all"));
        if (Wanted("W1"))
        {
            var xor = new XorBenchmark();
            Report("W1", Median(() => xor.Train(), 201));
        }

        foreach (Workload workload in Workload.All.Where(workload => Wanted(workload.Name)))
        {
            DataMatrix input = workload.Input;
            DataMatrix target = workload.Target;
            double limit = workload.Precision == Precision.Single ? peakAll : peakAll / 2;
            Report(workload.Name, Median(() => workload.Train(input, target), 5), workload.Operations, limit);
            Report($"{workload.Name}, one thread", Median(() => workload.Train(input, target, 1), 3), workload.Operations, workload.Precision == Precision.Single ? peak : peak / 2);
        }

        if (Wanted("W4"))
        {
            Predictions();
        }

        if (Wanted("W5"))
        {
            Products(peak, peakAll);
        }

        Peers([.. arguments.SkipWhile(argument => argument != "--peers").Skip(1)]);
    }

    private static void Predictions()
    {
        const int rows = 10000;
        var network = Network.Create(
            784,
            [new LayerSpecification { Units = 512 }, new LayerSpecification { Units = 512 }, new LayerSpecification { Units = 10 }],
            new NetworkSettings { Activation = Activation.ReLU, OutputActivation = Activation.Softmax, Precision = Precision.Single, Seed = 1 });
        DataMatrix input = RandomData.Features(rows, 784);
        double bulk = Median(() => Predictor.Create(network, rows).Predict(input, default).Count(), 9);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"W4, 10,000 rows at once: {rows / bulk:N0} rows/s"));
        var predictor = Predictor.Create(network, 1);
        DataMatrix[] single = [.. Enumerable.Range(0, 1000).Select(row => input.Select([row]))];
        double one = Median(() => single.Sum(row => predictor.Predict(row, default).First()[0]), 9);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"W4, one row at a time: {single.Length / one:N0} rows/s"));
    }

    private static void Products(double peak, double peakAll)
    {
        foreach (int size in new[] { 512, 1024 })
        {
            var benchmark = new MatrixProductBenchmark { Size = size };
            foreach (int threads in new[] { 1, Environment.ProcessorCount })
            {
                benchmark.Threads = threads;
                benchmark.SetUp();
                double limit = threads == 1 ? peak : peakAll;
                double operations = 2.0 * size * size * size;
                Report($"W5, {size}, single, {threads} threads", Median(benchmark.Single, 21), operations, limit);
                Report($"W5, {size}, double, {threads} threads", Median(benchmark.Double, 21), operations, limit / 2);
            }
        }
    }

    private static double Median(Action action, int repetitions) => Median(() => { action(); return 0; }, repetitions);

    private static double Median<T>(Func<T> action, int repetitions)
    {
        // Until the runtime has compiled for good what it found to be hot.
        var warmUp = Stopwatch.StartNew();
        do
        {
            action();
        }
        while (warmUp.Elapsed.TotalSeconds < 2);

        double[] seconds = [.. Enumerable.Range(0, repetitions).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            action();
            return watch.Elapsed.TotalSeconds;
        }).Order()];
        return seconds[repetitions / 2];
    }

    private static void Report(string name, double seconds, double? operations = null, double? peak = null)
    {
        string rate = operations is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"; {count / seconds / 1e9:F0} GFLOP/s, {count / seconds / 1e9 / peak:P0} of the peak")
            : string.Empty;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {seconds * 1000:F2} ms{rate}"));
    }

    // Each is a command line of its own, such as "python3 sk.py W2".
    private static void Peers(string[] commands)
    {
        foreach (string command in commands)
        {
            string[] parts = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            try
            {
                using var process = Process.Start(new ProcessStartInfo(parts[0], parts[1..]))!;
                process.WaitForExit();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Console.WriteLine($"{parts[0]} is not installed.");
            }
        }
    }
}
