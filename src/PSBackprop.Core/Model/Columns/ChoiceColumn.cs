using System.Globalization;

using PSBackprop.Inference;

namespace PSBackprop;

/// <summary>Columns whose values are one of several categories, by their places.</summary>
internal abstract class ChoiceColumn : ColumnMember
{
    // From here on a row of units takes more room than the place of the one that is 1.
    private const int FewestSparseUnits = 256;

    public override NetworkTask? Task => NetworkTask.Classification;

    public override IReadOnlyList<string> StoredMembers => ["units", "categories", "labelType", "enumType"];

    public override double CostOfKnowingNothing(NetworkColumn column) => Math.Log(Math.Max(column.Categories.Count, 2));

    public override NetworkColumn FitFeature(DataColumn data, ColumnFitting fitting) => new(
        data.Name,
        Kind,
        data.Categories,
        FeatureWidth(data),
        Scaling.None,
        missing: fitting.Missing is MissingPolicy.Mean or MissingPolicy.Median ? MostFrequent((CategoryColumn)data) : null);

    public override NetworkColumn FitTarget(DataColumn data, Scaling scaling, bool oneUnit) => new(
        data.Name,
        Kind,
        data.Categories,
        oneUnit && data.Categories.Count == 2 ? 1 : data.Categories.Count,
        Scaling.None,
        labelType: ((CategoryColumn)data).LabelType);

    public override IEnumerable<string> UnitNames(NetworkColumn column) =>
        column.ValueWidth == 1 ? [column.Name] : column.Categories.Select(category => $"{column.Name} = {category}");

    public override string Describe(NetworkColumn column) =>
        $"{column.Name} ({string.Join(", ", column.Categories.Take(3))}{(column.Categories.Count > 3 ? $", … {column.Categories.Count}" : string.Empty)})";

    public override IReadOnlyList<CellContent> DependencePoints(NetworkColumn column, IReadOnlyList<CellContent> present) =>
        [.. Enumerable.Range(0, column.Categories.Count).Select(static place => (CellContent)place)];

    public override int? ProfilePlaces(NetworkColumn column) => column.Categories.Count;

    public override object Value(NetworkColumn column, CellContent content) =>
        content.IsUnknown ? content.Text! : LabelType.Of(column.Categories).Labels(column.Categories)[(int)content.Number];

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

    public override UnitEncoding? Encoding(NetworkColumn column) => column.ValueWidth == 1 ? UnitEncoding.SecondPlace : UnitEncoding.EachPlace;

    public override Func<int, CellContent> Reader(NetworkColumn column, DataColumn data, UnknownCategory? unknown)
    {
        Func<int, int> find = Finder(column, data);
        Func<string, int, string, BackpropException>? fault = unknown is { } policy
            ? Fault(column, policy)
            : (name, row, label) => Errors.LabelUnknown(name, row, label, column.Categories);
        return row =>
        {
            int place = find(row);
            return place >= 0 ? place
                : fault is null ? CellContent.Unknown(CellValue.Text(data[row]!))
                : throw fault(column.Name, data.NumberOf(row), CellValue.Text(data[row]!));
        };
    }

    public override bool IsSparse(NetworkColumn column) => column.ValueWidth >= FewestSparseUnits;

    public override Action<CellContent, UnitRow> Encoder(NetworkColumn column, double negativeValue)
    {
        int width = column.ValueWidth;
        return width == 1 ? (content, units) => units.Set(0, content.Number == 1 ? 1 : negativeValue)
            : negativeValue == 0 ? SetPlace
            : SetAll;

        static void SetPlace(CellContent content, UnitRow units)
        {
            if (content.Number >= 0)
            {
                units.Set((int)content.Number, 1);
            }
        }

        void SetAll(CellContent content, UnitRow units)
        {
            for (int i = 0; i < width; i++)
            {
                units.Set(i, i == content.Number ? 1 : negativeValue);
            }
        }
    }

    public override void Store(NetworkColumn column, IColumnWriter file)
    {
        file.Number("units", column.ValueWidth);
        StoreCategories(column.Categories, column.LabelType, file);
    }

