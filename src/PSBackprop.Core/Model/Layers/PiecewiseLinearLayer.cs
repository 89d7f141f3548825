using System.Numerics;

using MathNet.Numerics.Random;

using PSBackprop.Inference;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// Piecewise linear encoding of inputs (Gorishniy, Rubachev, Babenko 2022, On Embeddings for Numerical Features in Tabular Deep Learning):
/// all inputs as they are, and beside them pieces, each of which rises from 0 to 1 as its input goes from one quantile of the training rows
/// to the next: min(1, max(0, (x − start) / width)). What follows can so bend at each quantile, and no outlier moves a piece beyond 1.
/// </summary>
/// <remarks>
/// The pieces are shared out evenly among the inputs that have more than two values, when the network is trained for the first time; they
/// are not learned. Backwards, ∂E/∂x = δ of x itself + Σ δ / width over the pieces that x lies in.
/// </remarks>
public sealed class PiecewiseLinearLayer : Layer
{
    /// <summary>The constants of <see cref="InferNetInput"/>, which <see cref="Of"/> takes back.</summary>
    internal const string SpreadName = "spread";
    internal const string StartName = "start";
    internal const string WidthName = "width";
    internal const string IsPieceName = "isPiece";

    internal static readonly LayerMember Member = new PiecewiseLinear();

    // The pieces of a network that has seen no data lie where scaled inputs are.
    private const double FirstStart = -2;
    private const double FirstEnd = 2;

    internal PiecewiseLinearLayer(LayerShape shape)
        : base(
            shape,
            new ParameterTensor("source", "s", ParameterRole.Statistic, null, shape.Units - shape.Inputs, Minimum: 0, Maximum: shape.Inputs - 1),
            new ParameterTensor("start", "t", ParameterRole.Statistic, null, shape.Units - shape.Inputs),
            new ParameterTensor("width", "w", ParameterRole.Statistic, null, shape.Units - shape.Inputs, Minimum: 0))
    {
    }

    /// <inheritdoc/>
    public override LayerKind Kind => LayerKind.PiecewiseLinear;

    /// <summary>The input of each piece, from 0, [pieces]; a copy.</summary>
    public double[] Source => Part(Parameters, 0).ToArray();

    /// <summary>Where each piece begins to rise, [pieces]; a copy.</summary>
    public double[] Start => Part(Parameters, 1).ToArray();

    /// <summary>How far it goes until a piece is 1, [pieces]; 0 for a piece that is not needed and stays 0. A copy.</summary>
    public double[] Width => Part(Parameters, 2).ToArray();

    private int Pieces => Units - Inputs;

    private ReadOnlySpan<double> Parameters => Store.Values.AsSpan(Offset, ParameterCount);

    /// <inheritdoc/>
    public override string ToString() => $"piecewise linear {Units}";

    internal override void Initialize(Span<double> parameters, WeightInitializer initializer, RandomSource random)
    {
        var (least, more) = Math.DivRem(Pieces, Inputs);
        int piece = 0;
        for (int input = 0; input < Inputs; input++)
        {
            int pieces = least + (input < more ? 1 : 0);
            double width = (FirstEnd - FirstStart) / Math.Max(pieces, 1);
            for (int i = 0; i < pieces; i++)
            {
                Set(parameters, piece++, input, FirstStart + (i * width), width);
            }
        }
    }

    internal override void Fit<T>(Span<T> parameters, Func<int, double[]> values)
    {
        double[][] sorted = [.. Enumerable.Range(0, Inputs).Select(input => values(input).Order().ToArray())];
        int[] bending = [.. Enumerable.Range(0, Inputs).Where(input => HasMoreThanTwo(sorted[input]))];
        parameters.Clear();
        int piece = 0;
        for (int i = 0; i < bending.Length; i++)
        {
            double[] edges = Edges(sorted[bending[i]], (Pieces / bending.Length) + (i < Pieces % bending.Length ? 1 : 0));
            for (int edge = 1; edge < edges.Length; edge++)
            {
                Set(parameters, piece++, bending[i], edges[edge - 1], edges[edge] - edges[edge - 1]);
            }
        }
    }

