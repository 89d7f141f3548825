using PSBackprop.Inference;
using PSBackprop.Scalings;

namespace PSBackprop;

/// <summary>A named column of data as a network sees it: how its values become numbers for one or several units.</summary>
public class NetworkColumn
{
    private readonly ColumnMember _member;

    internal NetworkColumn(
        string name,
        ColumnKind kind,
        IReadOnlyList<string> categories,
        int width,
        Scaling scaling,
        double offset = 0,
        double scale = 1,
        double? missing = null,
        LabelType? labelType = null)
    {
        _member = ColumnFamily.All[kind];
        Name = name;
        Categories = FixedList.Of(categories);
        ValueWidth = width;
        Scaling = scaling;
        Offset = offset;
        Scale = scale;
        Missing = missing;
        LabelType = labelType ?? LabelType.String;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnKind Kind => _member.Kind;

    /// <summary>The categories, or the words for no and yes of a Boolean column; empty for numbers and dates.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>The number of units that the column takes.</summary>
    public int Width => ValueWidth + (HasMissingUnit ? 1 : 0);

    /// <summary>How <see cref="Offset"/> and <see cref="Scale"/> were found.</summary>
    public Scaling Scaling { get; }

    /// <summary>The first unit has (value − offset) / scale; a date is its days since 2000-01-01.</summary>
    public double Offset { get; }

    /// <summary>The first unit has (value − offset) / scale; never 0.</summary>
    public double Scale { get; }

    /// <summary>What stands for a missing value: a number in the column's own units, or the place of a category; null if none may be missing.</summary>
    public double? Missing { get; }

    /// <summary>Whether the last unit is 1 where the value is missing and 0 elsewhere. It is there if training data had missing values.</summary>
    public bool HasMissingUnit { get; private set; }

    /// <summary>The smallest number in training; null where it is not known.</summary>
    public double? Minimum { get; internal set; }

    /// <summary>The largest number in training; null where it is not known.</summary>
    public double? Maximum { get; internal set; }

    /// <summary>The cycles that dates have units for; empty for other kinds.</summary>
    public IReadOnlyList<DateCycle> Cycles { get; internal init; } = [];

    /// <summary>The .NET format in which texts write the column's dates; null for that of ISO 8601, and for other kinds.</summary>
    public string? DateFormat { get; internal init; }

    /// <summary>
    /// Numbers beyond these lie far outside training: by more than the whole width between the smallest and the largest. Of a
    /// column that was constant every other number does. They are finite: no number lies beyond the last one that there is. Null where
    /// the range is not known.
    /// </summary>
    internal (double Low, double High)? Limits => this is { Minimum: { } minimum, Maximum: { } maximum } && double.IsFinite(maximum - minimum)
        ? (Math.Max(minimum - (maximum - minimum), double.MinValue), Math.Min(maximum + (maximum - minimum), double.MaxValue))
        : null;

    /// <summary>
    /// How the values were spread over the rows of the last training; null for a target, before the first training on a dataset, and in
    /// files that do not say it.
    /// </summary>
    public ColumnProfile? Profile { get; private set; }

    /// <summary>A column of texts has two to this many units; null for other kinds.</summary>
    public int? TextBit { get; internal init; }

    /// <summary>What the categories of a target are outside the network.</summary>
    internal LabelType LabelType { get; }

    /// <summary>The number of units that the value takes, whether it is missing or not.</summary>
    internal int ValueWidth { get; }

    /// <summary>
    /// Whether each category has a unit of its own, so that a value without a unit is one that is not known. The one unit of two categories, or
    /// of a single one, is 0 for one that is.
    /// </summary>
    internal bool HasUnitForEachCategory => Categories.Count > 1 && ValueWidth == Categories.Count;

    /// <inheritdoc cref="ColumnMember.ReconstructionLoss"/>
    internal Loss? ReconstructionLoss => _member.ReconstructionLoss;

    /// <inheritdoc cref="ColumnMember.CostOfKnowingNothing"/>
    internal double CostOfKnowingNothing => _member.CostOfKnowingNothing(this);

    /// <summary>What the units are called, [Width].</summary>
    internal IEnumerable<string> UnitNames => HasMissingUnit ? [.. _member.UnitNames(this), $"{Name} is missing"] : _member.UnitNames(this);

    /// <inheritdoc/>
    public override string ToString() => _member.Describe(this);

    /// <summary>The place of a category; −1 for one that is not known.</summary>
    internal int IndexOf(string category) => _member.IndexOf(this, category);

    /// <summary>How a row's value becomes the numbers of the column's units.</summary>
    /// <param name="unknown">What happens to categories that the training data did not have.</param>
    /// <param name="notation">How numbers are written in texts.</param>
    internal ColumnInference Infer(UnknownCategory unknown, NumberNotation notation)
    {
        var (date, part) = DateParts.Split(Name);
        CellReading reading = _member.Reading(this, unknown, notation);
        return new ColumnInference(
            Name, date, part, reading, Missing, HasMissingUnit, _member.Encoding(this), _member.Periods(this), Width, Limits);
    }

    /// <inheritdoc cref="ColumnMember.Reader"/>
    internal Func<int, CellContent> Reader(DataColumn data, UnknownCategory? unknown) => _member.Reader(this, data, unknown);

    /// <inheritdoc cref="ScalingMember.IsBounded"/>
    internal bool IsBounded => ScalingFamily.All[Scaling].IsBounded;

    /// <summary>Whether nearly all units of a row are 0.</summary>
    internal bool IsSparse => _member.IsSparse(this);

    /// <summary>What writes what was read into the column's units, where a row of units begins with them.</summary>
    /// <param name="negativeValue">What stands for no, where 1 stands for yes.</param>
    internal Action<CellContent, UnitRow> Encoder(double negativeValue = 0)
    {
        Action<CellContent, UnitRow> encoder = _member.Encoder(this, negativeValue);
        int missingUnit = ValueWidth;
        return HasMissingUnit ? Encode : encoder;

        void Encode(CellContent content, UnitRow units)
        {
            encoder(content, units);
            if (content.IsMissing)
            {
                units.Set(missingUnit, 1);
            }
        }
    }

    /// <inheritdoc cref="ColumnMember.TryEncode"/>
    internal bool TryEncode(DataColumn data, int first, int count, Span<double> units, int stride) =>
        _member.TryEncode(this, data, first, count, units, stride);

    /// <inheritdoc cref="ColumnMember.ProfilePlaces"/>
    internal int? ProfilePlaces => _member.ProfilePlaces(this);

    /// <summary>The bin of the profile that a known value is in; null where training had none.</summary>
    internal int? ProfileBin(CellContent content) => Profile!.Bin(_member.ProfileValue(this, content));

    /// <inheritdoc cref="ColumnMember.DependencePoints"/>
    internal IReadOnlyList<CellContent> DependencePoints(IReadOnlyList<CellContent> present) => _member.DependencePoints(this, present);

    /// <inheritdoc cref="ColumnMember.Value"/>
    internal object Value(CellContent content) => _member.Value(this, content);

    /// <inheritdoc cref="ColumnMember.Text"/>
    internal string Text(double number) => _member.Text(number);

    /// <inheritdoc cref="ColumnMember.Store"/>
    internal void Store(IColumnWriter file) => _member.Store(this, file);

    /// <inheritdoc cref="ColumnMember.Identify"/>
    internal string Identify(Func<IEnumerable<string>, string> hash) => $"'{Name}', {Kind}{_member.Identify(this, hash)}";

    /// <summary>A unit's number in the column's own units, where the scaling is not bounded.</summary>
    internal double Decode(double unit) => (unit * Scale) + Offset;

    /// <summary>The same column, with scaling, range and what stands for missing values derived anew, if the data has any value.</summary>
    internal NetworkColumn Refit(DataColumn data, MissingPolicy missing) =>
        data.IsEmpty ? this : _member.Refit(this, data, missing).WithMissingUnit(HasMissingUnit);

    /// <summary>The same column, with a range that includes that of further training data.</summary>
    internal NetworkColumn Widen(DataColumn data) => _member.Widen(this, data).WithMissingUnit(HasMissingUnit);

    /// <summary>The same column, with a range that includes that of a like one.</summary>
    internal NetworkColumn Widen(NetworkColumn other)
    {
        var column = (NetworkColumn)MemberwiseClone();
        column.Minimum = Minimum is { } minimum && other.Minimum is { } otherMinimum ? Math.Min(minimum, otherMinimum) : null;
        column.Maximum = Maximum is { } maximum && other.Maximum is { } otherMaximum ? Math.Max(maximum, otherMaximum) : null;
        return column;
    }

    /// <summary>The same column, with the profile of its values in training data.</summary>
    /// <exception cref="BackpropException">A value cannot be used.</exception>
    internal NetworkColumn WithProfile(DataColumn data) => WithProfile(_member.Profile(this, data));

    /// <summary>The same column with a profile, or without.</summary>
    internal NetworkColumn WithProfile(ColumnProfile? profile)
    {
        var column = (NetworkColumn)MemberwiseClone();
        column.Profile = profile;
        return column;
    }

    /// <summary>The same column, with the unit that tells where the value is missing, or without.</summary>
    internal NetworkColumn WithMissingUnit(bool hasMissingUnit)
    {
        var column = (NetworkColumn)MemberwiseClone();
        column.HasMissingUnit = hasMissingUnit;
        return column;
    }
}
