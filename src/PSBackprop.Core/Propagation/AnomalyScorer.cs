using PSBackprop.Data;
using PSBackprop.Numerics;

namespace PSBackprop.Propagation;

/// <summary>
/// Says how odd rows are, from what a network gives back of them. Each column has the probability p that it is given back as badly of a usual
/// row: by the rows held out; of a value that training did not have, by how rare such values were there. The score of a row is
/// −ln of the harmonic mean of these (Wilson 2019), which the few smallest decide, whether columns depend on one another or not. Its own
/// probability comes from the scores of the rows held out.
/// </summary>
internal sealed class AnomalyScorer
{
    /// <summary>Of rows that are no odder it is not worth asking what is odd about them.</summary>
    public const double Odd = 0.05;

    /// <summary>How often what is given back takes the place of a column: it comes ever nearer to what the other columns want there.</summary>
    public const int Corrections = 4;

    // More rows held out tell nothing more.
    private const int MostRows = 2000;

    // Parts of the rows held out, each of which is scored by the others.
    private const int Folds = 5;

    private readonly ReconstructedColumn[] _columns;
    private readonly AnomalyReference? _reference;
    private readonly Predictor _corrector;

    private AnomalyScorer(Network network, AnomalyReference? reference)
    {
        NetworkColumns columns = network.Columns!;
        _reference = reference;
        _corrector = Predictor.Create(network, columns.Output.Count, threads: 1);
        _columns = [.. ReconstructedColumn.Of(columns)];
        TellsUnknown = columns.Input.All(static column => column.Categories.Count != 1);
    }

    /// <summary>The columns that are given back, in the order of the network's outputs.</summary>
    public IReadOnlyList<ReconstructedColumn> Columns => _columns;

    /// <summary>Whether a row's units tell a category that training did not have; a column of one category has the same unit for any.</summary>
    public bool TellsUnknown { get; }

    /// <summary>What usual rows are like.</summary>
    public AnomalyReference Reference => _reference!;

    /// <summary>The scorer of a network; null for one that does not give rows back.</summary>
    /// <exception cref="BackpropException">The network knows nothing of usual rows.</exception>
    public static AnomalyScorer? Of(Network network) => network.Columns is not { Purpose.GivesRowsBack: true }
        ? null
        : new AnomalyScorer(network, network.Anomaly ?? throw Errors.AnomalyWithoutReference(network));

    /// <summary>What usual rows are like, from rows that the network was not trained on.</summary>
    /// <param name="network">The network, which gives rows back.</param>
    /// <param name="held">The rows.</param>
    public static AnomalyReference Fit(Network network, Dataset held)
    {
        NetworkColumns columns = network.Columns!;
        DataMatrix input = DatasetEncoder.Inputs(columns, held, new UnknownCategories(UnknownCategory.Zero));
        if (input.Rows > MostRows)
        {
            input = input.Select([.. Enumerable.Range(0, MostRows).Select(i => (int)((long)i * input.Rows / MostRows))]);
        }

        var scorer = new AnomalyScorer(network, reference: null);
        double[] units = new double[input.Columns];
        double?[][] errors = [.. Predictor.Create(network, input.Rows).Predict(input, default).Select((output, row) =>
        {
            input.CopyRows<double>(row, 1, units);
            return Array.ConvertAll(scorer._columns, column => column.RareValue(units) is null ? column.Error(units, output) : (double?)null);
        })];
        int[] usual = [.. Enumerable.Range(0, errors.Length)];
        int before;
        do
        {
            before = usual.Length;
            double[] suspicions = Scores(usual, isRobust: true);
            double fence = Fence(suspicions);
            usual = [.. usual.Where((_, i) => suspicions[i] <= fence)];
        }
        while (usual.Length < before);

        return new AnomalyReference(Tails(usual, isRobust: false), new TailEstimate(Scores(usual, isRobust: false)));

        // A row is scored as a new one is: by others.
        double[] Scores(int[] rows, bool isRobust)
        {
            int folds = Math.Min(Folds, rows.Length);
            TailEstimate?[][] others =
            [
                .. Enumerable.Range(0, folds).Select(fold => Tails(folds == 1 ? rows : [.. rows.Where((_, i) => i % folds != fold)], isRobust)),
            ];
            return [.. rows.Select((row, i) =>
            {
                input.CopyRows<double>(row, 1, units);
                return Score([.. errors[row].Select((error, column) =>
                    (error is { } value ? others[i % folds][column]?.Of(value) : scorer._columns[column].RareValue(units)) ?? 1)]);
            })];
        }

        TailEstimate?[] Tails(int[] rows, bool isRobust) => [.. Enumerable.Range(0, scorer._columns.Length).Select(column =>
            rows.Select(row => errors[row][column]).OfType<double>().ToArray() is { Length: > 0 } sample ? new TailEstimate(sample, isRobust) : null)];
    }

