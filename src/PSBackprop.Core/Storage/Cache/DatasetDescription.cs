using System.Text.Json;

using PSBackprop.Data;
using PSBackprop.Data.Series;
using PSBackprop.Storage.Json;

namespace PSBackprop.Storage.Cache;

/// <summary>What a cache file says of the columns of a dataset, in JSON. It is the same wherever the same rows are from.</summary>
internal static class DatasetDescription
{
    private static readonly string[] s_columnMembers =
    [
        "name", "kind", "feature", "target", "cells",
        .. ColumnFamily.All.Members.SelectMany(static kind => kind.StoredDataMembers).Distinct(),
    ];

    /// <exception cref="BackpropException">The rows are a part of time series.</exception>
    public static void RequireWhole(Dataset dataset)
    {
        if (dataset.Series is { } series && series.Table.Rows.Count(static row => row >= 0) != dataset.Count)
        {
            throw Errors.CacheOfPart();
        }
    }

    public static byte[] Write(Dataset dataset)
    {
        ColumnFit.Measure(dataset);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, dataset);
        }

        return stream.ToArray();
    }

    /// <summary>The dataset that a description tells of.</summary>
    /// <param name="description">The JSON.</param>
    /// <param name="notes">What else is told of the dataset.</param>
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="open">Gives, for the number of parts of the columns and of rows, the slices of each part.</param>
    /// <exception cref="BackpropException">It is not as <see cref="Write(Dataset)"/> writes it.</exception>
    public static Dataset Read(byte[] description, DatasetNotes notes, string path, Func<int, int, Func<int, SliceSource>> open)
    {
        JsonNode file = Parse(description, path);
        file.Object().AllowMembers("rows", "missing", "anomaly", "numbers", "series", "columns");
        int rows = file.Member("rows").Integer(1, Array.MaxLength);
        JsonNode[] nodes = [.. file.Member("columns").Items()];
        Func<int, SliceSource> slices = open(nodes.Sum(static node => node.Object().Member("cells").ItemCount), rows);
        int part = 0;
        DataColumn[] columns = Array.ConvertAll(nodes, node => Column(node, () => slices(part++)));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (Array.Find(columns, column => !seen.Add(column.Name)) is { } twice)
        {
            throw file.Member("columns").Fault($"has two columns named '{twice.Name}'; case makes no difference");
        }

        bool isAnomaly = file.OptionalMember("anomaly")?.Boolean() == true;
        DataColumn[] features = [.. columns.Where((_, i) => nodes[i].OptionalMember("feature")?.Boolean() == true)];
        DataColumn[] targets = [.. columns.Where((_, i) => nodes[i].OptionalMember("target")?.Boolean() == true)];
        if (features.Length + targets.Length == 0 || (!isAnomaly && features.Intersect(targets).Any()))
        {
            throw file.Member("columns").Fault("has no columns, or one that is both a feature and a target");
        }

        var dataset = new Dataset(notes.Name, features, targets, file.Member("missing").Name<MissingPolicy>())
        {
            Notation = file.OptionalMember("numbers") is { } numbers ? ColumnsFormat.Notation(numbers) : NumberNotation.Invariant,
            Empty = FixedList.Of(notes.Empty),
            Findings = FixedList.Of(notes.Findings),
        };
        return isAnomaly ? dataset.AsAnomaly()
            : file.OptionalMember("series") is { } series ? SeriesBuilder.Of(dataset.Load(), Settings(series, dataset))
            : dataset;
    }

    /// <summary>The JSON of a file.</summary>
    public static JsonNode Parse(byte[] description, string path)
    {
        try
        {
            return JsonTree.Read(new MemoryStream(description), path);
        }
        catch (JsonException)
        {
            throw Errors.CacheDamaged(path);
        }
    }

    private static void Write(Utf8JsonWriter writer, Dataset dataset)
    {
        writer.WriteStartObject();
        writer.WriteNumber("rows", dataset.Count);
        writer.WriteString("missing", JsonNames.Of(dataset.Missing));
        if (dataset.IsAnomaly)
        {
            writer.WriteBoolean("anomaly", true);
        }

        ColumnsFormat.WriteNotation(writer, dataset.Notation);
        if (dataset.Series is { } series)
        {
            Write(writer, series.Settings);
        }

        writer.WriteStartArray("columns");
        foreach (DataColumn column in dataset.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("kind", JsonNames.Of(column.Kind));
            writer.WriteBoolean("feature", dataset.Feature.Contains(column));
            writer.WriteBoolean("target", dataset.Target.Contains(column));
            Texts(writer, "cells", column.Cells.Select(static cells => CellFormat.Of(cells).Name));
            ColumnFamily.All[column.Kind].StoreData(column, new JsonColumnWriter(writer));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static DataColumn Column(JsonNode node, Func<SliceSource> next)
    {
        node.AllowMembers(s_columnMembers);
        ColumnMember kind = ColumnFamily.All[node.Member("kind").Name<ColumnKind>()];
        Cells[] cells = [.. node.Member("cells").Items().Select(item =>
            (CellFormat.Find(item.Text()) ?? throw item.Fault($"is '{item.Text()}', which is no type of values")).Open(next()))];
        return kind.RestoreData(node.Member("name").Text(), cells, new JsonColumnReader(node, int.MaxValue));
    }

    private static void Write(Utf8JsonWriter writer, SeriesSettings settings)
    {
        writer.WriteStartObject("series");
        writer.WriteString("time", settings.Time);
        if (settings.Group is { } group)
        {
            writer.WriteString("group", group);
        }

        if (settings.Lag is { } lags)
        {
            writer.WriteStartArray("lags");
            foreach (int lag in lags)
            {
                writer.WriteNumberValue(lag);
            }

            writer.WriteEndArray();
        }

        writer.WriteNumber("horizon", settings.Horizon);
        Texts(writer, "knownAhead", settings.KnownAhead);
        writer.WriteString("difference", JsonNames.Of(settings.Difference));
        writer.WriteBoolean("noRatio", settings.NoRatio);
        if (settings.Period is { } period)
        {
            writer.WriteNumber("period", period);
        }

        writer.WriteEndObject();
    }

    private static SeriesSettings Settings(JsonNode node, Dataset dataset)
    {
        node.Object().AllowMembers("time", "group", "lags", "horizon", "knownAhead", "difference", "noRatio", "period");
        return new SeriesSettings
        {
            Time = Name(node.Member("time")),
            Group = node.OptionalMember("group") is { } group ? Name(group) : null,
            Lag = node.OptionalMember("lags")?.Numbers() is { } lags ? [.. lags.Select(lag => Whole(node.Member("lags"), lag))] : null,
            Horizon = node.Member("horizon").Integer(1, Errors.MostLag),
            KnownAhead = [.. node.Member("knownAhead").Items().Select(Name)],
            Difference = node.Member("difference").Name<Difference>(),
            NoRatio = node.Member("noRatio").Boolean(),
            Period = node.OptionalMember("period")?.Integer(1, Errors.MostLag),
        };

        string Name(JsonNode item) => dataset.Columns.Any(column => column.Name == item.Text())
            ? item.Text()
            : throw item.Fault($"is '{item.Text()}', which is no column");

        static int Whole(JsonNode list, double lag) => lag >= 1 && lag <= Errors.MostLag && lag == Math.Floor(lag)
            ? (int)lag
            : throw list.Fault("has lags that are no whole numbers of steps");
    }

    /// <summary>Writes a list of texts.</summary>
    public static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
