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
            Report("W1", Median(() => xor.Train(), 3001));
        }

        foreach (Workload workload in Workload.All.Where(workload => Wanted(workload.Name)))
        {
            DataMatrix input = workload.Input;
            DataMatrix target = workload.Target;
            double limit = workload.Precision == Precision.Single ? peakAll : peakAll / 2;
            Report(workload.Name, Median(() => workload.Train(input, target), 5), workload.Operations, limit);
            Report(
                $"{workload.Name}, one thread",
                Median(() => workload.Train(input, target, 1), 3),
                workload.Operations,
                workload.Precision == Precision.Single ? peak : peak / 2);
        }

        if (Wanted("W4"))
        {
            Predictions();
        }

        if (Wanted("W5"))
        {
            Products(peak, peakAll);
        }

        if (Wanted("W6"))
        {
            Module();
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
        double one = Median(() => single.Sum(row => predictor.Predict(row.Values)[0]), 9);
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

    private static void Module()
    {
        var benchmark = new ModuleBenchmark();
        benchmark.SetUp();
        Report("W6, import in a warm process", Median(benchmark.Import, 21));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"W6, 100,000 rows through | Get-Prediction: {100_000 / Median(() => benchmark.Predict(), 7):N0} rows/s"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"W6, Import-Dataset: {benchmark.CsvMegabytes / Median(() => benchmark.ImportDataset(), 5):F0} MB/s"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"W6, Export-Network of 670,000 parameters: {benchmark.JsonMegabytes / Median(benchmark.Save, 9):F0} MB/s"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"W6, Import-Network of them: {benchmark.JsonMegabytes / Median(() => benchmark.Load(), 9):F0} MB/s"));
        benchmark.CleanUp();

        // Each in a process of its own, as it happens once.
        double[] first = [.. Enumerable.Range(0, 5).Select(_ => FirstTraining()).Order()];
        Report("W6, first XOR training after import", first[2]);
    }

    private static double FirstTraining()
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Comparison).Assembly.Location, "first-training"]) { RedirectStandardOutput = true })!;
        string seconds = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(seconds, CultureInfo.InvariantCulture);
    }

    /// <summary>The seconds that the first XOR training takes in a fresh process once the module is imported.</summary>
    public static double MeasureFirstTraining()
    {
        using var session = new ModuleSession();
        session.Run($"Import-Module '{ModuleSession.Manifest}'");
        session.Run("$x = @((0,0),(0,1),(1,0),(1,1)); $y = 0,1,1,0");
        var watch = Stopwatch.StartNew();
        session.Run("New-Network 2,4,1 -OutputActivation Sigmoid -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 500 -LearningRate 0.05");
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(Action action, int repetitions) => Median(() => { action(); return 0; }, repetitions);

    /// <summary>The median of the seconds that an action takes, once it is warm.</summary>
    public static double Median<T>(Func<T> action, int repetitions)
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
