using System.Text.Json;

using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>The columns of a network in a file.</summary>
internal static class ColumnsFormat
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<NetworkColumn> columns)
    {
        writer.WriteStartArray("columns");
        foreach (NetworkColumn column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("kind", JsonNames.Of(column.Kind));
            if (column.Kind == ColumnKind.Numeric)
            {
                writer.WriteString("scaling", JsonNames.Of(column.Scaling));
                writer.WriteNumber("offset", column.Offset);
                writer.WriteNumber("scale", column.Scale);
                if (column is { Minimum: { } minimum, Maximum: { } maximum })
                {
                    writer.WriteNumber("minimum", minimum);
                    writer.WriteNumber("maximum", maximum);
                }
            }
            else
            {
                writer.WriteNumber("units", column.Width);
                writer.WriteStartArray("categories");
                foreach (string category in column.Categories)
                {
                    writer.WriteStringValue(category);
                }

                writer.WriteEndArray();
                if (column.LabelType != LabelType.String)
                {
                    writer.WriteString("labelType", column.LabelType.Name);
                }

                if (column.LabelType.EnumType is { } enumType)
                {
                    writer.WriteString("enumType", enumType);
                }
            }

            if (column.Missing is { } missing)
            {
                writer.WriteNumber("missing", missing);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The members of the input that are about all of its columns, and the columns.</summary>
    public static void WriteInput(Utf8JsonWriter writer, NetworkColumns columns)
    {
        writer.WriteString("unknownCategory", JsonNames.Of(columns.UnknownCategory));
        if (columns.Notation != NumberNotation.Invariant)
        {
            writer.WriteStartObject("numbers");
            writer.WriteString("culture", columns.Notation.Culture);
            writer.WriteString("decimal", columns.Notation.Decimal.ToString());
            if (columns.Notation.Group is { } group)
            {
                writer.WriteString("group", group.ToString());
            }

            writer.WriteEndObject();
        }

        Write(writer, columns.Input);
    }

    /// <returns>Null if the network takes bare numbers.</returns>
    public static NetworkColumns? Read(JsonNode file, int inputs, int outputs)
    {
        JsonNode input = file.Member("input");
        if (input.OptionalMember("columns") is not { } inputColumns)
        {
            return file.OptionalMember("output") is { } alone ? throw alone.Fault("is there, but 'input' has no columns") : null;
        }

        JsonNode output = file.Member("output").Object();
        output.AllowMembers("columns", "positiveClass");
        NetworkColumn[] inputList = Columns(inputColumns, inputs);
        NetworkColumn[] outputList = Columns(output.Member("columns"), outputs);
        return NetworkColumns.TaskOf([.. outputList.Select(static column => column.Kind)]) is null
            ? throw output.Fault("has targets of kinds that do not go together")
            : new NetworkColumns(
                inputList,
                outputList,
                input.OptionalMember("unknownCategory")?.Name<UnknownCategory>() ?? UnknownCategory.Error,
                Positive(output, outputList),
                input.OptionalMember("numbers") is { } numbers ? Notation(numbers) : null);
    }

    private static int Positive(JsonNode output, NetworkColumn[] columns)
    {
        if (output.OptionalMember("positiveClass") is not { } given)
        {
            return NetworkColumns.DefaultPositive;
        }

        int place = columns is [{ Categories.Count: 2 } target] ? target.IndexOf(given.Text()) : throw given.Fault("is there, but there are not two classes");
        return place >= 0 ? place : throw given.Fault($"is '{given.Text()}', which is not a category of the target");
    }

    private static NumberNotation Notation(JsonNode node)
    {
        node.Object().AllowMembers("culture", "decimal", "group");
        return new NumberNotation(node.Member("culture").Text(), Sign(node.Member("decimal")), node.OptionalMember("group") is { } group ? Sign(group) : null);
    }

    private static char Sign(JsonNode node) =>
        node.Text() is [var sign] && !char.IsAsciiLetterOrDigit(sign) && sign is not ('+' or '-') ? sign : throw node.Fault("is not one sign that numbers can be written with");

    private static NetworkColumn[] Columns(JsonNode node, int units)
    {
        NetworkColumn[] columns = [.. node.Items().Select(item => Column(item, units))];
        long width = columns.Sum(static column => (long)column.Width);
        return width == units ? columns : throw node.Fault($"takes {width} units; the network has {units}");
    }

    private static NetworkColumn Column(JsonNode node, int units)
    {
        node.Object().AllowMembers("name", "kind", "scaling", "offset", "scale", "minimum", "maximum", "units", "categories", "labelType", "enumType", "missing");
        string name = node.Member("name").Text();
        ColumnKind kind = node.Member("kind").Name<ColumnKind>();
        double? missing = node.OptionalMember("missing")?.Number();
        if (kind == ColumnKind.Numeric)
        {
            double scale = node.Member("scale").Number();
            if (scale == 0)
            {
                throw node.Member("scale").Fault("is 0; it must be another number");
            }

            double? minimum = node.OptionalMember("minimum")?.Number();
            double? maximum = minimum is null ? node.OptionalMember("maximum")?.Number() : node.Member("maximum").Number();
            if (maximum is not null && !(minimum <= maximum))
            {
                throw node.Member("maximum").Fault("is there, but 'minimum' is not, or is greater");
            }

            return new NetworkColumn(name, kind, [], 1, node.Member("scaling").Name<Scaling>(), node.Member("offset").Number(), scale, missing)
            {
                Minimum = minimum,
                Maximum = maximum,
            };
        }

        // The layers have shown that there are so many units; only so many categories are worth reading.
        int width = node.Member("units").Integer(0, units);
        int count = node.Member("categories").ItemCount;
        if (width != count && !(width == 1 && count == 2))
        {
            throw node.Member("units").Fault($"is {width}, but there are {count} categories");
        }

        string[] categories = [.. node.Member("categories").Items().Select(static item => item.Text())];
        if (categories.Distinct().Count() != categories.Length)
        {
            throw node.Member("categories").Fault("has the same category twice");
        }

        if (missing is { } place && !(place >= 0 && place < categories.Length && place == Math.Floor(place)))
        {
            throw node.Member("missing").Fault("is not the place of a category");
        }

        return new NetworkColumn(name, kind, categories, width, Scaling.None, missing: missing, labelType: Labels(node, categories));
    }

    private static LabelType Labels(JsonNode node, string[] categories)
    {
        if (node.OptionalMember("labelType") is not { } named)
        {
            return node.OptionalMember("enumType") is { } alone ? throw alone.Fault("is there, but 'labelType' is not") : LabelType.String;
        }

        LabelType type = LabelType.Find(named.Text(), node.OptionalMember("enumType")?.Text())
            ?? throw named.Fault($"is '{named.Text()}'; it must be one of {string.Join(", ", LabelType.Plain.Select(static plain => plain.Name))}, or enum with the member 'enumType'");
        return type.Fits(categories) ? type : throw named.Fault($"is '{type.Name}', but not all categories are of that type");
    }
}
