using System.Globalization;
using System.Numerics;

using PSBackprop.Data;
using PSBackprop.Training.Optimizers;
using PSBackprop.Training.Schedules;

namespace PSBackprop.Training;

/// <summary>
/// What must be as it was for a training to go on to the bits that it would have come to, each by name and as text: of
/// the network its layers and columns, of the training its data and settings. The number of epochs, limits of time and
/// threads, and what is reported may differ.
/// </summary>
/// <param name="Entries">The names with their values, in the order in which they are told.</param>
internal sealed record TrainingFingerprint(IReadOnlyList<(string Name, string Value)> Entries)
{
    private const string Default = "the default";
    private const string None = "none";

    /// <param name="network">The network.</param>
    /// <param name="columns">The columns that it has or is to have; null for plain numbers.</param>
    public static TrainingFingerprint Of(Network network, NetworkColumns? columns) => new([.. OfLayers(network), .. OfColumns(columns)]);

    public static TrainingFingerprint Of(TrainingPlan plan) => new([.. OfSettings(plan), .. OfData(plan)]);

    /// <summary>
    /// Where this one differs from another: the name, the value here and the value there, <c>none</c> where there is
    /// none.
    /// </summary>
    public IReadOnlyList<(string Name, string Here, string There)> Differences(TrainingFingerprint other)
    {
        var there = other.Entries.ToDictionary(static entry => entry.Name, static entry => entry.Value);
        var here = Entries.ToDictionary(static entry => entry.Name, static entry => entry.Value);
        return
        [
            .. Entries.Select(entry => (entry.Name, entry.Value, there.GetValueOrDefault(entry.Name, None))).Where(static entry => entry.Value != entry.Item3),
            .. other.Entries.Where(entry => !here.ContainsKey(entry.Name)).Select(static entry => (entry.Name, None, entry.Value)),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfLayers(Network network)
    {
        yield return ("precision", network.Precision.ToString());
        yield return ("inputs", Text(network.InputSize));
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Layer layer = network.Layers[i];
            string biases = layer.BiasCount > 0 ? "with biases" : "without biases";
            string slope = layer.Function.Slope is { } value ? $" with slope {Text(value)}" : string.Empty;
            string kind = $"{layer.Kind} of {layer.Units}, {layer.Activation}{slope}";
            string options = string.Concat(layer.Options.Select(static option => $", {option.Option.Name} {Text(option.Value)}"));
            yield return ($"layer {i + 1}", $"{kind}, {biases}, dropout {Text(layer.Dropout)}, frozen {layer.Frozen}{options}");
        }
    }

    private static IEnumerable<(string Name, string Value)> OfData(TrainingPlan plan)
    {
        var data = new RowHash();
        data.Add(plan.Samples.Input, plan.Samples.Target, plan.SampleWeights);
        yield return ("samples", Text(plan.Samples.Input.Rows));
        yield return ("training data", data.Content);
        yield return ("order of the training data", data.Order);
        if (plan.Samples.Validation is var (input, target)
            && (plan.Options.Patience is not null || ScheduleFamily.All[plan.Options.LearningRateSchedule].FollowsLoss))
        {
            var validation = new RowHash();
            validation.Add(input, target, []);
            yield return ("validation data", $"{Text(input.Rows)} samples, {validation.Order}");
        }
    }

    private static IEnumerable<(string Name, string Value)> OfSettings(TrainingPlan plan)
    {
        TrainingOptions options = plan.Options;
        return
        [
            (nameof(options.Seed), Text(plan.Seed)),
            (nameof(options.BatchSize), Text(plan.BatchSize)),
            ("shuffling", plan.Shuffles ? "yes" : "no"),
            (nameof(options.Optimizer), OptimizerFamily.Of(options).Kind.ToString()),
            (nameof(options.LearningRate), Text(options.LearningRate)),
            (nameof(options.Momentum), Text(options.Momentum)),
            (nameof(options.Nesterov), Text(options.Nesterov)),
            (nameof(options.Beta1), Text(options.Beta1)),
            (nameof(options.Beta2), Text(options.Beta2)),
            (nameof(options.Rho), Text(options.Rho)),
            (nameof(options.Epsilon), Text(options.Epsilon)),
            (nameof(options.AmsGrad), Text(options.AmsGrad)),
            (nameof(options.Centered), Text(options.Centered)),
            (nameof(options.WeightDecay), Text(options.WeightDecay)),
            (nameof(options.LearningRateSchedule), options.LearningRateSchedule.ToString()),
            (nameof(options.ScheduleStep), Text(options.ScheduleStep)),
            (nameof(options.ScheduleDecay), Text(options.ScheduleDecay)),
            (nameof(options.SchedulePower), Text(options.SchedulePower)),
            (nameof(options.ScheduleGrowth), Text(options.ScheduleGrowth)),
            (nameof(options.MinimumLearningRate), Text(options.MinimumLearningRate)),
            (nameof(options.WarmupEpoch), Text(options.WarmupEpoch)),
            (nameof(options.L1), Text(options.L1)),
            (nameof(options.L2), Text(options.L2 ?? 0)),
            (nameof(options.GradientClip), Text(options.GradientClip)),
            (nameof(options.GradientClipValue), Text(options.GradientClipValue)),
            (nameof(options.MaxNorm), Text(options.MaxNorm)),
            (nameof(options.AverageWeight), Text(options.AverageWeight ?? false)),
            (nameof(options.Loss), plan.LossKind.ToString()),
            (nameof(options.LabelSmoothing), Text(options.LabelSmoothing ?? 0)),
            (nameof(options.Patience), Text(options.Patience)),
            (nameof(options.MinimumImprovement), Text(options.MinimumImprovement)),
            (nameof(options.KeepLastWeight), Text(options.KeepLastWeight)),
            (nameof(options.TargetLoss), Text(options.TargetLoss)),
            (nameof(options.GradientTolerance), Text(options.GradientTolerance)),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfColumns(NetworkColumns? columns)
    {
        if (columns is null)
        {
            yield break;
        }

        yield return (nameof(columns.UnknownCategory), columns.UnknownCategory.ToString());
        if (columns.Series is { } series)
        {
            yield return ("time series", series.Identify(RowHash.Of));
        }

        foreach (var (role, list) in new[] { ("feature", columns.Input), ("target", columns.Output) })
        {
            for (int i = 0; i < list.Count; i++)
            {
                yield return ($"{role} {i + 1}", Text(list[i]));
            }
        }
    }

    private static string Text(NetworkColumn column)
    {
        string missing = column.Missing is { } value ? $", {Text(value)} where missing" : string.Empty;
        string unit = column.HasMissingUnit ? ", a unit for missing" : string.Empty;
        return $"{column.Identify(RowHash.Of)}{missing}{unit}";
    }

    private static string Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture) ?? Default;

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "yes" : "no";
}
