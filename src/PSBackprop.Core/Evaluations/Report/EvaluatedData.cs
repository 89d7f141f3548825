using PSBackprop.Data;
using PSBackprop.Propagation;

namespace PSBackprop.Evaluations.Report;

/// <summary>A network's predictions of labelled data.</summary>
/// <param name="Input">[rows × features], as the network takes it.</param>
/// <param name="Target">[rows × outputs], as the network gives it.</param>
/// <param name="Evaluation">How good they are.</param>
/// <param name="Truth">The first target of each row in its own units.</param>
/// <param name="Predicted">What is predicted of it.</param>
internal sealed record EvaluatedData(DataMatrix Input, DataMatrix Target, Evaluation Evaluation, double[] Truth, double[] Predicted)
{
    public static EvaluatedData Of(Network network, DataMatrix input, DataMatrix target, CancellationToken cancellationToken)
    {
        Evaluation evaluation = Evaluator.Evaluate(network, input, target, Environment.ProcessorCount, cancellationToken);
        NetworkColumn? column = network.Columns?.Output[0];
        return new EvaluatedData(
            input,
            target,
            evaluation,
            target.InOwnUnits(0, column),
            [.. Predictor.Create(network, input.Rows).Predict(input, cancellationToken).Select(output => column?.Decode(output[0]) ?? output[0])]);
    }
}
