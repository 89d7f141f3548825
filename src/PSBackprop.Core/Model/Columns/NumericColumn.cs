using System.Globalization;

using MathNet.Numerics.Statistics;

using PSBackprop.Inference;
using PSBackprop.Numerics;
using PSBackprop.Scalings;

namespace PSBackprop;

/// <summary>Numbers; their one unit has (value − offset) / scale, or what a bounded scaling makes of it.</summary>
internal sealed class NumericColumn : ColumnMember
{
    public override ColumnKind Kind => ColumnKind.Numeric;

    public override NetworkTask? Task => NetworkTask.Regression;

    public override NetworkTask? TaskOfSeveral => NetworkTask.Regression;

    // Of standardized numbers.
    public override Loss? ReconstructionLoss => Loss.MeanSquaredError;

    public override IReadOnlyList<string> StoredMembers => ["scaling", "offset", "scale", "minimum", "maximum"];

    // Digits after a zero are a name, as codes and keys have them.
    public override bool Recognizes(ReadOnlySpan<char> text, ColumnSource source) =>
        !NumberReader.IsCode(text) && NumberReader.TryRead(text, source.Notation, out _);

    public override ColumnValues CreateValues(ColumnSource source) => new Values(source);

    public override NetworkColumn FitFeature(DataColumn data, ColumnFitting fitting) =>
        Fit((NumberColumn)data, fitting.Scaling, fitting.Missing, keepsRange: true);

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) =>
        ScalingFamily.All[scaling].IsBounded
            ? throw Errors.ScalingOfTarget(data.Name, scaling)
            : Fit((NumberColumn)data, scaling, MissingPolicy.Error, keepsRange: false);

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

    public override IReadOnlyList<CellContent> DependencePoints(NetworkColumn column, IReadOnlyList<CellContent> present) => Twentieths(present);

    public override int? ProfilePlaces(NetworkColumn column) => null;

    public override object Value(NetworkColumn column, CellContent content) => content.Number;

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        column.IsBounded ? new NumberReading(notation, Offset: 0, Scale: 1) : new NumberReading(notation, column.Offset, column.Scale);

    public override UnitEncoding? Encoding(NetworkColumn column) => UnitEncoding.Number;

    public override Func<int, CellContent> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown)
    {
        double[] values = data is NumberColumn numbers ? numbers.Values : throw Errors.ColumnNotNumeric(column.Name, data.Kind);
        return row => column.IsBounded || double.IsFinite((values[row] - column.Offset) / column.Scale)
            ? values[row]
            : throw Errors.NumberNotScalable(column.Name, data.NumberOf(row), CellValue.Text(values[row]));
    }

    public override Action<CellContent, UnitRow> Encoder(NetworkColumn column, double negativeValue)
    {
        var (offset, scale, scaling) = (column.Offset, column.Scale, ScalingFamily.All[column.Scaling]);
        return (content, units) => units.Set(0, scaling.Bound((content.Number - offset) / scale));
    }

    public override void Store(NetworkColumn column, IColumnWriter file)
    {
        file.Name("scaling", column.Scaling);
        file.Number("offset", column.Offset);
        file.Number("scale", column.Scale);
        if (column is { Minimum: { } minimum, Maximum: { } maximum })
        {
            file.Number("minimum", minimum);
            file.Number("maximum", maximum);
        }
    }

    public override NetworkColumn Restore(string name, double? missing, IColumnReader file)
    {
        double scale = file.Number("scale");
        if (scale == 0)
        {
            throw file.Fault("scale", "is 0; it must be another number");
        }

        double? minimum = file.Has("minimum") ? file.Number("minimum") : null;
        double? maximum = minimum is not null || file.Has("maximum") ? file.Number("maximum") : null;
        if (maximum is not null && !(minimum <= maximum))
        {
            throw file.Fault("maximum", "is there, but 'minimum' is not, or is greater");
        }

        return new NetworkColumn(name, Kind, [], 1, file.Name<Scaling>("scaling"), file.Number("offset"), scale, missing)
        {
            Minimum = minimum,
            Maximum = maximum,
        };
    }

    public override DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file) => cells is [StoredCells<double> numbers]
        ? new NumberColumn(name, numbers.Require(
            static number => !double.IsInfinity(number),
            (row, number) => file.Fault("cells", $"have {CellValue.Text(number)} in row {row}")))
        : throw CellFault(file);

    public override string Identify(NetworkColumn column, Func<IEnumerable<string>, string> hash) =>
        string.Create(CultureInfo.InvariantCulture, $", {column.Scaling}, offset {column.Offset}, scale {column.Scale}");

    private NetworkColumn Fit(NumberColumn column, Scaling scaling, MissingPolicy missing, bool keepsRange)
    {
        double[] present = Array.Exists(column.Values, double.IsNaN) ? Array.FindAll(column.Values, static value => !double.IsNaN(value)) : column.Values;
        double? fillValue = missing switch
        {
            _ when present.Length == 0 => null,
            MissingPolicy.Mean => Moments.Mean(present),
            MissingPolicy.Median => present.Median(),
            _ => null,
        };
        var (offset, scale) = ScalingFamily.All[scaling].Fit(present);
        return new NetworkColumn(column.Name, Kind, [], 1, scaling, offset, scale, fillValue)
        {
            Minimum = keepsRange && present.Length > 0 ? present.Min() : null,
            Maximum = keepsRange && present.Length > 0 ? present.Max() : null,
        };
    }

    private sealed class Values(ColumnSource source) : ColumnValues<double>(source.Store, double.NaN)
    {
        public override bool TryAdd(ReadOnlySpan<char> text) =>
            IsPlain(text) && NumberReader.TryRead(text, source.Notation, out double number) && TryPush(number);

        public override bool TryAdd(double number, RowPlace place) =>
            double.IsInfinity(number) ? throw Errors.NumberNotFinite(source.Name, place, CellValue.Text(number)) : TryPush(number);

        public override void AddOther(ReadOnlySpan<char> text, RowPlace place)
        {
            if (!NumberReader.TryRead(text, source.Notation, out double number))
            {
                throw Errors.TextInNumericColumn(source.Name, place, text.ToString(), source.Notation.Other(text));
            }

            if (!TryPush(number))
            {
                throw Errors.NumberNotFinite(source.Name, place, text.ToString());
            }
        }

        // Whole numbers have the texts that they were read from, but for signs and points that keys do not have.
        public override ColumnValues? AsNames(ReadOnlySpan<char> text)
        {
            if (!NumberReader.IsCode(text))
            {
                return null;
            }

            foreach (double number in All())
            {
                if (!double.IsNaN(number) && !(number >= 0 && number < 1e15 && number == Math.Floor(number)))
                {
                    return null;
                }
            }

            return CategoricalColumn.NamesOf(source, All());
        }

        // A target of numbers that are all 0 or 1 stands for no and yes.
        public override DataColumn Build()
        {
            bool areDigits = source.IsTarget && !source.IsGiven && All().All(static number => number is 0 or 1);
            return areDigits ? BooleanColumn.OfDigits(source.Name, Take()) : new NumberColumn(source.Name, Take());
        }

        private bool TryPush(double number)
        {
            if (!double.IsFinite(number))
            {
                return false;
            }

            Push(number);
            return true;
        }

        private bool IsPlain(ReadOnlySpan<char> text) => source.IsGiven || text.Length < 2 || text[0] != '0' || !char.IsAsciiDigit(text[1]);
    }
}
