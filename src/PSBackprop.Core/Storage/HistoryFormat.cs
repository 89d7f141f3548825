using System.Buffers;
using System.Text.Json;

using PSBackprop.Storage.Json;

namespace PSBackprop.Storage;

/// <summary>A history in a file: an array for each metric, one number an epoch; null where it was not taken.</summary>
internal static class HistoryFormat
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<EpochRecord> history)
    {
        writer.WriteStartObject();
        Numbers(writer, "epoch", history.Select(static record => (double?)record.Epoch));
        Numbers(writer, "loss", history.Select(static record => (double?)record.Loss));
        Numbers(writer, "learningRate", history.Select(static record => (double?)record.LearningRate));
        Numbers(writer, "gradientNorm", history.Select(static record => (double?)record.GradientNorm));
        if (history.Any(static record => record.ValidationLoss is not null))
        {
            Numbers(writer, "validationLoss", history.Select(static record => record.ValidationLoss));
        }

        Metrics(writer, "metric", history, static record => record.Metric);
        Metrics(writer, "validationMetric", history, static record => record.ValidationMetric);
        writer.WriteEndObject();
    }

    public static IEnumerable<EpochRecord> Read(JsonNode node)
    {
        node.Object().AllowMembers("epoch", "loss", "learningRate", "gradientNorm", "validationLoss", "metric", "validationMetric");
        double[] epoch = node.Member("epoch").Numbers();
        double?[] loss = Figures(node.Member("loss"), epoch.Length);
        double?[] rate = Figures(node.Member("learningRate"), epoch.Length);
        double?[] norm = Figures(node.Member("gradientNorm"), epoch.Length);
        double?[]? validationLoss = node.OptionalMember("validationLoss") is { } validation ? Figures(validation, epoch.Length) : null;
        var metric = Metrics(node.OptionalMember("metric"), epoch.Length);
        var validationMetric = Metrics(node.OptionalMember("validationMetric"), epoch.Length);
        for (int i = 0; i < epoch.Length; i++)
        {
            if (!(epoch[i] >= 1 && epoch[i] <= int.MaxValue))
            {
                throw node.Member("epoch").Fault($"has an epoch that is not a number from 1 to {int.MaxValue}");
            }

            yield return new EpochRecord((int)epoch[i], loss[i] ?? double.NaN, rate[i] ?? double.NaN, At(metric, i), norm[i] ?? double.NaN)
            {
                ValidationLoss = validationLoss?[i],
                ValidationMetric = At(validationMetric, i),
            };
        }
    }

    private static void Metrics(
        Utf8JsonWriter writer,
        string name,
        IReadOnlyList<EpochRecord> history,
        Func<EpochRecord, IReadOnlyDictionary<string, double>> metrics)
    {
        string[] names = [.. history.SelectMany(record => metrics(record).Keys).Distinct()];
        if (names.Length == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (string metric in names)
        {
            Numbers(writer, metric, history.Select(record => metrics(record).TryGetValue(metric, out double value) ? (double?)value : null));
        }

        writer.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IEnumerable<double?> values)
    {
        writer.WritePropertyName(name);
        var buffer = new ArrayBufferWriter<byte>();
        JsonRow.Write(buffer, values);
        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    // Files of version 1 have null for NaN.
    private static double?[] Figures(JsonNode node, int count)
    {
        double?[] figures = node.OptionalNumbers();
        return figures.Length == count ? figures : throw node.Fault($"has {figures.Length} numbers; there are {count} epochs");
    }

    private static Dictionary<string, double?[]> Metrics(JsonNode? node, int count) =>
        node is null ? [] : node.Members().ToDictionary(static member => member.Name, member => Figures(member.Value, count));

    private static IReadOnlyDictionary<string, double> At(Dictionary<string, double?[]> metrics, int index)
    {
        var present = metrics.Where(metric => metric.Value[index] is not null).ToDictionary(static metric => metric.Key, metric => metric.Value[index]!.Value);
        return present.Count == 0 ? EpochRecord.NoMetric : present;
    }
}
