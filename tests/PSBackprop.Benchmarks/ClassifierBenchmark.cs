using BenchmarkDotNet.Attributes;

using PSBackprop.Data;

namespace PSBackprop.Benchmarks;

/// <summary>W2 and W3: ReLU classifiers with a softmax output, trained by Adam.</summary>
public class ClassifierBenchmark
{
    private Workload _workload = Workload.All[0];
    private DataMatrix _input = null!;
    private DataMatrix _target = null!;

    public static IEnumerable<string> Names => Workload.All.Select(workload => workload.Name);

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = string.Empty;

    [GlobalSetup]
    public void SetUp()
    {
        _workload = Workload.All.Single(workload => workload.Name == Name);
        _input = _workload.Input;
        _target = _workload.Target;
    }

    [Benchmark]
    public object Train() => _workload.Train(_input, _target);
}
