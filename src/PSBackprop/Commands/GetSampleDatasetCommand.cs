using System.Management.Automation;

using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Commands;

/// <summary>Gives a dataset to try things with.</summary>
[Cmdlet(VerbsCommon.Get, "SampleDataset")]
[OutputType(typeof(Dataset))]
public sealed class GetSampleDatasetCommand : BackpropCommand
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(GetSampleDatasetCommand).Assembly.Location)!, "Data");

    /// <summary>Which.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public SampleName Name { get; set; }

    /// <summary>The number of rows of a generated one.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Count { get; set; } = 200;

    /// <summary>The standard deviation of the noise in a generated one.</summary>
    [Parameter]
    [ValidateFinite(Minimum = 0)]
    public double Noise { get; set; }

    /// <summary>The seed of a generated one; drawn unless given, and named in the verbose stream.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    private protected override void Process()
    {
        string? setting = new[] { nameof(Count), nameof(Noise), nameof(Seed) }.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey);
        if (setting is not null && !SampleDataset.IsGenerated(Name))
        {
            throw Errors.SampleSetting(Name, setting);
        }

        int seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : RandomStream.DrawSeed();
        WriteVerbose($"Seed {seed}");
        WriteObject(SampleDataset.Create(Name, s_folder, Count, Noise, seed));
    }
}
