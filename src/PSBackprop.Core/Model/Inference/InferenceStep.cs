namespace PSBackprop.Inference;

/// <summary>One step of a prediction; the next one goes on with its result.</summary>
/// <param name="Name">What to call it: <c>layer2</c>, <c>layer2/activation</c>, <c>input</c>, <c>target</c>.</param>
/// <param name="Result">What it makes of the result before it, which is <see cref="Expression.Input"/>.</param>
/// <param name="IsOfColumns">Whether it belongs to the columns, which compute in double precision, rather than to a layer.</param>
internal sealed record InferenceStep(string Name, Expression Result, bool IsOfColumns);
