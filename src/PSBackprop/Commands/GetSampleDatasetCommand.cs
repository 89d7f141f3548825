using System.Management.Automation;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Settings;

namespace PSBackprop.Commands;

/// <summary>Gives a dataset to try things with.</summary>
[Cmdlet(VerbsCommon.Get, "SampleDataset")]
[OutputType(typeof(Dataset))]
public sealed class GetSampleDatasetCommand : BackpropCommand
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(GetSampleDatasetCommand).Assembly.Location)!, "Data");

    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public SampleName Name { get; set; }

    /// <summary>The number of rows of one that is drawn.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Count { get; set; } = 200;

    /// <summary>The standard deviation of what is added to each point of one that is drawn.</summary>
    [Parameter]
    [PSDefaultValue(Help = "0")]
    [ValidateFinite(Minimum = 0)]
    public double Noise { get; set; }

    /// <summary>The seed of one that is drawn. Drawn unless given; -Verbose shows it.</summary>
    [Parameter]
    [PSDefaultValue(Help = "drawn")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    private protected override void Process()
    {
        string? setting = new[] { nameof(Count), nameof(Noise), nameof(Seed) }.FirstOrDefault(IsGiven);
        if (setting is not null && !SampleDataset.IsGenerated(Name))
        {
            throw Errors.SampleSetting(Name, setting);
        }

        int seed = Given(Seed) ?? RandomStream.DrawSeed();
        WriteVerbose($"Seed {seed}");
        WriteObject(SampleDataset.Create(Name, s_folder, Count, Noise, seed));
    }
}
