using System.Management.Automation;

using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Settings;

namespace PSBackprop.Commands;

/// <summary>Splits a dataset into a part to train on and a part to test with, or into folds.</summary>
[Cmdlet(VerbsCommon.Split, "Dataset", DefaultParameterSetName = FractionSet)]
[OutputType(typeof(Dataset), typeof(DatasetFold))]
public sealed class SplitDatasetCommand : BackpropCommand
{
    private const string FractionSet = "Fraction";
    private const string FoldSet = "Fold";

    /// <summary>The dataset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The part to test with.</summary>
    [Parameter(ParameterSetName = FractionSet)]
    [ValidateFinite(Minimum = 0, AllowMinimum = false, Maximum = 1, AllowMaximum = false)]
    public double TestFraction { get; set; } = 0.2;

    /// <summary>The number of folds. Each fold is the test data once, with all others to train on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FoldSet)]
    [ValidateRange(2, int.MaxValue)]
    public int Fold { get; set; }

    /// <summary>
    /// Tests with the latest rows: nothing that is trained on was later. With -Fold each fold but the first part of time is tested with all
    /// before it to train on. A dataset of time series is always split so; of another the last rows count as the latest.
    /// </summary>
    [Parameter]
    public SwitchParameter Chronological { get; set; }

    /// <summary>The seed. Drawn unless given; -Verbose shows it.</summary>
    [Parameter]
    [PSDefaultValue(Help = "drawn")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    private protected override void Process()
    {
        int seed = Given(Seed) ?? RandomStream.DrawSeed();
        WriteVerbose($"Seed {seed}");
        if (ParameterSetName == FractionSet)
        {
            var (training, test) = Chronological ? DatasetSplit.ByTime(Dataset, TestFraction) : DatasetSplit.ByFraction(Dataset, TestFraction, seed);
            WriteObject(training);
            WriteObject(test);
            return;
        }

        int number = 1;
        foreach (var (training, test) in Chronological ? DatasetSplit.ByOrigin(Dataset, Fold) : DatasetSplit.ByFold(Dataset, Fold, seed))
        {
            WriteObject(new DatasetFold(number++, training, test));
        }
    }
}
