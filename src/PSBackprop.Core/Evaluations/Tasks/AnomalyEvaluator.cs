using PSBackprop.Tasks;

namespace PSBackprop.Evaluations.Tasks;

/// <summary>For rows that are given back.</summary>
internal sealed class AnomalyEvaluator : TaskEvaluator
{
    public override NetworkTask Kind => NetworkTask.Anomaly;

    public override Evaluation Evaluate(LabelledOutputs rows, OutputDecoder decoder, int? positive, double? level) =>
        new AnomalyEvaluation(rows.Target.Rows, rows.Loss);
}