    internal override Expression InferNetInput(Expression input, ReadOnlyMemory<double> parameters)
    {
        ReadOnlySpan<double> sources = Part(parameters.Span, 0);
        ReadOnlySpan<double> starts = Part(parameters.Span, 1);
        ReadOnlySpan<double> widths = Part(parameters.Span, 2);
        double[] spread = new double[Inputs * Units];
        var (start, width, isPiece) = (new double[Units], new double[Units], new double[Units]);
        width.AsSpan().Fill(1);
        for (int i = 0; i < Inputs; i++)
        {
            spread[(i * Units) + i] = 1;
        }

        for (int piece = 0; piece < Pieces; piece++)
        {
            if (widths[piece] > 0)
            {
                int unit = Inputs + piece;
                spread[((int)sources[piece] * Units) + unit] = 1;
                (start[unit], width[unit], isPiece[unit]) = (starts[piece], widths[piece], 1);
            }
        }

        Expression value = new Product(input, new UnitVector(SpreadName, spread), biases: null, Inputs, Units);
        Expression isPieceUnit = new UnitVector(IsPieceName, isPiece);
        Expression risen = (value - new UnitVector(StartName, start)) / new UnitVector(WidthName, width);
        return (value * (1 - isPieceUnit)) + (Expression.Min(Expression.Max(risen, 0), 1) * isPieceUnit);
    }

    /// <summary>The layer's parameters from the constants of <see cref="InferNetInput"/>.</summary>
    /// <param name="spread">[inputs × units].</param>
    /// <param name="starts">[units].</param>
    /// <param name="widths">[units].</param>
    /// <param name="arePieces">[units], 1 for a piece that is needed.</param>
    internal double[] Of(double[] spread, double[] starts, double[] widths, double[] arePieces)
    {
        double[] parameters = new double[ParameterCount];
        for (int unit = Inputs; unit < Units; unit++)
        {
            if (arePieces[unit] > 0 && widths[unit] > 0)
            {
                int source = Enumerable.Range(0, Inputs).FirstOrDefault(input => spread[(input * Units) + unit] != 0);
                Set<double>(parameters, unit - Inputs, source, starts[unit], widths[unit]);
            }
        }

        return parameters;
    }

    // The pieces move to where they were; the inputs themselves go on as they are given.
    internal override (Layer Layer, double[] Parameters)? RescaleInputs(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> factors, ReadOnlySpan<double> shifts)
    {
        double[] rescaled = parameters.ToArray();
        for (int piece = 0; piece < Pieces; piece++)
        {
            int source = (int)Part(parameters, 0)[piece];
            if (factors[source] <= 0)
            {
                return null;
            }

            if (Part(parameters, 2)[piece] is > 0 and var width)
            {
                Set<double>(rescaled, piece, source, (Part(parameters, 1)[piece] - shifts[source]) / factors[source], width / factors[source]);
            }
        }

        return (new PiecewiseLinearLayer(Shape) { Frozen = Frozen }, rescaled);
    }

    internal override (double[] Factors, double[] Shifts)? PassOn(double[] factors, double[] shifts) =>
        ([.. factors, .. Enumerable.Repeat(1.0, Pieces)], [.. shifts, .. new double[Pieces]]);

    internal override void Gradient<T>(
        ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, Span<T> gradient, int rows, bool accumulate)
    {
    }

