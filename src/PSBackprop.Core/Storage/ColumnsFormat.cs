using System.Buffers;
using System.Globalization;
using System.Text.Json;

using PSBackprop.Storage.Json;
using PSBackprop.Tasks;

namespace PSBackprop.Storage;

/// <summary>The columns of a network in a file.</summary>
internal static class ColumnsFormat
{
    private static readonly string[] s_members =
    [
        "name", "kind", "missing",
        .. ColumnFamily.All.Members.SelectMany(static kind => kind.StoredMembers).Distinct(),
    ];

    private static readonly string[] s_inputMembers = [.. s_members, "missingUnit", "profile"];

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<NetworkColumn> columns)
    {
        writer.WriteStartArray("columns");
        foreach (NetworkColumn column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("kind", JsonNames.Of(column.Kind));
            column.Store(new JsonColumnWriter(writer));
            if (column.Missing is { } missing)
            {
                writer.WriteNumber("missing", missing);
            }

            if (column.HasMissingUnit)
            {
                writer.WriteBoolean("missingUnit", true);
            }

            if (column.Profile is { } profile)
            {
                WriteProfile(writer, profile);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The members of the input that are about all of its columns, and the columns.</summary>
    public static void WriteInput(Utf8JsonWriter writer, NetworkColumns columns)
    {
        writer.WriteString("unknownCategory", JsonNames.Of(columns.UnknownCategory));
        if (columns.MissingPolicy is { } policy)
        {
            writer.WriteString("missingPolicy", JsonNames.Of(policy));
        }

        WriteNotation(writer, columns.Notation);
        Write(writer, columns.Input);
        if (columns.Series is { } series)
        {
            writer.WritePropertyName("series");
            SeriesFormat.Write(writer, series);
        }
    }

    /// <summary>How numbers are written in texts, unless as programs do.</summary>
    public static void WriteNotation(Utf8JsonWriter writer, NumberNotation notation)
    {
        if (notation != NumberNotation.Invariant)
        {
            writer.WriteStartObject("numbers");
            writer.WriteString("culture", notation.Culture);
            writer.WriteString("decimal", notation.Decimal.ToString());
            if (notation.Group is { } group)
            {
                writer.WriteString("group", group.ToString());
            }

            writer.WriteEndObject();
        }
    }

    /// <returns>Null if the network takes plain numbers.</returns>
    public static NetworkColumns? Read(JsonNode file, int inputs, int outputs)
    {
        JsonNode input = file.Member("input");
        if (input.OptionalMember("columns") is not { } inputColumns)
        {
            return file.OptionalMember("output") is { } alone ? throw alone.Fault("is there, but 'input' has no columns") : null;
        }

        JsonNode output = file.Member("output").Object();
        output.AllowMembers("columns", "positiveClass", "task");

        // What made files of version 1 did not look for names that differ in case alone.
        bool areUnique = file.OptionalMember("version")?.Number() > 1;
        NetworkColumn[] inputList = Columns(inputColumns, inputs, s_inputMembers, areUnique);
        NetworkColumn[] outputList = Columns(output.Member("columns"), outputs, s_members, areUnique);
        if (Array.Find(outputList, static column => column.IsBounded) is { } bounded)
        {
            throw output.Fault($"has the target '{bounded.Name}' with the scaling '{JsonNames.Of(bounded.Scaling)}', which is for features alone");
        }

        if (output.OptionalMember("task") is { } task)
        {
            return ReadGivenBack(input, inputList, outputList, task);
        }

        NetworkSeries? series = input.OptionalMember("series") is { } node ? SeriesFormat.Read(node, inputList, outputList) : null;
        return TaskFamily.OfTargets([.. outputList.Select(static column => column.Kind)]) is null
            ? throw output.Fault("has targets of kinds that do not go together")
            : new NetworkColumns(
                inputList,
                outputList,
                input.OptionalMember("unknownCategory")?.Name<UnknownCategory>() ?? UnknownCategory.Error,
                Positive(output, outputList),
                input.OptionalMember("numbers") is { } numbers ? Notation(numbers) : null,
                input.OptionalMember("missingPolicy")?.Name<MissingPolicy>(),
                series: series);
    }

    // The one task that the targets' kinds do not tell; the targets are the features.
    private static NetworkColumns ReadGivenBack(JsonNode input, NetworkColumn[] features, NetworkColumn[] targets, JsonNode task)
    {
        TaskMember member = TaskFamily.All[task.Name<NetworkTask>()];
        if (!member.GivesRowsBack)
        {
            throw task.Fault($"is '{task.Text()}', which the targets tell by themselves");
        }

        IReadOnlyList<NetworkColumn> givenBack = member.Targets(features, targets);
        if (!givenBack.Select(Key).SequenceEqual(targets.Select(Key)))
        {
            throw task.Fault("is there, but the targets are not the features");
        }

        return new NetworkColumns(
            features,
            givenBack,
            input.OptionalMember("unknownCategory")?.Name<UnknownCategory>() ?? UnknownCategory.Error,
            notation: input.OptionalMember("numbers") is { } numbers ? Notation(numbers) : null,
            missingPolicy: input.OptionalMember("missingPolicy")?.Name<MissingPolicy>(),
            task: member.Kind);

        static (string Name, ColumnKind Kind, int Width) Key(NetworkColumn column) => (column.Name, column.Kind, column.Width);
    }

    private static void WriteProfile(Utf8JsonWriter writer, ColumnProfile profile)
    {
        writer.WriteStartObject("profile");
        if (profile.HasEdges)
        {
            Numbers("edges", profile.Edges);
        }

        Numbers("counts", profile.Counts);
        writer.WriteNumber("missing", profile.Missing);
        writer.WriteNumber("unknown", profile.Unknown);
        writer.WriteEndObject();

        void Numbers(string name, IReadOnlyList<double> values)
        {
            var buffer = new ArrayBufferWriter<byte>();
            JsonRow.Write(buffer, [.. values], Precision.Double);
            writer.WritePropertyName(name);
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        }
    }

    // The column says how many bins there are, before any of them is read.
    private static ColumnProfile ReadProfile(JsonNode node, int? places)
    {
        node.Object().AllowMembers("edges", "counts", "missing", "unknown");
        double[]? edges = null;
        if (places is null)
        {
            JsonNode list = node.Member("edges");
            edges = list.ItemCount <= ColumnProfile.MostEdges ? list.Numbers() : throw list.Fault($"has more than {ColumnProfile.MostEdges} numbers");
            for (int i = 0; i < edges.Length; i++)
            {
                if (!double.IsFinite(edges[i]) || (i > 0 && edges[i - 1] >= edges[i]))
                {
                    throw list.Fault("has numbers that are not finite or do not rise");
                }
            }
        }
        else if (node.OptionalMember("edges") is { } wrong)
        {
            throw wrong.Fault("is there, but the column's values are no numbers");
        }

        JsonNode counts = node.Member("counts");
        counts.RequireShape(null, places ?? ColumnProfile.BinsOf(edges!.Length));
        var profile = new ColumnProfile(edges, [.. counts.Numbers().Select(number => Count(counts, number))], Whole("missing"), Whole("unknown"));
        return profile.Rows > 0 ? profile : throw node.Fault("is of no rows");

        double Whole(string name) => Count(node.Member(name), node.Member(name).Number());

        static double Count(JsonNode place, double number) => number >= 0 && number <= int.MaxValue && number == Math.Floor(number)
            ? number
            : throw place.Fault(string.Create(CultureInfo.InvariantCulture, $"has {number}, which is no number of rows"));
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

    /// <summary>What <see cref="WriteNotation"/> has written.</summary>
    public static NumberNotation Notation(JsonNode node)
    {
        node.Object().AllowMembers("culture", "decimal", "group");
        return new NumberNotation(node.Member("culture").Text(), Sign(node.Member("decimal")), node.OptionalMember("group") is { } group ? Sign(group) : null);
    }

    private static char Sign(JsonNode node) =>
        node.Text() is [var sign] && !char.IsAsciiLetterOrDigit(sign) && sign is not '+' && !NumberNotation.IsMinus(sign) && !NumberNotation.IsMark(sign)
            ? sign
            : throw node.Fault("is not one sign that numbers can be written with");

    private static NetworkColumn[] Columns(JsonNode node, int units, string[] members, bool areUnique)
    {
        NetworkColumn[] columns = [.. node.Items().Select(item => Column(item, units, members))];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (areUnique && Array.Find(columns, column => !seen.Add(column.Name)) is { } twice)
        {
            throw node.Fault($"has two columns named '{twice.Name}'; case makes no difference");
        }

        long width = columns.Sum(static column => (long)column.Width);
        return width == units ? columns : throw node.Fault($"takes {width} units; the network has {units}");
    }

    private static NetworkColumn Column(JsonNode node, int units, string[] members)
    {
        node.Object().AllowMembers(members);
        string name = node.Member("name").Text();
        ColumnKind kind = node.Member("kind").Name<ColumnKind>();
        NetworkColumn column = ColumnFamily.All[kind]
            .Restore(name, node.OptionalMember("missing")?.Number(), new JsonColumnReader(node, units))
            .WithMissingUnit(node.OptionalMember("missingUnit")?.Boolean() == true);
        return node.OptionalMember("profile") is { } profile ? column.WithProfile(ReadProfile(profile, column.ProfilePlaces)) : column;
    }
}
