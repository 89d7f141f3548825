using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>
/// Numbers on a circle, such as hours: two units have sine and cosine of 2π · value / period. The period is derived: one more than the
/// largest number is above the smallest, as of 0 to 23.
/// </summary>
internal sealed class CyclicColumn : ColumnMember
{
    private const string PeriodMember = "period";

    public override ColumnKind Kind => ColumnKind.Cyclic;

    public override NetworkTask? Task => null;

    public override NetworkTask? TaskOfSeveral => null;

    public override IReadOnlyList<string> StoredMembers => [PeriodMember];

    public override bool Recognizes(ReadOnlySpan<char> text, ColumnSource source) => false;

    public override ColumnValues CreateValues(ColumnSource source) => new Values(source);

    public override NetworkColumn FitFeature(DataColumn data, ColumnFitting fitting)
    {
        double[] numbers = [.. ((Numbers)data).Items.Where(static number => !double.IsNaN(number))];
        double period = numbers.Length == 0 ? 1 : numbers.Max() - numbers.Min() + 1;
        return new Column(data.Name, period, fitting.Missing is MissingPolicy.Mean or MissingPolicy.Median ? Mean(numbers, period) : null);
    }

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) => throw Errors.TargetKind(data.Name, Kind);

    public override NetworkColumn Refit(NetworkColumn column, DataColumn data, MissingPolicy missing) =>
        data is Numbers ? FitFeature(data, new ColumnFitting(column.Scaling, missing)) : column;

    public override IEnumerable<string> UnitNames(NetworkColumn column) => [$"{column.Name}, sine", $"{column.Name}, cosine"];

    public override int? ProfilePlaces(NetworkColumn column) => null;

    public override object Value(NetworkColumn column, CellContent content) => content.Number;

    public override string Describe(NetworkColumn column) => $"{column.Name} (a circle of {Period(column)})";

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new NumberReading(notation, Offset: 0, Scale: 1);

    public override UnitEncoding? Encoding(NetworkColumn column) => null;

    public override Func<int, CellContent> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown)
    {
        double[] numbers = data is Numbers known ? known.Items : throw Errors.ColumnNotNumeric(column.Name, data.Kind);
        return row => numbers[row];
    }

    public override Action<CellContent, UnitRow> Encoder(NetworkColumn column, double negativeValue)
    {
        double period = Period(column);
        return (content, units) =>
        {
            var (sine, cosine) = Math.SinCos(Angle(content.Number, period));
            units.Set(0, sine);
            units.Set(1, cosine);
        };
    }

    public override void Store(NetworkColumn column, IColumnWriter file) => file.Number(PeriodMember, Period(column));

    public override NetworkColumn Restore(string name, double? missing, IColumnReader file)
    {
        double period = file.Number(PeriodMember);
        return period > 0 ? new Column(name, period, missing) : throw file.Fault(PeriodMember, "is not above 0");
    }

    public override DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file) => cells is [StoredCells<double> numbers]
        ? new Numbers(name, numbers.Require(
            static number => !double.IsInfinity(number), (row, number) => file.Fault("cells", $"have {CellValue.Text(number)} in row {row}")))
        : throw CellFault(file);

    public override string Identify(NetworkColumn column, Func<IEnumerable<string>, string> hash) =>
        string.Create(CultureInfo.InvariantCulture, $", period {Period(column)}");

    private static double Period(NetworkColumn column) => ((Column)column).Period;

    // The number in the direction of the sum of all points on the circle.
    private static double Mean(double[] numbers, double period)
    {
        double sine = numbers.Sum(number => Math.Sin(Angle(number, period)));
        double cosine = numbers.Sum(number => Math.Cos(Angle(number, period)));
        return Math.Atan2(sine, cosine) * period / (2 * Math.PI);
    }

    private static double Angle(double number, double period) => 2 * Math.PI * number / period;

    private sealed class Column(string name, double period, double? missing)
        : NetworkColumn(name, ColumnKind.Cyclic, [], width: 2, Scaling.None, missing: missing)
    {
        public double Period => period;
    }

    private sealed class Numbers(string name, Cells<double> items) : DataColumn(name)
    {
        public override ColumnKind Kind => ColumnKind.Cyclic;

        public override int Count => items.Count;

        /// <summary>One for each row; NaN where it is missing.</summary>
        public double[] Items => items.ToArray();

        public override object? this[int row] => IsMissing(row) ? null : items[row];

        internal override bool IsMissing(int row) => double.IsNaN(items[row]);

        internal override IReadOnlyList<Cells> Cells => [items];

        private protected override DataColumn With(IReadOnlyList<Cells> cells, string name) => new Numbers(name, (Cells<double>)cells[0]);
    }

    private sealed class Values(ColumnSource source) : ColumnValues<double>(source.Store, double.NaN)
    {
        public override bool TryAdd(ReadOnlySpan<char> text) => NumberReader.TryRead(text, source.Notation, out double number) && TryPush(number);

        public override bool TryAdd(double number, RowPlace place) => TryPush(number);

        public override void AddOther(ReadOnlySpan<char> text, RowPlace place) =>
            throw Errors.TextInNumericColumn(source.Name, place, text.ToString(), source.Notation.Other(text));

        public override DataColumn Build() => new Numbers(source.Name, Take());

        private bool TryPush(double number)
        {
            if (double.IsFinite(number))
            {
                Push(number);
            }

            return double.IsFinite(number);
        }
    }
}