    internal override void InputDelta<T>(ReadOnlySpan<T> parameters, LayerBuffers<T> buffers, Span<T> inputDelta, int rows)
    {
        ReadOnlySpan<T> sources = Part(parameters, 0);
        ReadOnlySpan<T> widths = Part(parameters, 2);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> delta = buffers.Delta.AsSpan(row * Units, Units);
            ReadOnlySpan<T> netInput = buffers.NetInput.AsSpan(row * Units, Units);
            Span<T> result = inputDelta.Slice(row * Inputs, Inputs);
            delta[..Inputs].CopyTo(result);
            for (int piece = 0; piece < Pieces; piece++)
            {
                T value = netInput[Inputs + piece];
                if (value > T.Zero && value < T.One)
                {
                    result[int.CreateTruncating(sources[piece])] += delta[Inputs + piece] / widths[piece];
                }
            }
        }
    }

    internal override string ExplainNetInput(double[] parameters, ReadOnlyMemory<double> input, int unit)
    {
        if (unit < Inputs)
        {
            return FormulaText.Show(input.Span[unit]);
        }

        int piece = unit - Inputs;
        double width = Part<double>(parameters, 2)[piece];
        string value = FormulaText.Bracketed(input.Span[(int)Part<double>(parameters, 0)[piece]]);
        return width > 0
            ? $"min(1, max(0, ({value} − {FormulaText.Bracketed(Part<double>(parameters, 1)[piece])}) / {FormulaText.Show(width)}))"
            : "0, as the piece is not needed";
    }

    internal override string ExplainInputDelta(double[] parameters, ReadOnlyMemory<double> delta, int input) =>
        "δ of the input itself + Σ δ / w over the pieces that it lies in";

    // As many pieces of each input.
    private protected override LayerShape ShapeFor(int inputs) =>
        Shape with { Inputs = inputs, Units = Math.Max((int)((long)Units * inputs / Inputs), inputs + 1) };

    private protected override Layer Reshape(LayerShape shape) => new PiecewiseLinearLayer(shape);

    private protected override void ComputeNetInput<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, LayerBuffers<T> buffers, int rows)
    {
        ReadOnlySpan<T> sources = Part(parameters, 0);
        ReadOnlySpan<T> starts = Part(parameters, 1);
        ReadOnlySpan<T> widths = Part(parameters, 2);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> values = input.Slice(row * Inputs, Inputs);
            Span<T> netInput = buffers.NetInput.AsSpan(row * Units, Units);
            values.CopyTo(netInput);
            Span<T> pieces = netInput[Inputs..];
            for (int first = 0, last; first < pieces.Length; first = last)
            {
                // The pieces of an input stand together.
                T source = sources[first];
                for (last = first + 1; last < pieces.Length && sources[last] == source; last++)
                {
                }

                Rise(values[int.CreateTruncating(source)], starts[first..last], widths[first..last], pieces[first..last]);
            }
        }
    }

    // By comparisons, which give the same zero on every processor; a width of 0 makes infinity or no number, which becomes 0.
    private static void Rise<T>(T value, ReadOnlySpan<T> starts, ReadOnlySpan<T> widths, Span<T> pieces)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= pieces.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var width = new Vector<T>(widths[i..]);
            Vector<T> risen = (new Vector<T>(value) - new Vector<T>(starts[i..])) / width;
            Vector<T> bounded = Vector.ConditionalSelect(Vector.LessThan(risen, Vector<T>.One), risen, Vector<T>.One);
            Vector<T> isRisen = Vector.GreaterThan(risen, Vector<T>.Zero) & Vector.GreaterThan(width, Vector<T>.Zero);
            Vector.ConditionalSelect(isRisen, bounded, Vector<T>.Zero).CopyTo(pieces[i..]);
        }

        for (; i < pieces.Length; i++)
        {
            T risen = (value - starts[i]) / widths[i];
            pieces[i] = risen > T.Zero && widths[i] > T.Zero ? risen < T.One ? risen : T.One : T.Zero;
        }
    }

    private void Set<T>(Span<T> parameters, int piece, int source, double start, double width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        parameters[piece] = T.CreateTruncating(source);
        parameters[Pieces + piece] = T.CreateTruncating(start);
        parameters[(2 * Pieces) + piece] = T.CreateTruncating(width);
    }

    private ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> parameters, int index) => parameters.Slice(index * Pieces, Pieces);

    private static bool HasMoreThanTwo(double[] sorted)
    {
        int second = Array.FindIndex(sorted, value => value != sorted[0]);
        return second >= 0 && sorted[second] != sorted[^1];
    }

    // The values themselves where there are no more of them than edges, else quantiles; each once.
    private static double[] Edges(double[] sorted, int pieces)
    {
        double[] distinct = [.. sorted.Distinct().Take(pieces + 2)];
        return pieces == 0 ? []
            : distinct.Length <= pieces + 1 ? distinct
            : [.. Enumerable.Range(0, pieces + 1).Select(i => Quantile.Of(sorted, (double)i / pieces)).Distinct()];
    }

    private sealed class PiecewiseLinear() : LayerMember(LayerKind.PiecewiseLinear, "piecewiseLinear")
    {
        // Pieces of each input, where the units are not given.
        private const int UsualPieces = 8;

        public override Activation? DefaultActivation => Activation.Linear;

        public override int Units(int asked, int inputs, int position)
        {
            if (position > 1)
            {
                throw Errors.PiecewiseLinearPlace(position);
            }

            long units = asked == 0 ? (long)inputs * (1 + UsualPieces) : asked;
            return units <= inputs ? throw Errors.PiecewiseLinearUnits(inputs, asked)
                : units * inputs > Array.MaxLength ? throw Errors.PiecewiseLinearTooWide(inputs, units)
                : (int)units;
        }

        public override Layer Create(LayerShape shape, bool hasBias, IReadOnlyDictionary<LayerOption, double> options) =>
            shape.Activation == Activation.Linear
                ? new PiecewiseLinearLayer(shape)
                : throw Errors.PiecewiseLinearActivation(shape.Activation);
    }
}
