using PSBackprop.Calibrations;
using PSBackprop.Inference;

namespace PSBackprop.Propagation;

/// <summary>Reads from a network's outputs what they say: a class, several yes or no, numbers in their own units.</summary>
internal abstract class OutputDecoder
{
    private const double EvenChance = 0.5;

    /// <summary>Reads what each member of a network says, as if it were one alone.</summary>
    private OutputDecoder? _ofMember;

    /// <summary>The one place that says how a network's outputs are read: as its calibration says, where it has one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threshold">
    /// The probability from which the positive of two classes, or a yes, is decided for; null for what costs least by the calibration, or
    /// else is more probable.
    /// </param>
    /// <param name="top">How many of the most probable classes to name; 0 for none.</param>
    /// <param name="positiveClass">The positive class; null for the network's own.</param>
    /// <param name="interval">The level of intervals, or of sets of classes; null for none.</param>
    /// <exception cref="BackpropException">
    /// There is no such class; or an interval is wanted of a network that has no calibration for it, or one from too few rows.
    /// </exception>
    public static OutputDecoder Create(
        Network network, double? threshold = null, int top = 0, object? positiveClass = null, double? interval = null)
    {
        double[]? limits = interval is { } level ? Limits(network, level) : null;
        OutputDecoder decoder = Create(network, network.Calibration, threshold, top, positiveClass, limits);
        decoder._ofMember = network.Members.Count > 0 ? Create(network, null, threshold, top, positiveClass, null) : null;
        return decoder;
    }

    /// <summary>Reads the outputs of a network without columns as classes, which go by number.</summary>
    public static OutputDecoder OfClasses(Network network, double? interval = null) =>
        network.OutputSize == 1 && network.Calibration?.Probabilities is null
            ? new BinaryDecoder(Numbers(2), ScaleOf(network), scale: null, decision: null, top: 0, limit: null)
            : Create(network, interval: interval);

    /// <summary>How far predictions may be off: of each target, or the scores of classes.</summary>
    private static double[] Limits(Network network, double level)
    {
        if (network.Columns is { Task: NetworkTask.Anomaly })
        {
            throw Errors.CalibrationOfAnomaly(network);
        }

        NetworkCalibration calibration = network.Calibration ?? throw Errors.IntervalWithoutCalibration(network);
        return calibration.Scores.Count > 0
            ? [.. calibration.Scores.Select(scores => scores.Quantile(level))]
            : throw Errors.IntervalOfLabels(network);
    }

    private static OutputDecoder Create(
        Network network, NetworkCalibration? calibration, double? threshold, int top, object? positiveClass, double[]? limits)
    {
        ClassDecision? decision = threshold is { } value && Positive(network, positiveClass) is { } positive
            ? new ThresholdDecision(value, positive)
            : calibration?.Costs?.Decision;
        ProbabilityScale? scale = calibration?.Probabilities;
        IReadOnlyList<ConformalScores> scores = calibration?.Scores ?? [];
        bool isDistribution = network.Layers[^1].Function.IsDistribution;
        OutputDecoder decoder = network.Columns switch
        {
            null when isDistribution => new ClassDecoder(Numbers(network.OutputSize), isDistribution, scale, decision, top, limits?[0]),
            null when scale is not null => new BinaryDecoder(Numbers(2), ScaleOf(network), scale, decision, top, limits?[0]),
            null => new BareDecoder(limits),
            { Task: NetworkTask.Anomaly } => new BareDecoder(limits: null),
            { Task: NetworkTask.Regression } columns => new NumberDecoder(columns.Output, limits),
            { Task: NetworkTask.MultiLabel } columns => new LabelsDecoder(columns.LabelNames, ScaleOf(network), scale, threshold ?? EvenChance),
            { OutputSize: 1 } columns => new BinaryDecoder(columns.Labels, ScaleOf(network), scale, decision, top, limits?[0]),
            { } columns => new ClassDecoder(columns.Labels, isDistribution, scale, decision, top, limits?[0]),
        };
        decoder.Scores = scores;
        return decoder;
    }

    private static BinaryScale ScaleOf(Network network) => new(TargetCoding.NegativeValue(network, network.Loss));

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

    /// <summary>What intervals are told by, for exports: one of each target, or one of all classes; empty for none.</summary>
    private IReadOnlyList<ConformalScores> Scores { get; set; } = [];

    /// <summary>Reads the outputs for a row.</summary>
    /// <param name="output">[outputs].</param>
    /// <param name="netInput">Their net inputs, [outputs]; null for a network whose calibration does not take them.</param>
    public abstract Prediction Decode(double[] output, double[]? netInput = null);

    /// <summary>The same, with how far a network's members are apart.</summary>
    /// <param name="output">The network's outputs.</param>
    /// <param name="netInput">Their net inputs; null for a network whose calibration does not take them.</param>
    /// <param name="members">The outputs of each member; empty for a network that is one alone.</param>
    public Prediction Decode(double[] output, double[]? netInput, IReadOnlyList<double[]> members)
    {
        Prediction prediction = Decode(output, netInput);
        prediction.TakeSpread([.. members.Select(member => _ofMember!.Decode(member))]);
        return prediction;
    }

    /// <summary>The same for exports.</summary>
    public Answer Describe() => Answer() with { Scores = Scores };

