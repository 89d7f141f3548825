using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>A named column of data as a network sees it: how its values become numbers for one or several units.</summary>
public sealed class NetworkColumn
{
    internal NetworkColumn(string name, ColumnKind kind, IReadOnlyList<string> categories, int width, Scaling scaling, double offset = 0, double scale = 1, double? missing = null, LabelType? labelType = null)
    {
        Name = name;
        Kind = kind;
        Categories = FixedList.Of(categories);
        Width = width;
        Scaling = scaling;
        Offset = offset;
        Scale = scale;
        Missing = missing;
        LabelType = labelType ?? LabelType.String;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The categories, or the words for no and yes of a Boolean column; empty for numbers.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>The number of units that the column takes.</summary>
    public int Width { get; }

    /// <summary>How <see cref="Offset"/> and <see cref="Scale"/> were found.</summary>
    public Scaling Scaling { get; }

    /// <summary>The unit has (value − offset) / scale.</summary>
    public double Offset { get; }

    /// <summary>The unit has (value − offset) / scale; never 0.</summary>
    public double Scale { get; }

    /// <summary>What stands for a missing value: a number in the column's own units, or the place of a category; null if none may be missing.</summary>
    public double? Missing { get; }

    /// <summary>The smallest number in training; null where it is not known.</summary>
    public double? Minimum { get; internal init; }

    /// <summary>The largest number in training; null where it is not known.</summary>
    public double? Maximum { get; internal init; }

    /// <summary>
    /// Numbers beyond these lie far outside training: by more than the whole width between the smallest and the largest. Of a
    /// column that was constant every other number does. Null where the range is not known.
    /// </summary>
    internal (double Low, double High)? Limits => this is { Minimum: { } minimum, Maximum: { } maximum } && double.IsFinite(maximum - minimum)
        ? (minimum - (maximum - minimum), maximum + (maximum - minimum))
        : null;

    /// <summary>What the categories of a target are outside the network.</summary>
    internal LabelType LabelType { get; }

    /// <inheritdoc/>
    public override string ToString() => Kind == ColumnKind.Numeric ? Name : $"{Name} ({string.Join(", ", Categories.Take(3))}{(Categories.Count > 3 ? $", … {Categories.Count}" : string.Empty)})";

    /// <summary>The place of a category; −1 for one that is not known. Of yes and no, all words for them are known, in any case.</summary>
    internal int IndexOf(string category)
    {
        StringComparison comparison = Kind == ColumnKind.Boolean ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (int i = 0; i < Categories.Count; i++)
        {
            if (Categories[i].Equals(category, comparison))
            {
                return i;
            }
        }

        return Kind == ColumnKind.Boolean ? CellValue.Boolean(category) : -1;
    }

    /// <summary>How a row's value becomes the numbers of the column's units.</summary>
    /// <param name="unknown">What happens to categories that the training data did not have.</param>
    /// <param name="notation">How numbers are written in texts.</param>
    internal ColumnInference Infer(UnknownCategory unknown, NumberNotation notation)
    {
        var (date, part) = DateParts.Split(Name);
        bool isNumber = Kind == ColumnKind.Numeric;
        bool isBoolean = Kind == ColumnKind.Boolean;
        return new ColumnInference(
            Name,
            date,
            part,
            isNumber ? new NumberReading(notation)
                : new PlaceReading(isBoolean, Categories, OtherWords(), IgnoresCase: isBoolean, unknown == UnknownCategory.Error),
            Missing,
            isNumber ? UnitEncoding.Number : Width == 1 ? UnitEncoding.SecondPlace : UnitEncoding.EachPlace,
            Width,
            Limits);
    }

    // What also stands for no and yes, in turn.
    private IReadOnlyList<string> OtherWords() => Kind == ColumnKind.Boolean ? [.. CellValue.BooleanWords, "0", "1"] : [];

    /// <summary>Writes what <see cref="ColumnInference.Read"/> has read into the column's units.</summary>
    internal void Encode(double read, Span<double> units)
    {
        if (Kind == ColumnKind.Numeric)
        {
            EncodeNumber(read, units);
        }
        else
        {
            EncodeCategory((int)read, units);
        }
    }

    /// <summary>Writes a number into the column's unit.</summary>
    internal void EncodeNumber(double value, Span<double> units) => units[0] = (value - Offset) / Scale;

    /// <summary>Writes a category into the column's units; −1 for none of them.</summary>
    /// <param name="category">Its place.</param>
    /// <param name="units">[Width].</param>
    /// <param name="low">What stands for no, where 1 stands for yes.</param>
    internal void EncodeCategory(int category, Span<double> units, double low = 0)
    {
        units.Fill(low);
        if (Width == 1)
        {
            units[0] = category == 1 ? 1 : low;
        }
        else if (category >= 0)
        {
            units[category] = 1;
        }
    }

    /// <summary>A unit's number in the column's own units.</summary>
    internal double Decode(double unit) => (unit * Scale) + Offset;
}
