using System.Globalization;
using System.Management.Automation;

using BenchmarkDotNet.Attributes;

namespace PSBackprop.Benchmarks;

/// <summary>W6: what a user of the cmdlets waits for.</summary>
public class ModuleBenchmark
{
    private const int Rows = 100_000;
    private const int CsvColumns = 20;
    private const int CsvRows = 550_000;

    private readonly string _csv = Path.Combine(Path.GetTempPath(), "psbackprop-benchmark.csv");
    private readonly string _json = Path.Combine(Path.GetTempPath(), "psbackprop-benchmark.json");
    private ModuleSession _session = null!;
    private object _network = null!;
    private object _large = null!;
    private object[] _rows = [];

    /// <summary>The size of the CSV file in MB.</summary>
    public double CsvMegabytes => new FileInfo(_csv).Length / 1e6;

    /// <summary>The size of the JSON file in MB.</summary>
    public double JsonMegabytes => new FileInfo(_json).Length / 1e6;

    [GlobalSetup]
    public void SetUp()
    {
        WriteCsv();
        _session = new ModuleSession();
        _session.Run($"Import-Module '{ModuleSession.Manifest}'");
        _network = _session.Run("$d = Get-SampleDataset Iris; New-Network -Dataset $d -HiddenLayer 10 -Seed 1 | Invoke-Training -Dataset $d -Epoch 10")[0];
        _large = _session.Run("New-Network 784, 512, 512, 10 -Seed 1")[0];
        object[] flowers = [.. _session.Run("(Get-SampleDataset Iris).Rows")];
        _rows = [.. Enumerable.Range(0, Rows).Select(i => flowers[i % flowers.Length])];
        Save();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _session.Dispose();
        File.Delete(_csv);
        File.Delete(_json);
    }

    [Benchmark]
    public void Import()
    {
        using var session = new ModuleSession();
        session.Run($"Import-Module '{ModuleSession.Manifest}'");
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public int Predict() => _session.Run("param($rows, $network) $rows | Get-Prediction -Network $network", _rows, _network).Count;

    [Benchmark]
    public PSObject ImportDataset() => _session.Run($"Import-Dataset '{_csv}'")[0];

    [Benchmark]
    public void Save() => _session.Run($"param($network) Export-Network '{_json}' -Network $network", _large);

    [Benchmark]
    public PSObject Load() => _session.Run($"Import-Network '{_json}'")[0];

    private void WriteCsv()
    {
        var random = new Random(1);
        using var writer = new StreamWriter(_csv);
        writer.WriteLine(string.Join(',', Enumerable.Range(0, CsvColumns).Select(i => $"c{i}")));
        for (int i = 0; i < CsvRows; i++)
        {
            writer.WriteLine(
                string.Join(',', Enumerable.Range(0, CsvColumns).Select(_ => (10 * random.NextDouble()).ToString("F6", CultureInfo.InvariantCulture))));
        }
    }
}
