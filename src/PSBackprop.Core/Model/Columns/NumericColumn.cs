using System.Globalization;


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

        NumberStatistics statistics = numbers.Statistics;
        return new NetworkColumn(column.Name, Kind, [], 1, column.Scaling, column.Offset, column.Scale, column.Missing)
        {
            Minimum = statistics.IsEmpty ? minimum : Math.Min(minimum, statistics.Minimum),
            Maximum = statistics.IsEmpty ? maximum : Math.Max(maximum, statistics.Maximum),
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

    public override bool TryEncode(NetworkColumn column, DataColumn data, int first, int count, Span<double> units, int stride)
    {
        if (data is not NumberColumn numbers || column.IsBounded)
        {
            return false;
        }

        var (offset, scale) = (column.Offset, column.Scale);
        ReadOnlySpan<double> values = numbers.Values.AsSpan(first, count);
        for (int row = 0, place = 0; row < values.Length; row++, place += stride)
        {
            double scaled = (values[row] - offset) / scale;
            if (!double.IsFinite(scaled))
            {
                return false;
            }

            units[place] = scaled;
        }

        return true;
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

    public override ColumnProfile Profile(NetworkColumn column, DataColumn data) =>
        data is NumberColumn numbers ? numbers.Statistics.Profile : base.Profile(column, data);

    public override IReadOnlyList<string> StoredDataMembers => ["statistics", "edges", "counts"];

    public override void StoreData(DataColumn data, IColumnWriter file)
    {
        NumberStatistics statistics = ((NumberColumn)data).Statistics;
        file.Numbers("statistics", [
            statistics.Mean, statistics.StandardDeviation, statistics.Minimum, statistics.LowerQuartile, statistics.Median, statistics.UpperQuartile,
            statistics.Maximum,
        ]);
        file.Numbers("edges", statistics.Profile.Edges);
        file.Numbers("counts", [.. statistics.Profile.Counts, statistics.Profile.Missing]);
    }

    public override DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file)
    {
        if (cells is not [StoredCells<double> numbers])
        {
            throw CellFault(file);
        }

        StoredCells<double> valid = numbers.Require(
            static number => !double.IsInfinity(number), (row, number) => file.Fault("cells", $"have {CellValue.Text(number)} in row {row}"));
        double[] edges = file.Numbers("edges");
        double[] counts = file.Numbers("counts");
        return file.Numbers("statistics") is [var mean, var deviation, var minimum, var lower, var median, var upper, var maximum]
            && counts.Length == ColumnProfile.BinsOf(edges.Length) + 1
            && edges.Zip(edges.Skip(1)).All(static pair => pair.First < pair.Second)
            && Array.TrueForAll(counts, static count => count >= 0)
            ? new NumberColumn(name, valid, new NumberStatistics(
                mean, deviation, minimum, lower, median, upper, maximum, new ColumnProfile(edges, counts[..^1], counts[^1], unknown: 0)))
            : throw file.Fault("statistics", "are not those of a column of numbers");
    }

    public override string Identify(NetworkColumn column, Func<IEnumerable<string>, string> hash) =>
        string.Create(CultureInfo.InvariantCulture, $", {column.Scaling}, offset {column.Offset}, scale {column.Scale}");

    private NetworkColumn Fit(NumberColumn column, Scaling scaling, MissingPolicy missing, bool keepsRange)
    {
        NumberStatistics numbers = column.Statistics;
        double? fillValue = missing switch
        {
            _ when numbers.IsEmpty => null,
            MissingPolicy.Mean => numbers.Mean,
            MissingPolicy.Median => numbers.Median,
            _ => null,
        };
        var (offset, scale) = ScalingFamily.All[scaling].Fit(numbers);
        return new NetworkColumn(column.Name, Kind, [], 1, scaling, offset, scale, fillValue)
        {
            Minimum = keepsRange && !numbers.IsEmpty ? numbers.Minimum : null,
            Maximum = keepsRange && !numbers.IsEmpty ? numbers.Maximum : null,
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
