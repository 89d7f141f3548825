using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>
/// Dates. Their first unit has the trend, (days − offset) / scale; then come sine and cosine of 2π · days / period for each cycle
/// that the training data has, so that the end of a cycle lies beside its beginning.
/// </summary>
internal sealed class CalendarColumn : ColumnMember
{
    // Less of a year says nothing of what comes back with it.
    private const double LeastYear = 180;

    // In a profile.
    private const int PartsOfDay = 8;

    // In minutes: that of DateTimeOffset.
    private const int FarthestOffset = 14 * 60;

    public override ColumnKind Kind => ColumnKind.Date;

    public override NetworkTask? Task => null;

    public override NetworkTask? TaskOfSeveral => null;

    public override IReadOnlyList<string> StoredMembers => ["offset", "scale", "minimum", "maximum", "cycles", "dateFormat"];

    public override bool Recognizes(ReadOnlySpan<char> text, ColumnSource source) => DateNotation.Of(source.DateFormat, source.Notation).TryRead(text, out _);

    public override ColumnValues CreateValues(ColumnSource source) => source.IsTarget ? throw Errors.DateTarget(source.Name) : new Values(source);

    public override NetworkColumn FitFeature(DataColumn data, ColumnFitting fitting)
    {
        var dates = (DateColumn)data;
        return Fit(dates, fitting.Missing, Cycles(dates), dates.Format);
    }

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) => throw Errors.DateTarget(data.Name);

    // The cycles stay, as the network has its units.
    public override NetworkColumn Refit(NetworkColumn column, DataColumn data, MissingPolicy missing) =>
        data is DateColumn dates ? Fit(dates, missing, column.Cycles, column.DateFormat) : column;

    public override NetworkColumn Widen(NetworkColumn column, DataColumn data) => data is DateColumn dates
        ? Of(ColumnFamily.OfNumbers.Widen(column, Numbers(dates)), column.Cycles, column.DateFormat)
        : column;

    public override IEnumerable<string> UnitNames(NetworkColumn column) =>
    [
        column.Name,
        .. column.Cycles.SelectMany(cycle => DateCycles.UnitNames(column.Name, cycle)),
    ];

    public override string Describe(NetworkColumn column) =>
        column.Cycles.Count == 0 ? column.Name : $"{column.Name} ({string.Join(", ", column.Cycles.Select(DateCycles.Name))})";

    public override string Text(double number) => DayNumber.Text(number);

    public override IReadOnlyList<CellContent> DependencePoints(NetworkColumn column, IReadOnlyList<CellContent> present) => Twentieths(present);

    // Later rows have later dates, and those of a day one weekday: what can be compared is the time of day.
    public override int? ProfilePlaces(NetworkColumn column) => column.Cycles.Contains(DateCycle.Day) ? PartsOfDay : 1;

    public override double ProfileValue(NetworkColumn column, CellContent content) =>
        Math.Floor((content.Number - Math.Floor(content.Number)) * ProfilePlaces(column)!.Value);

    public override object Value(NetworkColumn column, CellContent content) => DayNumber.Time(content.Number);

    public override CellReading Reading(NetworkColumn column, UnknownCategory unknown, NumberNotation notation) =>
        new DateReading(DateNotation.Of(column.DateFormat, notation));

    public override UnitEncoding? Encoding(NetworkColumn column) => UnitEncoding.Number;

    public override IReadOnlyList<double> Periods(NetworkColumn column) => [.. column.Cycles.Select(DateCycles.Period)];

    public override Func<int, CellContent> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown)
    {
        long[] ticks = data is DateColumn dates ? dates.Ticks : throw Errors.ColumnNotDate(column.Name, data.Kind);
        return row => DayNumber.Of(new DateTime(ticks[row]));
    }

    public override Action<CellContent, UnitRow> Encoder(NetworkColumn column, double negativeValue)
    {
        var (offset, scale) = (column.Offset, column.Scale);
        double[] periods = [.. Periods(column)];
        return Encode;

        void Encode(CellContent content, UnitRow units)
        {
            units.Set(0, (content.Number - offset) / scale);
            for (int i = 0; i < periods.Length; i++)
            {
                var (sine, cosine) = Math.SinCos(DateCycles.Angle(content.Number, periods[i]));
                units.Set((2 * i) + 1, sine);
                units.Set((2 * i) + 2, cosine);
            }
        }
    }

    public override void Store(NetworkColumn column, IColumnWriter file)
    {
        file.Number("offset", column.Offset);
        file.Number("scale", column.Scale);
        if (column is { Minimum: { } minimum, Maximum: { } maximum })
        {
            file.Number("minimum", minimum);
            file.Number("maximum", maximum);
        }

        file.Texts("cycles", column.Cycles.Select(DateCycles.Name));
        if (column.DateFormat is { } format)
        {
            file.Text("dateFormat", format);
        }
    }

    public override NetworkColumn Restore(string name, double? missing, IColumnReader file)
    {
        double offset = Day("offset");
        double scale = file.Number("scale");
        if (!double.IsFinite((DayNumber.Most - DayNumber.Least) / scale))
        {
            throw file.Fault("scale", "is too small for dates");
        }

        if (missing is not null)
        {
            Day("missing");
        }

        double? minimum = file.Has("minimum") ? Day("minimum") : null;
        double? maximum = minimum is not null || file.Has("maximum") ? Day("maximum") : null;
        if (maximum is not null && !(minimum <= maximum))
        {
            throw file.Fault("maximum", "is there, but 'minimum' is not, or is greater");
        }

        DateCycle[] known = Enum.GetValues<DateCycle>();
        int count = file.Count("cycles");
        string[] names = count <= known.Length ? file.Texts("cycles") : throw file.Fault("cycles", "has more than there are");
        DateCycle[] cycles = [.. known.Where(cycle => names.Contains(DateCycles.Name(cycle)))];
        if (!cycles.Select(DateCycles.Name).SequenceEqual(names))
        {
            throw file.Fault("cycles", $"must be some of {string.Join(", ", known.Select(DateCycles.Name))}, in this order");
        }

        return new NetworkColumn(name, Kind, [], Width(cycles), Scaling.Standard, offset, scale, missing)
        {
            Minimum = minimum,
            Maximum = maximum,
            Cycles = FixedList.Of<DateCycle>(cycles),
            DateFormat = file.Has("dateFormat") ? StoredFormat(file) : null,
        };

        double Day(string member) => file.Number(member) is var day && day >= DayNumber.Least && day <= DayNumber.Most
            ? day
            : throw file.Fault(member, "is no date, in days since 2000-01-01");
    }

    public override IReadOnlyList<string> StoredDataMembers => ["dateFormat"];

    public override void StoreData(DataColumn data, IColumnWriter file)
    {
        if (((DateColumn)data).Format is { } format)
        {
            file.Text("dateFormat", format);
        }
    }

    public override DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file)
    {
        string? format = file.Has("dateFormat") ? StoredFormat(file) : null;
        return cells switch
        {
            [StoredCells<long> ticks] => new DateColumn(name, Dates(ticks), format, null),
            [StoredCells<long> ticks, StoredCells<short> offsets] => new DateColumn(name, Dates(ticks), format, Offsets(offsets)),
            _ => throw CellFault(file),
        };

        StoredCells<long> Dates(StoredCells<long> ticks) => ticks.Require(
            static time => time is DateColumn.NoDate || (time >= 0 && time <= DateTime.MaxValue.Ticks),
            (row, time) => file.Fault("cells", $"have {time} in row {row}, which is no date"));

        StoredCells<short> Offsets(StoredCells<short> offsets) => offsets.Require(
            static offset => offset is DateColumn.NoOffset || Math.Abs((int)offset) <= FarthestOffset,
            (row, offset) => file.Fault("cells", $"have an offset of {offset} minutes in row {row}"));
    }

    public override string Identify(NetworkColumn column, Func<IEnumerable<string>, string> hash) => string.Create(
        CultureInfo.InvariantCulture,
        $", offset {column.Offset}, scale {column.Scale}, cycles {string.Join(' ', column.Cycles.Select(DateCycles.Name))}, "
        + $"written {DateNotation.Of(column.DateFormat, NumberNotation.Invariant)}");

    private static string StoredFormat(IColumnReader file) => file.Text("dateFormat") is var format && DateNotation.IsFormat(format)
        ? format
        : throw file.Fault("dateFormat", $"is '{format}', which is not a .NET format of dates");

    private static int Width(IReadOnlyList<DateCycle> cycles) => 1 + (2 * cycles.Count);

    private static NumberColumn Numbers(DateColumn column) =>
        new(column.Name, Array.ConvertAll(column.Ticks, static ticks => ticks == DateColumn.NoDate ? double.NaN : DayNumber.Of(new DateTime(ticks))));

    private static DateCycle[] Cycles(DateColumn column)
    {
        DateTime[] times = [.. column.Ticks.Where(static ticks => ticks != DateColumn.NoDate).Select(static ticks => new DateTime(ticks))];
        return [.. Enum.GetValues<DateCycle>().Where(Varies)];

        bool Varies(DateCycle cycle) => times.Length > 0 && cycle switch
        {
            DateCycle.Day => Array.Exists(times, time => time.TimeOfDay != times[0].TimeOfDay),
            DateCycle.Week => Array.Exists(times, time => time.DayOfWeek != times[0].DayOfWeek),
            DateCycle.Year => (times.Max() - times.Min()).TotalDays >= LeastYear,
            _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, null),
        };
    }

    private NetworkColumn Fit(DateColumn column, MissingPolicy missing, IReadOnlyList<DateCycle> cycles, string? format) =>
        Of(ColumnFamily.OfNumbers.FitFeature(Numbers(column), new ColumnFitting(Scaling.Standard, missing)), cycles, format);

    private NetworkColumn Of(NetworkColumn trend, IReadOnlyList<DateCycle> cycles, string? format) =>
        new(trend.Name, Kind, [], Width(cycles), trend.Scaling, trend.Offset, trend.Scale, trend.Missing)
        {
            Minimum = trend.Minimum,
            Maximum = trend.Maximum,
            Cycles = FixedList.Of(cycles),
            DateFormat = format,
        };

    /// <summary>A date by its own clock, and the clock's offset from UTC.</summary>
    private readonly record struct Moment(long Ticks, short Offset);

    private sealed class Values(ColumnSource source) : ColumnValues<Moment>(source.Store, new Moment(DateColumn.NoDate, DateColumn.NoOffset))
    {
        private readonly DateNotation _notation = DateNotation.Of(source.DateFormat, source.Notation);

        public override bool TryAdd(ReadOnlySpan<char> text) => _notation.TryRead(text, out DateTime time, out TimeSpan? offset) && TryAdd(time, offset);

        public override bool TryAdd(DateTime time, TimeSpan? offset)
        {
            Push(new Moment(time.Ticks, offset is { } given ? (short)given.TotalMinutes : DateColumn.NoOffset));
            return true;
        }

        public override void AddOther(ReadOnlySpan<char> text, RowPlace place) => throw Errors.TextInDateColumn(source.Name, place, text.ToString(), _notation);

        public override DataColumn Build()
        {
            bool hasOffsets = All().Any(static moment => moment.Offset != DateColumn.NoOffset);
            Cells<Moment> moments = Take();
            return new DateColumn(
                source.Name,
                moments.Convert(static moment => moment.Ticks),
                source.DateFormat,
                hasOffsets ? moments.Convert(static moment => moment.Offset) : null);
        }
    }
}
