using PSBackprop.Calibrations;
using PSBackprop.Evaluations.Metrics;
using PSBackprop.Tasks;

namespace PSBackprop.Evaluations.Tasks;

/// <summary>For several yes-or-no answers at once.</summary>
internal sealed class MultiLabelEvaluator : TaskEvaluator
{
    public override NetworkTask Kind => NetworkTask.MultiLabel;

    public override Evaluation Evaluate(LabelledOutputs rows, OutputDecoder decoder, int? positive, double? level)
    {
        IReadOnlyList<string> names = rows.Network.Columns!.LabelNames;
        bool[][] answers = [.. Enumerable.Range(0, names.Count).Select(rows.Answers)];
        var decisions = new LabelDecisions(
            names,
            [.. Enumerable.Range(0, rows.Target.Rows).Select(row => Array.ConvertAll(answers, label => label[row]))],
            [.. rows.Decode(decoder).Select(static prediction => prediction.Figures!)]);
        return new MultiLabelEvaluation(decisions, rows.Loss);
    }

    public override NetworkCalibration Calibrate(LabelledOutputs rows, CostSettings settings, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = rows.Network.Columns!.LabelNames;
        var (slope, intercept) = (new double[names.Count], new double[names.Count]);
        for (int j = 0; j < names.Count; j++)
        {
            bool[] truth = rows.Answers(j);
            if (truth.Distinct().Count() < 2)
            {
                throw Errors.CalibrationOneClass(rows.Network.Columns.Output[j].Categories[truth[0] ? 1 : 0], names[j]);
            }

            (slope[j], intercept[j]) = PlattScaling.Fit([.. rows.NetInput.Select(row => row[j])], truth, cancellationToken)
                ?? throw Errors.CalibrationUseless(names[j]);
        }

        return new NetworkCalibration(rows.Target.Rows, names, new ProbabilityScale(slope, intercept), costs: null, []);
    }
}
