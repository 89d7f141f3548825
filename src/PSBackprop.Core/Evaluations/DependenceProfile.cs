using PSBackprop.Data;
using PSBackprop.Numerics;
using PSBackprop.Propagation;
using PSBackprop.Tasks;

namespace PSBackprop.Evaluations;

/// <summary>
/// How predictions depend on one column: each row is predicted with the column at one value after another, and the rows' predictions at a
/// value have a mean (Friedman 2001) and a band (the curves of single rows: Goldstein et al. 2015).
/// </summary>
internal static class DependenceProfile
{
    private const double LowerPart = 0.1;
    private const double UpperPart = 0.9;

    /// <summary>The points of the curve, value after value, and at each value target after target.</summary>
    /// <param name="network">A network with columns.</param>
    /// <param name="dataset">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them.</param>
    /// <param name="threads">The most threads; they change no bit of the result.</param>
    /// <param name="onPoint">Told the part that is done; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackpropException">The dataset lacks a column, or the column's kind has no values to look at.</exception>
    public static IEnumerable<PartialDependence> Of(
        Network network,
        Dataset dataset,
        NetworkColumn column,
        UnknownCategories unknown,
        int threads,
        Action<double>? onPoint,
        CancellationToken cancellationToken)
    {
        NetworkColumns columns = network.Columns is { Purpose.GivesRowsBack: true } ? throw Errors.ProfileOfAnomaly(network) : network.Columns!;
        DataMatrix input = DatasetEncoder.Inputs(columns, dataset, unknown, range: null, cancellationToken);
        CellContent[] points = [.. Points(column, dataset)];
        DataMatrix values = Encode(columns, column, points);
        bool[] units = [.. columns.Input.SelectMany(other => Enumerable.Repeat(ReferenceEquals(other, column), other.Width))];
        OutputDecoder decoder = DecoderFactory.Create(network);
        (object Target, int Place)[] targets = [.. Targets(columns)];
        for (int point = 0; point < points.Length; point++)
        {
            int row = point;
            DataMatrix changed = input.With(values, units, _ => row);
            double[][] predicted = Array.ConvertAll(targets, _ => new double[changed.Rows]);
            int predictedRows = 0;
            foreach (Prediction prediction in Predictor.Create(network, changed.Rows, threads).Predict(changed, decoder, cancellationToken))
            {
                for (int i = 0; i < targets.Length; i++)
                {
                    predicted[i][predictedRows] = (prediction.Figures ?? prediction.Output)[targets[i].Place];
                }

                predictedRows++;
            }

            foreach (var ((target, _), figures) in targets.Zip(predicted))
            {
                double mean = Moments.Mean(figures);
                Array.Sort(figures);
                yield return new PartialDependence(
                    column.Name,
                    points[point].IsMissing ? null : column.Value(points[point]),
                    target,
                    mean,
                    Quantile.Of(figures, LowerPart),
                    Quantile.Of(figures, UpperPart));
            }

            onPoint?.Invoke((point + 1.0) / points.Length);
        }
    }

    // Where the network tells missing values from others, they are a point of their own.
    private static IEnumerable<CellContent> Points(NetworkColumn column, Dataset dataset)
    {
        DataColumn data = dataset.Find(column.Name);
        Func<int, CellContent> read = column.Reader(data, UnknownCategory.Zero);
        CellContent[] present = [.. Enumerable.Range(0, data.Count).Where(row => !data.IsMissing(row)).Select(read)];
        IReadOnlyList<CellContent> points = present.Length == 0 ? [] : column.DependencePoints(present);
        return points.Count == 0 ? throw Errors.ProfileKind(column.Name, column.Kind)
            : column.HasMissingUnit ? points.Append(CellContent.Missing(column.Missing!.Value))
            : points;
    }

    private static DataMatrix Encode(NetworkColumns columns, NetworkColumn column, CellContent[] points)
    {
        var rows = EncodedRows.Create(columns.Input, points.Length);
        int start = columns.Input.TakeWhile(other => !ReferenceEquals(other, column)).Sum(static other => other.Width);
        Action<CellContent, UnitRow> encode = column.Encoder();
        foreach (CellContent point in points)
        {
            UnitRow units = rows.Begin();
            units.Start = start;
            encode(point, units);
        }

        return rows.Build(column.Name);
    }

    // Of two classes the positive one tells of both.
    private static IEnumerable<(object Target, int Place)> Targets(NetworkColumns columns)
    {
        IReadOnlyList<object> names = columns.Labels.Count > 0 ? columns.Labels : [.. columns.Output.Select(static output => output.Name)];
        return names.Select(static (name, place) => (name, place)).Where(target => columns.Positive is not { } positive || target.place == positive);
    }
}
