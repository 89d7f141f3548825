using PSBackprop.Calibrations;
using PSBackprop.Tasks;

namespace PSBackprop.Propagation;

/// <summary>The one place that says how a network's outputs are read: as its calibration says, where it has one.</summary>
internal static class DecoderFactory
{
    /// <summary>What reads a network's outputs.</summary>
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
        OutputDecoder decoder = Create(network, Reading(network, network.Calibration, threshold, top, positiveClass) with { Limits = limits });
        decoder.Scores = network.Calibration?.Scores ?? [];
        decoder.OfMember = network.Members.Count > 0 ? Create(network, Reading(network, null, threshold, top, positiveClass)) : null;
        return decoder;
    }

    /// <summary>What reads the outputs of a network without columns as classes, which go by number.</summary>
    public static OutputDecoder OfClasses(Network network, double? interval = null) =>
        network.OutputSize == 1 && network.Calibration?.Probabilities is null
            ? new BinaryDecoder(ClassLabels.Numbers(2), new OutputReading(RangeOf(network)))
            : Create(network, interval: interval);

    /// <summary>Whether a network's outputs leave a decision between yes and no, or between two classes.</summary>
    public static bool HasThreshold(Network network) => network.Columns is { } columns
        ? columns.Purpose.HasThreshold(columns.Labels.Count)
        : network.Layers[^1].Function.IsDistribution && network.OutputSize == 2;

    private static OutputDecoder Create(Network network, OutputReading reading)
    {
        bool isDistribution = network.Layers[^1].Function.IsDistribution;
        return network.Columns is { } columns ? columns.Purpose.CreateDecoder(columns, isDistribution, reading)
            : isDistribution ? new ClassDecoder(ClassLabels.Numbers(network.OutputSize), isDistribution, reading)
            : reading.Scale is not null ? new BinaryDecoder(ClassLabels.Numbers(2), reading)
            : new BareDecoder(reading);
    }

    private static OutputReading Reading(Network network, NetworkCalibration? calibration, double? threshold, int top, object? positiveClass) =>
        new(RangeOf(network))
        {
            Scale = calibration?.Probabilities,
            Decision = threshold is { } value && ClassLabels.Positive(network, positiveClass) is { } positive
                ? new ThresholdDecision(value, positive)
                : calibration?.Costs?.Decision,
            Threshold = threshold ?? OutputDecoder.EvenChance,
            Top = top,
        };

    private static YesRange RangeOf(Network network) => new(TargetCoding.NegativeValue(network, network.Loss));

    // How far predictions may be off: of each target, or the scores of classes.
    private static double[] Limits(Network network, double level)
    {
        if (network.Columns is { Purpose.GivesRowsBack: true })
        {
            throw Errors.CalibrationOfAnomaly(network);
        }

        NetworkCalibration calibration = network.Calibration ?? throw Errors.IntervalWithoutCalibration(network);
        return calibration.Scores.Count > 0
            ? [.. calibration.Scores.Select(scores => scores.Quantile(level))]
            : throw Errors.IntervalOfLabels(network);
    }
}
