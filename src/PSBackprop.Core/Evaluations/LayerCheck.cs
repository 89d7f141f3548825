namespace PSBackprop;

/// <summary>The gradient check of one layer.</summary>
/// <param name="Layer">The layer, counted from 1.</param>
/// <param name="Checked">How many parameters were checked.</param>
/// <param name="Kinks">How many of them cross a kink and were left out.</param>
/// <param name="WorstError">The largest relative error of the others.</param>
public sealed record LayerCheck(int Layer, int Checked, int Kinks, double WorstError);
