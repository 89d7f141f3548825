using System.Collections;

using PSBackprop.Commands;
using PSBackprop.Conversion;
using PSBackprop.Training;

namespace PSBackprop.Settings;

/// <summary>Makes the settings of a training from parameters of Invoke-Training.</summary>
internal static class TrainingSettings
{
    private static readonly string[] s_dataParameters = ["Network", "InputData", "TargetData", "Dataset", "InputObject", "Feature", "Target", "Culture", "ValidationDataset", "ValidationInput", "ValidationTarget", "SampleWeight", "OnEpoch", "ReportInterval", "CheckpointPath", "CheckpointInterval", "Resume"];

    /// <param name="given">The parameters.</param>
    /// <param name="columns">The network's columns, which name its classes; null without.</param>
    public static TrainingOptions Options(IDictionary<string, object> given, NetworkColumns? columns)
    {
        var options = new TrainingOptions();
        given.TryGetValue(nameof(options.ClassWeight), out object? classWeight);
        SettingTable.Apply(options, given.Where(static pair => pair.Key is not nameof(options.ClassWeight) and not nameof(options.SampleWeight) && !pair.Key.StartsWith("Validation", StringComparison.Ordinal) || pair.Key == nameof(options.ValidationSplit))!);
        options.SampleWeight = given.TryGetValue(nameof(options.SampleWeight), out object? weights) ? WeightConverter.OfSamples(weights) : null;
        options.BalancedClasses = WeightConverter.IsBalanced(classWeight);
        options.ClassWeight = options.BalancedClasses ? null : WeightConverter.OfClasses(classWeight, columns?.LabelNames ?? []);
        return options;
    }

    /// <summary>Takes a hashtable for parameters of Invoke-Training that are settings, not data.</summary>
    /// <exception cref="BackpropException">A name is not such a parameter, or a value is refused.</exception>
    public static Dictionary<string, object?> Validate(string place, IDictionary given)
    {
        // Names come first: a value of what is no setting, a script as text for instance, is not looked at.
        object? data = given.Keys.Cast<object>().FirstOrDefault(static name => s_dataParameters.Contains(name.ToString(), StringComparer.OrdinalIgnoreCase));
        return data is null
            ? SettingTable.Validate(place, typeof(Commands.InvokeTrainingCommand), given)
            : throw Errors.SettingUnknown(place, data, [.. Names]);
    }

    /// <summary>The parameters that are settings.</summary>
    public static IEnumerable<string> Names => SettingTable.Names(typeof(Commands.InvokeTrainingCommand)).Except(s_dataParameters);
}
