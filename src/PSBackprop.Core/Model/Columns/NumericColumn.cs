using MathNet.Numerics.Statistics;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Numbers; their one unit has (value − offset) / scale.</summary>
internal sealed class NumericColumn : ColumnMember
{
    public override ColumnKind Kind => ColumnKind.Numeric;

    public override NetworkTask Task => NetworkTask.Regression;

    public override NetworkTask? TaskOfSeveral => NetworkTask.Regression;

    public override NetworkColumn FitFeature(DataColumn data, Scaling scaling, MissingPolicy missing) =>
        Fit((NumberColumn)data, scaling, missing, keepsRange: true);

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) =>
        Fit((NumberColumn)data, scaling, MissingPolicy.Error, keepsRange: false);

    public override NetworkColumn Refit(NetworkColumn column, DataColumn data, MissingPolicy missing) =>
        data is NumberColumn numbers ? Fit(numbers, column.Scaling, missing, keepsRange: column.Minimum is not null) : column;

    public override NetworkColumn Widen(NetworkColumn column, DataColumn data)
    {
        if (column is not { Minimum: { } minimum, Maximum: { } maximum } || data is not NumberColumn numbers)
        {
            return column;
        }

        double[] values = [minimum, maximum, .. numbers.Values.Where(static value => !double.IsNaN(value))];
        return new NetworkColumn(column.Name, Kind, [], 1, column.Scaling, column.Offset, column.Scale, column.Missing)
        {
            Minimum = values.Min(),
            Maximum = values.Max(),
        };
    }

    public override IEnumerable<string> UnitNames(NetworkColumn column) => [column.Name];

    public override string Describe(NetworkColumn column) => column.Name;

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new NumberReading(notation, column.Offset, column.Scale);

    public override UnitEncoding Encoding(NetworkColumn column) => UnitEncoding.Number;

    public override Func<int, double> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown)
    {
        double[] values = data is NumberColumn numbers ? numbers.Values : throw Errors.ColumnNotNumeric(column.Name, data.Kind);
        return row => double.IsFinite((values[row] - column.Offset) / column.Scale)
            ? values[row]
            : throw Errors.NumberNotScalable(column.Name, row + 1, CellValue.Text(values[row]));
    }

    public override void Encode(NetworkColumn column, double read, Span<double> units, double negativeValue) =>
        units[0] = (read - column.Offset) / column.Scale;

    private NetworkColumn Fit(NumberColumn column, Scaling scaling, MissingPolicy missing, bool keepsRange)
    {
        double[] present = Array.Exists(column.Values, double.IsNaN) ? Array.FindAll(column.Values, static value => !double.IsNaN(value)) : column.Values;
        double? fillValue = missing switch
        {
            _ when present.Length == 0 => null,
            MissingPolicy.Mean => Mean(present),
            MissingPolicy.Median => present.Median(),
            _ => null,
        };
        var (offset, scale) = present.Length == 0 ? (0, 1) : scaling switch
        {
            Scaling.Standard => (Mean(present), StandardDeviation(present)),
            Scaling.MinMax => (present.Min(), present.Max() - present.Min()),
            _ => (0, 1),
        };

        // A constant column has nothing to divide by; so has one whose spread is lost in its last digit, or is beyond all numbers.
        bool isFlat = !double.IsFinite(scale) || !(scale > 1e-14 * Math.Abs(offset));
        return new NetworkColumn(column.Name, Kind, [], 1, scaling, offset, isFlat ? 1 : scale, fillValue)
        {
            Minimum = keepsRange && present.Length > 0 ? present.Min() : null,
            Maximum = keepsRange && present.Length > 0 ? present.Max() : null,
        };
    }

    // Divided before they are added, as numbers near the end of the range would add up to infinity.
    private static double Mean(double[] values)
    {
        double sum = values.Sum();
        return double.IsFinite(sum) ? sum / values.Length : values.Sum(value => value / values.Length);
    }

    private static double StandardDeviation(double[] values)
    {
        double mean = Mean(values);
        double squares = Squares(1);
        if (squares is > 1e-280 and < double.PositiveInfinity)
        {
            return Math.Sqrt(squares / values.Length);
        }

        // The squares are beyond the range of numbers, or lose digits below it, though the deviations themselves are well within.
        double largest = values.Max(value => Math.Abs(value - mean));
        return largest > 0 ? largest * Math.Sqrt(Squares(largest) / values.Length) : 0;

        double Squares(double unit)
        {
            double sum = 0;
            foreach (double value in values)
            {
                double deviation = (value - mean) / unit;
                sum += deviation * deviation;
            }

            return sum;
        }
    }
}
