using BenchmarkDotNet.Running;

using PSBackprop.Benchmarks;

if (args is ["compare", .. var rest])
{
    Comparison.Run(rest);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args);
}