    public override NetworkColumn Restore(string name, double? missing, IColumnReader file)
    {
        // The layers have shown that there are so many units; only so many categories are worth reading.
        int width = file.Integer("units", 0, file.MostUnits);
        int count = file.Count("categories");
        if (width != count && !(width == 1 && count == 2))
        {
            throw file.Fault("units", $"is {width}, but there are {count} categories");
        }

        string[] categories = RestoreCategories(file);
        if (missing is { } place && !(place >= 0 && place < categories.Length && place == Math.Floor(place)))
        {
            throw file.Fault("missing", "is not the place of a category");
        }

        return new NetworkColumn(name, Kind, categories, width, Scaling.None, missing: missing, labelType: Labels(file, categories));
    }

    public override IReadOnlyList<string> StoredDataMembers => ["categories", "labelType", "enumType"];

    public override void StoreData(DataColumn data, IColumnWriter file) => StoreCategories(data.Categories, ((CategoryColumn)data).LabelType, file);

    public override DataColumn RestoreData(string name, IReadOnlyList<Cells> cells, IColumnReader file)
    {
        string[] categories = RestoreCategories(file);
        return cells is [StoredCells<int> codes]
            ? new CategoryColumn(name, Kind, codes.Require(IsCode, Fault), categories, Labels(file, categories))
            : throw CellFault(file);

        bool IsCode(int code) => code >= -1 && code < categories.Length;

        BackpropException Fault(int row, int code) => file.Fault("cells", $"have {code} in row {row}, which is not the place of a category");
    }

    public override string Identify(NetworkColumn column, Func<IEnumerable<string>, string> hash)
    {
        const int shown = 5;
        string categories = string.Join(", ", column.Categories.Take(shown).Select(static category => $"'{category}'"));
        string all = column.Categories.Count > shown
            ? string.Create(CultureInfo.InvariantCulture, $", … {column.Categories.Count} in all, hash {hash(column.Categories)}")
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $" of {column.ValueWidth} units: {categories}{all}");
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

    private static void StoreCategories(IReadOnlyList<string> categories, LabelType labelType, IColumnWriter file)
    {
        file.Texts("categories", categories);
        if (labelType != LabelType.String)
        {
            file.Text("labelType", labelType.Name);
        }

        if (labelType.EnumType is { } enumType)
        {
            file.Text("enumType", enumType);
        }
    }

    private static string[] RestoreCategories(IColumnReader file)
    {
        string[] categories = file.Texts("categories");
        return categories.Distinct().Count() == categories.Length ? categories : throw file.Fault("categories", "has the same category twice");
    }

    private static LabelType Labels(IColumnReader file, string[] categories)
    {
        if (!file.Has("labelType"))
        {
            return file.Has("enumType") ? throw file.Fault("enumType", "is there, but 'labelType' is not") : LabelType.String;
        }

        string name = file.Text("labelType");
        LabelType type = LabelType.Find(name, file.Has("enumType") ? file.Text("enumType") : null)
            ?? throw file.Fault(
                "labelType",
                $"is '{name}'; it must be one of {string.Join(", ", LabelType.Plain.Select(static plain => plain.Name))}, or enum with the member 'enumType'");
        return type.Fits(categories) ? type : throw file.Fault("labelType", $"is '{type.Name}', but not all categories are of that type");
    }

    private static double? MostFrequent(CategoryColumn column)
    {
        int[] counts = Counts(column);
        return counts.Length == 0 ? null : Array.IndexOf(counts, counts.Max());
    }

    // Each category is looked for once, not once a row; another value is looked for as the text that it is written as.
    private Func<int, int> Finder(NetworkColumn column, DataColumn data)
    {
        if (data is not CategoryColumn choices)
        {
            return row => IndexOf(column, CellValue.Text(data[row]!));
        }

        int[] codes = choices.Codes;
        int[] places = [.. data.Categories.Select(category => IndexOf(column, category))];
        return row => places[codes[row]];
    }
}
