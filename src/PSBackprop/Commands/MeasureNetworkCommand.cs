using System.Collections;
using System.Management.Automation;

using PSBackprop.Completion;
using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Evaluations;
using PSBackprop.Progress;
using PSBackprop.Propagation;
using PSBackprop.Settings;
using PSBackprop.Tasks;
using PSBackprop.Training;

namespace PSBackprop.Commands;

/// <summary>Says how good a network is on labelled data, or how good networks like it become, by cross-validation.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Network", DefaultParameterSetName = DatasetSet)]
[OutputType(typeof(ClassificationEvaluation), typeof(RegressionEvaluation), typeof(MultiLabelEvaluation), typeof(AnomalyEvaluation))]
[OutputType(typeof(ForecastEvaluation), typeof(CrossValidationResult))]
public sealed class MeasureNetworkCommand : BackpropCommand
{
    private const string DatasetSet = "Dataset";
    private const string ArraySet = "Array";
    private const string FoldSet = "Fold";
    private const int ProgressActivity = 4;

    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Network Network { get; set; } = null!;

    /// <summary>The labelled data. Use rows that the network was not trained on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DatasetSet)]
    [Parameter(Mandatory = true, ParameterSetName = FoldSet)]
    [ValidateNotNull]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The inputs, for a network that takes plain numbers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object InputData { get; set; } = null!;

    /// <summary>The targets, for a network that takes plain numbers.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ArraySet)]
    [ValidateNotNull]
    public object TargetData { get; set; } = null!;

    /// <summary>
    /// The number of folds of a cross-validation: trains so many fresh copies, each on all data but a part, and measures it on that part.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = FoldSet)]
    [ValidateRange(2, int.MaxValue)]
    public int Fold { get; set; }

    /// <summary>
    /// Tests each fold with a network trained on all rows before it, so that none is trained on what was later. So it always is with time
    /// series; of other datasets the last rows count as the latest.
    /// </summary>
    [Parameter(ParameterSetName = FoldSet)]
    public SwitchParameter Chronological { get; set; }

    /// <summary>The settings of its trainings: a hashtable of parameters of Invoke-Training.</summary>
    [Parameter(ParameterSetName = FoldSet)]
    [PSDefaultValue(Help = "the defaults of Invoke-Training")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public IDictionary Training { get; set; } = new Hashtable();

    /// <summary>The seed of the folds.</summary>
    [Parameter(ParameterSetName = FoldSet)]
    [PSDefaultValue(Help = "the network's seed")]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; }

    /// <summary>Of two classes the one whose Precision, Recall, F1 and AveragePrecision are shown.</summary>
    [Parameter]
    [PSDefaultValue(Help = "the network's positive class")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object? PositiveClass { get; set; }

    /// <summary>
    /// The level of the intervals, or of the sets of classes, of which Coverage and the mean width or size are shown. The network has to be
    /// calibrated.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [Parameter(ParameterSetName = ArraySet)]
    [PSDefaultValue(Help = "0.9 for a network that is calibrated")]
    [ValidateFinite(Minimum = 0, AllowMinimum = false, Maximum = 1, AllowMaximum = false)]
    public double Interval { get; set; }

    /// <summary>
    /// What happens to a row measured with a category that the network does not know. Unless given, what the network was built with.
    /// </summary>
    [Parameter(ParameterSetName = DatasetSet)]
    [Parameter(ParameterSetName = FoldSet)]
    [PSDefaultValue(Help = "the network's own")]
    public UnknownCategory UnknownCategory { get; set; }

    /// <summary>The most threads, or folds at once. It changes no bit of the result.</summary>
    [Parameter]
    [PSDefaultValue(Help = "one a processor")]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case FoldSet:
                CrossValidationResult result = CrossValidate();
                Warn(result.Findings);
                WriteObject(result);
                break;
            case DatasetSet:
                var unknown = UnknownCategories.Of(Network, Given(UnknownCategory));
                Evaluation evaluation = Evaluator.Evaluate(
                    Network, Dataset, ThrottleLimit, StopToken, PSObjects.Unwrap(PositiveClass), unknown, Given(Interval));
                Warn(unknown.Finding is { } finding ? [finding] : []);
                Write(evaluation);
                break;
            default:
                if (Network.Columns is not null)
                {
                    throw Errors.ColumnsWithoutNames(Network);
                }

                Write(Evaluator.Evaluate(
                    Network,
                    DataMatrixConverter.Convert("-InputData", InputData, StopToken),
                    DataMatrixConverter.Convert("-TargetData", TargetData, StopToken),
                    ThrottleLimit,
                    StopToken,
                    PSObjects.Unwrap(PositiveClass),
                    Given(Interval)));
                break;
        }
    }

    private void Write(Evaluation evaluation)
    {
        Warn(evaluation switch
        {
            ClassificationEvaluation classes => classes.Findings,
            ForecastEvaluation forecasts => forecasts.Findings,
            _ => [],
        });

        WriteObject(evaluation);
    }

    private void Warn(IReadOnlyList<string> findings)
    {
        foreach (string finding in findings)
        {
            WriteWarning(finding);
        }
    }

    private CrossValidationResult CrossValidate()
    {
        object? positiveClass = PSObjects.Unwrap(PositiveClass);

        // A name that is wrong is refused before the trainings, not after them.
        ClassLabels.Positive(Network, positiveClass);
        TrainingOptions options = NamedSettings.Bind<InvokeTrainingCommand>(NamedSettings.OfTraining.Read("-Training", Training)).Options(Network.Columns);
        int seed = Given(Seed) ?? Network.Seed;
        long done = 0;
        double all = (double)Fold * options.Epoch;
        using var progress = new ProgressBar(this, ProgressActivity, $"Cross-validating {Network.Name ?? Network.ToString()}", StopToken);
        CrossValidationResult? result = null;
        using var work = new BackgroundWork(Run, StopToken);
        while (Task.WaitAny([work.Task], ProgressBar.Period) < 0)
        {
            progress.Show($"{Fold} folds, {options.Epoch} epochs each", Volatile.Read(ref done) / all);
        }

        work.Task.GetAwaiter().GetResult();
        return result!;

        void Run(CancellationToken token) =>
            result = CrossValidation.Run(Dataset, Fold, seed, ThrottleLimit, Train, token, positiveClass, Given(UnknownCategory), Chronological);

        Network Train(Dataset training, CancellationToken token)
        {
            long counted = 0;
            Network network = FreshTraining.Run(Network, training, options, _ => { counted++; Interlocked.Increment(ref done); }, token);

            // One that ended early is done as well.
            Interlocked.Add(ref done, options.Epoch - counted);
            return network;
        }
    }
}
