using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Columns whose values are one of several categories, by their places.</summary>
internal abstract class ChoiceColumn : ColumnMember
{
    public override NetworkTask Task => NetworkTask.Classification;

    public override NetworkColumn FitFeature(DataColumn data, Scaling scaling, MissingPolicy missing) => new(
        data.Name,
        Kind,
        data.Categories,
        FeatureWidth(data),
        Scaling.None,
        missing: missing is MissingPolicy.Mean or MissingPolicy.Median ? MostFrequent((CategoryColumn)data) : null);

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) => new(
        data.Name,
        Kind,
        data.Categories,
        oneUnit && data.Categories.Count == 2 ? 1 : data.Categories.Count,
        Scaling.None,
        labelType: ((CategoryColumn)data).LabelType);

    public override IEnumerable<string> UnitNames(NetworkColumn column) =>
        column.Width == 1 ? [column.Name] : column.Categories.Select(category => $"{column.Name} = {category}");

    public override string Describe(NetworkColumn column) =>
        $"{column.Name} ({string.Join(", ", column.Categories.Take(3))}{(column.Categories.Count > 3 ? $", … {column.Categories.Count}" : string.Empty)})";

    public override int IndexOf(NetworkColumn column, string category)
    {
        for (int i = 0; i < column.Categories.Count; i++)
        {
            if (column.Categories[i].Equals(category, Comparison))
            {
                return i;
            }
        }

        return -1;
    }

    public override UnitEncoding Encoding(NetworkColumn column) => column.Width == 1 ? UnitEncoding.SecondPlace : UnitEncoding.EachPlace;

    public override Func<int, double> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown)
    {
        Func<int, int> find = Finder(column, data);
        Func<string, int, string, BackpropException>? fault = unknown is { } policy
            ? Fault(column, policy)
            : (name, row, label) => Errors.LabelUnknown(name, row, label, column.Categories);
        return row =>
        {
            int place = find(row);
            return place >= 0 || fault is null ? place : throw fault(column.Name, row + 1, CellValue.Text(data[row]!));
        };
    }

    public override void Encode(NetworkColumn column, double read, Span<double> units, double negativeValue)
    {
        int place = (int)read;
        units.Fill(negativeValue);
        if (column.Width == 1)
        {
            units[0] = place == 1 ? 1 : negativeValue;
        }
        else if (place >= 0)
        {
            units[place] = 1;
        }
    }

    /// <summary>How two texts are told apart.</summary>
    private protected abstract StringComparison Comparison { get; }

    private protected abstract int FeatureWidth(DataColumn data);

    /// <summary>What is wrong with a text that is none of a feature's categories, from the name, the row and the text; null if it may be there.</summary>
    private protected abstract Func<string, int, string, BackpropException>? Fault(NetworkColumn column, UnknownCategory unknown);

    /// <summary>How many rows have each category.</summary>
    private protected static int[] Counts(CategoryColumn column)
    {
        int[] counts = new int[column.Categories.Count];
        foreach (int code in column.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        return counts;
    }

    private static double? MostFrequent(CategoryColumn column)
    {
        int[] counts = Counts(column);
        return counts.Length == 0 ? null : Array.IndexOf(counts, counts.Max());
    }

    // Each category is looked for once, not once a row; a number is looked for as the text that it is written as.
    private Func<int, int> Finder(NetworkColumn column, DataColumn data)
    {
        if (data is NumberColumn numbers)
        {
            return row => IndexOf(column, numbers.Values[row].ToString("R", CultureInfo.InvariantCulture));
        }

        int[] codes = ((CategoryColumn)data).Codes;
        int[] places = [.. data.Categories.Select(category => IndexOf(column, category))];
        return row => places[codes[row]];
    }
}