    // Odd rows among those held out would make others seem usual. Scores of usual rows are about exponential, as they are logarithms of
    // probabilities: hardly one in ten thousand is beyond this.
    private static double Fence(double[] scores)
    {
        const double widths = 8;
        double[] sorted = [.. scores.Order()];
        double upper = Quantile.Of(sorted, 0.75);
        return upper + (widths * (upper - Quantile.Of(sorted, 0.25)));
    }

    /// <summary>Adds to a prediction how odd its row is.</summary>
    /// <param name="prediction">What the network says of the row.</param>
    /// <param name="input">The row in the network's inputs, [features].</param>
    public void Add(Prediction prediction, ReadOnlySpan<double> input)
    {
        double[] units = input.ToArray();
        double[] probabilities = [.. Enumerable.Range(0, _columns.Length).Select(Probability(units, prediction.Output))];
        double score = Score(probabilities);
        double pValue = _reference!.Scores.Of(score);
        int oddest = RarestValue(units) ?? (pValue < Odd ? Oddest(units, probabilities) : Array.IndexOf(probabilities, probabilities.Min()));
        (prediction.AnomalyScore, prediction.PValue, prediction.OddestColumn) = (score, pValue, _columns[oddest].Name);
    }

    // A value that training did not have, or hardly ever lacked, needs no further evidence.
    private int? RarestValue(double[] input)
    {
        (int Column, double? Probability)[] rare = [.. Enumerable.Range(0, _columns.Length)
            .Select(column => (Column: column, Probability: _columns[column].RareValue(input)))
            .Where(static value => value.Probability < Odd)];
        return rare.Length == 0 ? null : rare.MinBy(static value => value.Probability).Column;
    }

    // A value far off leads the network astray in other columns, too. So each column in turn is given the value that the others want there:
    // the odd one is that without which the rest of the row is most usual.
    private int Oddest(double[] input, double[] probabilities)
    {
        int count = _columns.Length;
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => (double[])input.Clone())];
        for (int column = 0; column < count; column++)
        {
            rows[column].AsSpan(_columns[column].Start, _columns[column].Width).Clear();
        }

        double[][] outputs = Predict(rows);
        for (int correction = 0; correction < Corrections; correction++)
        {
            for (int column = 0; column < count; column++)
            {
                _columns[column].GiveBack(outputs[column], rows[column]);
            }

            outputs = Predict(rows);
        }

        double[] rest = [.. Enumerable.Range(0, count).Select(column =>
        {
            Func<int, double> probability = Probability(input, outputs[column]);
            return Enumerable.Range(0, count).Where(other => other != column).Sum(other => 1 / probability(other));
        })];
        return Enumerable.Range(0, count).OrderBy(column => rest[column]).ThenBy(column => probabilities[column]).First();
    }

    private double[][] Predict(double[][] rows) => [.. _corrector.Predict(DataMatrix.FromRows("The row", rows), default)];

    // How probable it is, column by column, that a usual row is given back as badly.
    private Func<int, double> Probability(double[] input, double[] output) =>
        column => _columns[column].RareValue(input) ?? _reference!.Columns[column]?.Of(_columns[column].Error(input, output)) ?? 1;

    private static double Score(double[] probabilities) => Math.Log(probabilities.Sum(static probability => 1 / probability) / probabilities.Length);
}
