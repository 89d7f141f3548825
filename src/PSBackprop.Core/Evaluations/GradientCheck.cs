using System.Globalization;

namespace PSBackprop;

/// <summary>Backpropagation against numerical differentiation.</summary>
public sealed class GradientCheck
{
    /// <summary>Relative errors up to this are those of rounding.</summary>
    internal const double FineError = 1e-7;

    private const int MostNamed = 5;
    private const double AcceptableError = 1e-4;
    private const double SuspiciousError = 1e-2;

    internal GradientCheck(IReadOnlyList<ParameterCheck> parameters, int layers, double loss, bool hasKinks)
    {
        ParameterCheck[] smooth = [.. parameters.Where(static check => !check.CrossesKink)];
        Loss = loss;
        Checked = parameters.Count;
        Kinks = parameters.Count - smooth.Length;
        WorstError = Worst(smooth);
        Layers = FixedList.Of(Enumerable.Range(1, layers).Select(layer => new LayerCheck(
            layer,
            parameters.Count(check => check.Layer == layer),
            parameters.Count(check => check.Layer == layer && check.CrossesKink),
            Worst(smooth.Where(check => check.Layer == layer)))));
        WorstParameters = FixedList.Of(smooth.OrderByDescending(static check => check.RelativeError).Take(MostNamed));
        Verdict = WorstError switch
        {
            <= FineError => GradientVerdict.Fine,
            <= AcceptableError when hasKinks => GradientVerdict.Acceptable,
            <= SuspiciousError => GradientVerdict.Suspicious,
            _ => GradientVerdict.Wrong,
        };
    }

    /// <summary>The verdict.</summary>
    public GradientVerdict Verdict { get; }

    /// <summary>The largest relative error, parameters that cross a kink left out.</summary>
    public double WorstError { get; }

    /// <summary>How many parameters were checked.</summary>
    public int Checked { get; }

    /// <summary>How many of them cross a kink, such as a ReLU unit's zero, within the difference, which then says nothing.</summary>
    public int Kinks { get; }

    /// <summary>The loss at the network's parameters, regularization included.</summary>
    public double Loss { get; }

    /// <summary>Each layer by itself.</summary>
    public IReadOnlyList<LayerCheck> Layers { get; }

    /// <summary>The parameters with the largest errors, the worst first.</summary>
    public IReadOnlyList<ParameterCheck> WorstParameters { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.CurrentCulture, $"{Verdict}: worst relative error {WorstError:G3} of {Checked} parameters");

    private static double Worst(IEnumerable<ParameterCheck> checks) => checks.Select(static check => check.RelativeError).DefaultIfEmpty().Max();
}
