using PSBackprop.Inference;

namespace PSBackprop.Propagation;

/// <summary>Reads from a network's outputs what they say: a class, several yes or no, numbers in their own units.</summary>
internal abstract class OutputDecoder
{
    private const double EvenChance = 0.5;

    /// <summary>The one place that says how a network's outputs are read.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threshold">The probability from which the positive of two classes, or a yes, is decided for; null for what is more probable.</param>
    /// <param name="top">How many of the most probable classes to name; 0 for none.</param>
    /// <param name="positiveClass">The positive class; null for the network's own.</param>
    public static OutputDecoder Create(Network network, double? threshold = null, int top = 0, object? positiveClass = null)
    {
        PositiveThreshold? least = threshold is { } value && Positive(network, positiveClass) is { } positive ? new(value, positive) : null;
        var scale = new BinaryScale(TargetCoding.NegativeValue(network, network.Loss));
        bool isDistribution = network.Layers[^1].Function.IsDistribution;
        return network.Columns switch
        {
            null when isDistribution => new ClassDecoder(Numbers(network.OutputSize), isDistribution, network.OutputSize == 2 ? least : null, top),
            null => new BareDecoder(),
            { Task: NetworkTask.Regression } columns => new NumberDecoder(columns.Output),
            { Task: NetworkTask.MultiLabel } columns => new LabelsDecoder(columns.LabelNames, scale, threshold ?? EvenChance),
            { OutputSize: 1 } columns => new BinaryDecoder(columns.Labels, scale, least, top),
            { } columns => new ClassDecoder(columns.Labels, isDistribution, columns.OutputSize == 2 ? least : null, top),
        };
    }

    /// <summary>Reads the outputs of a network without columns as classes, which go by number.</summary>
    public static OutputDecoder OfClasses(Network network) => network.OutputSize == 1
        ? new BinaryDecoder(Numbers(2), new BinaryScale(TargetCoding.NegativeValue(network, network.Loss)), threshold: null, top: 0)
        : Create(network);

    /// <summary>Whether a network's outputs leave a decision between yes and no, or between two classes.</summary>
    public static bool HasThreshold(Network network) => network.Columns switch
    {
        null => network.Layers[^1].Function.IsDistribution && network.OutputSize == 2,
        { Task: NetworkTask.MultiLabel } => true,
        { Task: NetworkTask.Classification } columns => columns.Labels.Count == 2,
        _ => false,
    };

    /// <summary>
    /// The place of the class that a user names as the positive one; the network's own where none is named, null where there are not
    /// two classes.
    /// </summary>
    /// <exception cref="BackpropException">There is no such class.</exception>
    public static int? Positive(Network network, object? given)
    {
        IReadOnlyList<string> names = network.Columns is { } columns
            ? columns.Positive is null ? [] : columns.LabelNames
            : network.OutputSize > 2 ? [] : [.. Numbers(2).Select(LabelType.Text)];
        if (given is null)
        {
            return names.Count == 2 ? network.Columns?.Positive ?? NetworkColumns.DefaultPositive : null;
        }

        int place = NetworkColumns.IndexOf(names.Count == 2 ? names : throw Errors.PositiveClassWithoutTwo(given), given);
        return place >= 0 ? place : throw Errors.PositiveClassUnknown(given, names);
    }

    public abstract Prediction Decode(double[] output);

    /// <summary>The same, with how far a network's members are apart.</summary>
    /// <param name="output">The network's outputs.</param>
    /// <param name="members">The outputs of each member; empty for a network that is one alone.</param>
    public Prediction Decode(double[] output, IReadOnlyList<double[]> members)
    {
        Prediction prediction = Decode(output);
        prediction.TakeSpread([.. members.Select(Decode)]);
        return prediction;
    }

    /// <summary>The same for exports.</summary>
    public abstract Answer Describe();

    /// <summary>The classes of a network that has no names for them.</summary>
    public static object[] Numbers(int count) => [.. Enumerable.Range(0, count).Cast<object>()];

    private static IReadOnlyList<ClassProbability>? Most(IReadOnlyList<object> labels, double[] probabilities, int top) => top == 0
        ? null
        : FixedList.Of(
            Enumerable.Range(0, labels.Count)
                .OrderByDescending(i => probabilities[i])
                .Take(top)
                .Select(i => new ClassProbability(labels[i], probabilities[i])));

    /// <summary>Where an output lies between what stands for no and what stands for yes.</summary>
    private readonly struct BinaryScale(double low)
    {
        public double Of(double output) => Math.Clamp((output - low) / (1 - low), 0, 1);

        public Expression Of(Expression output) => Expression.Min(1, Expression.Max(0, (output - low) / (1 - low)));
    }

    /// <summary>The least probability of the positive class for which it is decided.</summary>
    private sealed record PositiveThreshold(double Least, int Positive)
    {
        public int Decide(double[] probabilities) => probabilities[Positive] >= Least ? Positive : 1 - Positive;
    }

    private sealed class BareDecoder : OutputDecoder
    {
        public override Prediction Decode(double[] output) => new(output);

        public override Answer Describe() => new OutputAnswer();
    }

    private sealed class NumberDecoder(IReadOnlyList<NetworkColumn> targets) : OutputDecoder
    {
        private readonly string[] _names = [.. targets.Select(static target => target.Name)];

        public override Prediction Decode(double[] output)
        {
            double[] values = new double[output.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = targets[i].Decode(output[i]);
            }

            return new Prediction(output, _names, values) { Value = values.Length == 1 ? values[0] : null };
        }

        public override Answer Describe() => new NumberAnswer(_names);
    }

    private sealed class ClassDecoder(IReadOnlyList<object> labels, bool areProbabilities, PositiveThreshold? threshold, int top) : OutputDecoder
    {
        public override Prediction Decode(double[] output)
        {
            int best = 0;
            for (int i = 1; i < output.Length; i++)
            {
                if (output[i] > output[best])
                {
                    best = i;
                }
            }

            best = threshold?.Decide(output) ?? best;
            return areProbabilities
                ? new Prediction(output, labels, output) { Label = labels[best], Probability = output[best], Top = Most(labels, output, top) }
                : new Prediction(output) { Label = labels[best] };
        }

        public override Answer Describe() => new ChoiceAnswer(labels, areProbabilities);
    }

    private sealed class BinaryDecoder(IReadOnlyList<object> labels, BinaryScale scale, PositiveThreshold? threshold, int top) : OutputDecoder
    {
        public override Prediction Decode(double[] output)
        {
            double yes = scale.Of(output[0]);
            double[] probabilities = [1 - yes, yes];
            int label = threshold?.Decide(probabilities) ?? (yes >= EvenChance ? 1 : 0);
            return new Prediction(output, labels, probabilities)
            {
                Label = labels[label],
                Probability = probabilities[label],
                Top = Most(labels, probabilities, top),
            };
        }

        public override Answer Describe() => new YesOrNoAnswer(labels, scale.Of(Expression.Input), EvenChance);
    }

    private sealed class LabelsDecoder(IReadOnlyList<string> labels, BinaryScale scale, double threshold) : OutputDecoder
    {
        public override Prediction Decode(double[] output)
        {
            double[] probabilities = Array.ConvertAll(output, scale.Of);
            return new Prediction(output, labels, probabilities) { Labels = FixedList.Of(labels.Where((_, i) => probabilities[i] >= threshold)) };
        }

        public override Answer Describe() => new YesOrNoForEachAnswer(labels, scale.Of(Expression.Input), threshold);
    }
}