    private protected abstract Answer Answer();

    /// <summary>The classes of a classifier; without names their numbers.</summary>
    public static IReadOnlyList<object> Classes(Network network) => network.Columns?.Labels ?? Numbers(Math.Max(network.OutputSize, 2));

    /// <summary>The same as texts, as they are in files.</summary>
    public static IReadOnlyList<string> ClassNames(Network network) => network.Columns?.LabelNames ?? [.. Classes(network).Select(LabelType.Text)];

    /// <summary>The classes of a network that has no names for them.</summary>
    public static object[] Numbers(int count) => [.. Enumerable.Range(0, count).Cast<object>()];

    private static IReadOnlyList<ClassProbability>? Most(IReadOnlyList<object> labels, double[] probabilities, int top) => top == 0
        ? null
        : FixedList.Of(ByProbability(labels, probabilities).Take(top).Select(i => new ClassProbability(labels[i], probabilities[i])));

    // The classes that are not less probable than those of held-out rows were, but for some (Sadinle, Lei, Wasserman 2019).
    private static IReadOnlyList<object>? Set(IReadOnlyList<object> labels, double[] probabilities, double? limit) => limit is null
        ? null
        : FixedList.Of(ByProbability(labels, probabilities).Where(i => 1 - probabilities[i] <= limit).Select(i => labels[i]));

    private static IEnumerable<int> ByProbability(IReadOnlyList<object> labels, double[] probabilities) =>
        Enumerable.Range(0, labels.Count).OrderByDescending(i => probabilities[i]);

    /// <summary>Where an output lies between what stands for no and what stands for yes.</summary>
    private readonly struct BinaryScale(double low)
    {
        public double Of(double output) => Math.Clamp((output - low) / (1 - low), 0, 1);

        public Expression Of(Expression output) => Expression.Min(1, Expression.Max(0, (output - low) / (1 - low)));
    }

    private sealed class BareDecoder(double[]? limits) : OutputDecoder
    {
        public override Prediction Decode(double[] output, double[]? netInput) => new Prediction(output).Between(output, limits);

        private protected override Answer Answer() => new OutputAnswer();
    }

    private sealed class NumberDecoder(IReadOnlyList<NetworkColumn> targets, double[]? limits) : OutputDecoder
    {
        private readonly string[] _names = [.. targets.Select(static target => target.Name)];

        public override Prediction Decode(double[] output, double[]? netInput)
        {
            double[] values = new double[output.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = targets[i].Decode(output[i]);
            }

            return new Prediction(output, _names, values) { Value = values.Length == 1 ? values[0] : null }.Between(values, limits);
        }

        private protected override Answer Answer() => new NumberAnswer(_names);
    }

    private sealed class ClassDecoder(
        IReadOnlyList<object> labels, bool areProbabilities, ProbabilityScale? scale, ClassDecision? decision, int top, double? limit) : OutputDecoder
    {
        public override Prediction Decode(double[] output, double[]? netInput)
        {
            double[] values = scale?.Of(netInput!) ?? output;
            int best = 0;
            for (int i = 1; i < values.Length; i++)
            {
                if (values[i] > values[best])
                {
                    best = i;
                }
            }

            best = decision?.Decide(values) ?? best;
            return areProbabilities
                ? new Prediction(output, labels, values)
                {
                    Label = labels[best],
                    Probability = values[best],
                    Top = Most(labels, values, top),
                    PredictionSet = Set(labels, values, limit),
                }
                : new Prediction(output) { Label = labels[best] };
        }

        private protected override Answer Answer() => new ChoiceAnswer(labels, areProbabilities, decision);
    }

    private sealed class BinaryDecoder(
        IReadOnlyList<object> labels, BinaryScale range, ProbabilityScale? scale, ClassDecision? decision, int top, double? limit) : OutputDecoder
    {
        private readonly ClassDecision _decision = decision ?? new ThresholdDecision(EvenChance, Positive: 1);

        public override Prediction Decode(double[] output, double[]? netInput)
        {
            double yes = scale?.Of(netInput!)[0] ?? range.Of(output[0]);
            double[] probabilities = [1 - yes, yes];
            int label = _decision.Decide(probabilities);
            return new Prediction(output, labels, probabilities)
            {
                Label = labels[label],
                Probability = probabilities[label],
                Top = Most(labels, probabilities, top),
                PredictionSet = Set(labels, probabilities, limit),
            };
        }

        private protected override Answer Answer() =>
            new YesOrNoAnswer(labels, scale is null ? range.Of(Expression.Input) : Expression.Input, _decision);
    }

    private sealed class LabelsDecoder(IReadOnlyList<string> labels, BinaryScale range, ProbabilityScale? scale, double threshold) : OutputDecoder
    {
        public override Prediction Decode(double[] output, double[]? netInput)
        {
            double[] probabilities = scale?.Of(netInput!) ?? Array.ConvertAll(output, range.Of);
            return new Prediction(output, labels, probabilities) { Labels = FixedList.Of(labels.Where((_, i) => probabilities[i] >= threshold)) };
        }

        private protected override Answer Answer() =>
            new YesOrNoForEachAnswer(labels, scale is null ? range.Of(Expression.Input) : Expression.Input, threshold);
    }
}
