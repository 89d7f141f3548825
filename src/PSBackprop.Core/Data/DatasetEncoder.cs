using System.Globalization;

namespace PSBackprop.Data;

/// <summary>Turns a dataset into the numbers that a network with columns takes and gives; columns are found by name.</summary>
internal static class DatasetEncoder
{
    /// <summary>[rows × inputs].</summary>
    /// <exception cref="BackpropException">A column is missing or a value cannot be used.</exception>
    public static DataMatrix Inputs(NetworkColumns columns, Dataset dataset) =>
        Encode("The dataset", columns.Input, dataset, columns.InputSize, columns.UnknownCategory, low: 0, keepUnscaled: false);

    /// <summary>[rows × outputs].</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="low">What stands for no, where 1 stands for yes.</param>
    /// <exception cref="BackpropException">A column is missing or a value cannot be used.</exception>
    public static DataMatrix Targets(NetworkColumns columns, Dataset dataset, double low = 0) =>
        Encode("The dataset's target", columns.Output, dataset, columns.OutputSize, null, low, keepUnscaled: columns.Task == NetworkTask.Regression);

    // What is unknown is null for targets, which have no unknown categories.
    private static DataMatrix Encode(
        string name,
        IReadOnlyList<NetworkColumn> columns,
        Dataset dataset,
        int width,
        UnknownCategory? unknown,
        double low,
        bool keepUnscaled)
    {
        if ((long)dataset.Count * width > Array.MaxLength)
        {
            throw Errors.EncodedTooLarge(dataset.Count, width);
        }

        double[] values = new double[dataset.Count * width];
        int start = 0;
        foreach (NetworkColumn column in columns)
        {
            DataColumn data = dataset.Find(column.Name);
            if (column.Kind == ColumnKind.Numeric)
            {
                EncodeNumbers(column, data, values, start, width);
            }
            else
            {
                EncodeCategories(column, data, values, start, width, unknown, low);
            }

            start += column.Width;
        }

        return new DataMatrix(name, values, dataset.Count, width)
        {
            ColumnNames = [.. columns.SelectMany(UnitNames)],
            Owners = [.. columns.SelectMany(static (column, place) => Enumerable.Repeat(place, column.Width))],
            OwnerNames = [.. columns.Select(static column => column.Name)],
            Unscaled = keepUnscaled ? [.. columns.Select(column => ((NumberColumn)dataset.Find(column.Name)).Values)] : null,
        };
    }

    private static IEnumerable<string> UnitNames(NetworkColumn column) =>
        column.Width == 1 ? [column.Name] : column.Categories.Select(category => $"{column.Name} = {category}");

    private static void EncodeNumbers(NetworkColumn column, DataColumn data, double[] values, int start, int width)
    {
        if (data is not NumberColumn numbers)
        {
            throw Errors.ColumnNotNumeric(column.Name, data.Kind);
        }

        for (int row = 0; row < numbers.Count; row++)
        {
            double value = numbers.Values[row];
            value = double.IsNaN(value) ? column.Missing ?? throw Errors.NothingForMissing(column.Name, row + 1) : value;
            column.EncodeNumber(value, values.AsSpan((row * width) + start, 1));
        }
    }

    private static void EncodeCategories(NetworkColumn column, DataColumn data, double[] values, int start, int width, UnknownCategory? unknown, double low)
    {
        int[] places = [.. data.Categories.Select(column.IndexOf)];
        for (int row = 0; row < data.Count; row++)
        {
            int code = data.IsMissing(row) ? (int)(column.Missing ?? throw Errors.NothingForMissing(column.Name, row + 1))
                : data is CategoryColumn categories ? places[categories.Codes[row]]
                : column.IndexOf(((NumberColumn)data).Values[row].ToString("R", CultureInfo.InvariantCulture));
            if (code < 0 && unknown != UnknownCategory.Zero)
            {
                string category = CellValue.Text(data[row]!);
                throw unknown is null
                    ? Errors.LabelUnknown(column.Name, row + 1, category, column.Categories)
                    : Errors.CategoryUnknown(column.Name, row + 1, category, column.Categories);
            }

            column.EncodeCategory(code, values.AsSpan((row * width) + start, column.Width), low);
        }
    }
}
