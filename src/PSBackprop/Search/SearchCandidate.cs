using System.Collections.Specialized;

using PSBackprop.Training;

namespace PSBackprop.Search;

/// <summary>A combination of settings that a search is to try.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Shown">The settings, as the trial shows them.</param>
/// <param name="Network">A network with these settings, untrained; trials train others like it.</param>
/// <param name="Options">The settings of the training.</param>
internal sealed record SearchCandidate(int Number, OrderedDictionary Shown, Network Network, TrainingOptions Options)
{
    /// <summary>The settings of a training of so many epochs.</summary>
    public TrainingOptions For(int epochs)
    {
        TrainingOptions options = Options.Copy();
        options.Epoch = epochs;
        return options;
    }
}
