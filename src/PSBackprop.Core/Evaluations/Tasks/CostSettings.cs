namespace PSBackprop.Evaluations.Tasks;

/// <summary>What a caller of a calibration says of decisions.</summary>
/// <param name="Costs">Makes costs of the classes' names: [true class][class decided for]; null for none.</param>
/// <param name="PositiveClass">The class that a threshold is for; null for the network's own.</param>
internal sealed record CostSettings(Func<IReadOnlyList<string>, double[][]>? Costs, object? PositiveClass);
