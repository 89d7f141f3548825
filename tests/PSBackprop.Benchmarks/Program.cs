using BenchmarkDotNet.Running;

using PSBackprop.Benchmarks;

if (args is ["compare", .. var rest])
{
    Comparison.Run(rest);
}
else if (args is ["first-training"])
{
    Console.WriteLine(Comparison.MeasureFirstTraining().ToString(System.Globalization.CultureInfo.InvariantCulture));
}
else if (args is ["scaling"])
{
    Scaling.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args);
}
