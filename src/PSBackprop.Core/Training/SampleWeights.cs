using PSBackprop.Activations;
using PSBackprop.Data;

namespace PSBackprop.Training;

/// <summary>How much each sample counts: its own weight times its class's.</summary>
internal static class SampleWeights
{
    /// <summary>The weights of the samples that are trained on; classes are balanced among these, whatever is validated on.</summary>
    /// <param name="options">The weights of classes.</param>
    /// <param name="own">Each sample's own weight, [samples]; null if there are none.</param>
    /// <param name="target">[samples × outputs].</param>
    /// <param name="output">The output activation.</param>
    /// <param name="isClassification">Whether targets stand for classes.</param>
    /// <returns>[samples], or none if all count alike.</returns>
    /// <exception cref="BackpropException">The weights of classes do not fit, there are no classes, or no sample counts.</exception>
    public static double[] Of(TrainingOptions options, double[]? own, DataMatrix target, ActivationFunction output, bool isClassification)
    {
        if (own is null && options.ClassWeight is null && !options.BalancedClasses)
        {
            return [];
        }

        double[] weights = own ?? [.. Enumerable.Repeat(1.0, target.Rows)];
        if (options.ClassWeight is not null || options.BalancedClasses)
        {
            if (!isClassification)
            {
                throw Errors.ClassWeightWithoutClasses();
            }

            int[] labels = ClassTargets.Labels(target, output);
            int classes = target.Columns == 1 ? 2 : target.Columns;
            double[] classWeights = options.BalancedClasses ? Balanced(labels, classes) : Given(options.ClassWeight!, classes);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] *= classWeights[labels[i]];
            }
        }

        return weights.Sum() > 0 ? weights : throw Errors.NoSampleCounts();
    }

    /// <summary>Weights as they were given, one for each sample.</summary>
    /// <returns>[samples]; null if none were given.</returns>
    /// <exception cref="BackpropException">Their number is not that of the samples, or one is below 0 or not finite.</exception>
    public static double[]? Checked(IReadOnlyList<double>? weights, int samples)
    {
        if (weights is null)
        {
            return null;
        }

        if (weights.Count != samples)
        {
            throw Errors.SampleWeightCount(samples, weights.Count);
        }

        for (int i = 0; i < samples; i++)
        {
            if (!double.IsFinite(weights[i]) || weights[i] < 0)
            {
                throw Errors.SampleWeightValue(i + 1, weights[i]);
            }
        }

        return [.. weights];
    }

    private static double[] Balanced(int[] labels, int classes)
    {
        double[] counts = new double[classes];
        foreach (int label in labels)
        {
            counts[label]++;
        }

        int present = counts.Count(static count => count > 0);
        return [.. counts.Select(count => count > 0 ? labels.Length / (present * count) : 0)];
    }

    private static double[] Given(IReadOnlyDictionary<int, double> given, int classes)
    {
        double[] weights = [.. Enumerable.Repeat(1.0, classes)];
        foreach (var (label, weight) in given)
        {
            if (label < 0 || label >= classes)
            {
                throw Errors.ClassUnknown(label, classes);
            }

            if (!double.IsFinite(weight) || weight < 0)
            {
                throw Errors.ClassWeightValue(label, weight);
            }

            weights[label] = weight;
        }

        return weights;
    }
}
