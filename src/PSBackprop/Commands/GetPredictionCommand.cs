using System.Collections;
using System.Globalization;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Rows;
using PSBackprop.Settings;
using PSBackprop.Tasks;

namespace PSBackprop.Commands;

/// <summary>Runs a network on rows.</summary>
[Cmdlet(VerbsCommon.Get, "Prediction", DefaultParameterSetName = RowSet)]
[OutputType(typeof(Prediction), typeof(double[]), typeof(PSObject))]
public sealed class GetPredictionCommand : BackpropCommand
{
    private const string RowSet = "Row";
    private const string DataSet = "Data";

    private Predictor? _predictor;
    private RowEncoder? _encoder;
    private OutputDecoder? _decoder;
    private AnomalyScorer? _scorer;
    private RangeCheck? _range;
    private PredictionProperties? _properties;
    private UnknownCategories? _unknown;
    private int _row;

    private NumberNotation? Notation => Culture is null ? null : NumberNotation.Of(Culture);

    /// <summary>The network to run.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DataSet)]
    [Parameter(Mandatory = true, ParameterSetName = RowSet)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>All rows: a dataset, an array of objects or arrays, a DataTable or a data reader, double[][], double[,] or a MathNet matrix.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DataSet)]
    [Alias("Dataset")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? InputData { get; set; }

    /// <summary>
    /// One row: an array of numbers, or an object, a hashtable or a row of a table with the network's columns. A DataTable or a data
    /// reader is all of its rows.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RowSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The culture in which texts write numbers, such as de-DE for 12,5. Unless given, that of the texts that the network was trained on.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CultureCompleter))]
    public CultureInfo? Culture { get; set; }

    /// <summary>What happens to a row with a category that the network does not know. Unless given, what the network was built with.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's own")]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>
    /// Writes each row back with Prediction and Probability added, Spread for a network of members, and Lower and Upper, or PredictionSet, with
    /// -Interval; with several targets one of each for every target, such as Prediction_Price; by a network for odd rows with AnomalyScore,
    /// PValue and OddestColumn. A network that knows the ranges of its columns adds OutOfRange to every row: the columns in which it lies far
    /// outside of training, or none. The rows given stay as they are.
    /// </summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>How many of the most probable classes to name, in the property Top.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    /// <summary>
    /// The probability that what is true lies between Lower and Upper, or, for classes, in PredictionSet. The network has to be calibrated
    /// with Invoke-Calibration, on enough rows.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "no interval")]
    [ValidateFinite(Minimum = 0, AllowMinimum = false, Maximum = 1, AllowMaximum = false)]
    public double Interval { get; set; }

    /// <summary>
    /// The probability from which the positive of two classes, or a yes, is decided for. Unless given, what costs least by the
    /// network's calibration is, or else the more probable one. $net.Columns.PositiveClass says which class is the positive one;
    /// -PositiveClass names the other.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "0.5, or that of the calibration")]
    [ValidateFinite(Minimum = 0, Maximum = 1)]
    public double Threshold { get; set; }

    /// <summary>Of two classes the one that -Threshold is for.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's positive class")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object? PositiveClass { get; set; }

    /// <summary>Writes the outputs alone, as double[].</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override void Begin()
    {
        if (Raw && (Append || IsGiven(nameof(Top)) || IsGiven(nameof(Threshold)) || IsGiven(nameof(Interval))))
        {
            throw Errors.RawContradiction();
        }

        if (PositiveClass is not null && !IsGiven(nameof(Threshold)))
        {
            throw Errors.PositiveClassWithoutThreshold(PositiveClass);
        }
    }

    private protected override void Process()
    {
        if (ParameterSetName == DataSet)
        {
            PredictAll();
        }
        else if (RowSource.IsTable(InputObject))
        {
            foreach (object? row in RowSource.Rows(InputObject, StopToken))
            {
                PredictRow(row);
            }
        }
        else
        {
            PredictRow(InputObject);
        }
    }

    private protected override void End()
    {
        WarnOf(_scorer, _unknown, _range, _properties);
    }

    // What is odd is told of each row, where it can be.
    private void WarnOf(AnomalyScorer? scorer, UnknownCategories? unknown, RangeCheck? range, PredictionProperties? properties)
    {
        Warn(scorer is null or { TellsUnknown: false } ? unknown?.Finding : null);
        Warn(scorer is null ? range?.Warning : null);
        Warn(properties?.Warning);
    }

    private void Warn(string? finding)
    {
        if (finding is not null)
        {
            WriteWarning(finding);
        }
    }

    private void PredictAll()
    {
        OutputDecoder decoder = Decoder();
        AnomalyScorer? scorer = Raw ? null : AnomalyScorer.Of(Network);
        object data = RowSource.Repeatable(InputData ?? throw Errors.EmptyData("-InputData"), StopToken);
        var unknown = UnknownCategories.Of(Network, Given(UnknownCategory));
        var range = new RangeCheck(Network);
        DataMatrix input = PredictionInput.Of(Network, data, Notation, unknown, range, StopToken);
        int row = 0;
        PredictionProperties? properties = Append ? new PredictionProperties(Network, range.KnowsRanges) : null;
        using IEnumerator<object?> rows = Append ? PredictionInput.Rows(data, StopToken).GetEnumerator() : Enumerable.Empty<object?>().GetEnumerator();
        Predictor predictor = Predictor.Create(Network, input.Rows);
        double[] units = new double[scorer is null ? 0 : input.Columns];
        foreach (double[] output in predictor.Predict(input, StopToken))
        {
            rows.MoveNext();
            if (scorer is not null)
            {
                input.CopyRows<double>(row, 1, units);
            }

            row++;
            WriteObject(Answer(Append ? rows.Current : null, row, units, output, predictor, decoder, scorer, range.Columns(row), properties));
        }

        WarnOf(scorer, unknown, range, properties);
    }

    // A row that cannot be used is an error of its own, and the next one goes on.
    private void PredictRow(object? row)
    {
        _row++;
        _predictor ??= Predictor.Create(Network, rows: 1);
        _unknown ??= UnknownCategories.Of(Network, Given(UnknownCategory));
        _range ??= new RangeCheck(Network);
        _encoder ??= new RowEncoder(Network, Notation, _unknown, _range);
        _properties ??= Append ? new PredictionProperties(Network, _range.KnowsRanges) : null;
        if (_decoder is null)
        {
            (_decoder, _scorer) = (Decoder(), Raw ? null : AnomalyScorer.Of(Network));
        }

        object answer;
        try
        {
            ReadOnlySpan<double> units = _encoder.Encode(row, _row);
            double[] output = _predictor.Predict(units);
            answer = Answer(row, _row, units, output, _predictor, _decoder, _scorer, _range.Columns(_row), _properties);
        }
        catch (BackpropException fault)
        {
            WriteError(Record(fault));
            return;
        }

        WriteObject(answer);
    }

    private OutputDecoder Decoder()
    {
        if (Network.Columns?.Series is { } series)
        {
            throw Errors.SeriesPrediction(series);
        }

        bool hasThreshold = IsGiven(nameof(Threshold));
        if (hasThreshold && !DecoderFactory.HasThreshold(Network))
        {
            throw Errors.ThresholdWithoutEffect(Network);
        }

        return DecoderFactory.Create(Network, hasThreshold ? Threshold : null, Top, PSObjects.Unwrap(PositiveClass), Given(Interval));
    }

    private object Answer(
        object? row,
        int number,
        ReadOnlySpan<double> units,
        double[] output,
        Predictor predictor,
        OutputDecoder decoder,
        AnomalyScorer? scorer,
        IReadOnlyList<string> outOfRange,
        PredictionProperties? properties)
    {
        if (Raw)
        {
            return output;
        }

        Prediction prediction = decoder.Decode(output, predictor.NetInput, predictor.MemberOutputs);
        prediction.OutOfRange = outOfRange;
        scorer?.Add(prediction, units);
        return properties is null ? prediction : properties.Append(row, number, prediction);
    }
}
