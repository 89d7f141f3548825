using System.Buffers;
using System.Text.Json;

using PSBackprop.Calibrations;
using PSBackprop.Layers;
using PSBackprop.Storage.Json;
using PSBackprop.Tasks;

namespace PSBackprop.Storage;

/// <summary>The calibration of a network in a file.</summary>
internal static class CalibrationFormat
{
    public static void Write(Utf8JsonWriter writer, Network network, NetworkCalibration calibration)
    {
        writer.WriteStartObject();
        writer.WriteNumber("rows", calibration.Rows);
        if (calibration.Probabilities is { } scale)
        {
            Numbers(writer, "slope", scale.Slope);
            if (!scale.IsDistribution)
            {
                Numbers(writer, "intercept", scale.Intercept);
            }
        }

        if (calibration.Costs is { } costs)
        {
            IReadOnlyList<string> names = ClassLabels.NamesOf(network);
            writer.WriteStartArray("cost");
            for (int truth = 0; truth < names.Count; truth++)
            {
                Numbers(writer, null, [.. Enumerable.Range(0, names.Count).Select(decided => costs[truth, decided])]);
            }

            writer.WriteEndArray();
            if (costs.Positive is { } positive)
            {
                writer.WriteString("positiveClass", names[positive]);
            }
        }

        if (calibration.Scores.Count > 0)
        {
            writer.WriteStartArray("scores");
            foreach (ConformalScores scores in calibration.Scores)
            {
                Numbers(writer, null, scores.Kept);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <param name="node">The calibration.</param>
    /// <param name="network">The network that it is of, with its columns.</param>
    public static NetworkCalibration Read(JsonNode node, Network network)
    {
        node.Object().AllowMembers("rows", "slope", "intercept", "cost", "positiveClass", "scores");
        int rows = node.Member("rows").Integer(1, int.MaxValue);
        bool isDistribution = network.Layers[^1].Function.IsDistribution;
        CalibrationShape shape = network.Columns is { } columns ? columns.Purpose.CalibrationOf(network.OutputSize, isDistribution)
            : TaskFamily.All[node.OptionalMember("slope") is null ? NetworkTask.Regression : NetworkTask.Classification]
                .CalibrationOf(network.OutputSize, isDistribution);
        string problem = $"is there, but {shape.Reason}";
        if (!shape.HasAny)
        {
            throw node.Fault(problem);
        }

        string[] others =
        [
            .. shape.Slopes == 0 ? ["slope"] : Array.Empty<string>(),
            .. shape.Intercepts == 0 ? ["intercept"] : Array.Empty<string>(),
            .. shape.HasCosts ? Array.Empty<string>() : ["cost", "positiveClass"],
            .. shape.Scores == 0 ? ["scores"] : Array.Empty<string>(),
        ];
        Refuse(node, problem, others);
        return new NetworkCalibration(
            rows,
            shape.Slopes == 0 ? [] : ClassLabels.Of(network),
            shape.Slopes == 0 ? null : new ProbabilityScale(
                Bounded(node, "slope", shape.Slopes, double.Epsilon),
                shape.Intercepts == 0 ? [] : Bounded(node, "intercept", shape.Intercepts)),
            shape.HasCosts ? Costs(node, network) : null,
            shape.Scores == 0 ? [] : Scores(node, rows, shape.Scores));
    }

    private static DecisionCosts? Costs(JsonNode node, Network network)
    {
        IReadOnlyList<string> names = ClassLabels.NamesOf(network);
        if (node.OptionalMember("cost") is not { } cost)
        {
            Refuse(node, "is there, but there are no costs", "positiveClass");
            return null;
        }

        double[] costs = Matrix(node, "cost", names.Count, names.Count);
        int? positive = null;
        if (names.Count == 2)
        {
            JsonNode given = node.Member("positiveClass");
            positive = names.ToList().IndexOf(given.Text());
            _ = positive >= 0 ? positive : throw given.Fault($"is '{given.Text()}', which is not a class");
        }
        else
        {
            Refuse(node, "is there, but there are not two classes", "positiveClass");
        }

        try
        {
            return DecisionCosts.Of(names, [.. costs.Chunk(names.Count)], positive);
        }
        catch (BackpropException fault)
        {
            throw cost.Fault($"cannot be: {fault.Message.TrimEnd('.')}");
        }
    }

    private static ConformalScores[] Scores(JsonNode node, int rows, int count)
    {
        int kept = ConformalScores.CountOf(rows);
        double[][] scores = [.. Matrix(node, "scores", count, kept).Chunk(kept)];
        return Array.Exists(scores, static row => row.Zip(row.Skip(1)).Any(static pair => pair.First > pair.Second))
            ? throw node.Member("scores").Fault("is not in ascending order")
            : Array.ConvertAll(scores, row => new ConformalScores(row, rows));
    }

    private static double[] Bounded(JsonNode node, string name, int count, double least = double.MinValue)
    {
        JsonNode member = node.Member(name);
        member.RequireShape(null, count);
        double[] numbers = new double[count];
        member.CopyNumbers(numbers, new ParameterTensor(name, name, ParameterRole.Statistic, null, count, least), Precision.Double);
        return numbers;
    }

    // [rows × columns], none below 0.
    private static double[] Matrix(JsonNode node, string name, int rows, int columns)
    {
        JsonNode member = node.Member(name);
        member.RequireShape(rows, columns);
        double[] numbers = new double[rows * columns];
        member.CopyNumbers(numbers, new ParameterTensor(name, name, ParameterRole.Statistic, rows, columns, Minimum: 0), Precision.Double);
        return numbers;
    }

    private static void Refuse(JsonNode node, string problem, params string[] names)
    {
        foreach (string name in names)
        {
            if (node.OptionalMember(name) is { } member)
            {
                throw member.Fault(problem);
            }
        }
    }

    private static void Numbers(Utf8JsonWriter writer, string? name, IReadOnlyList<double> values)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        var buffer = new ArrayBufferWriter<byte>();
        JsonRow.Write(buffer, values.ToArray(), Precision.Double);
        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }
}
