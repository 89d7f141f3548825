using System.Text.Json;

using PSBackprop.Data;

namespace PSBackprop.Core.Tests;

/// <summary>Other libraries' figures, and the network and data they were computed with.</summary>
internal static class Oracle
{
    public static readonly JsonElement PyTorch = Load("pytorch.json");
    public static readonly JsonElement ScikitLearn = Load("scikit-learn.json");
    public static readonly JsonElement NumPy = Load("numpy-founding.json");

    public static DataMatrix Input => DataMatrix.FromRows("X", Rows(PyTorch.GetProperty("X")));

    public static DataMatrix ClassTarget => DataMatrix.FromRows("y", [.. Numbers(PyTorch.GetProperty("y_class")).Select(label => OneHot((int)label))]);

    public static DataMatrix BinaryTarget => DataMatrix.FromColumn("y", Numbers(PyTorch.GetProperty("y_bin")));

    public static DataMatrix RegressionTarget => DataMatrix.FromColumn("y", Numbers(PyTorch.GetProperty("y_reg")));

    /// <summary>A 3-4-n network with the start that the oracles give by formula.</summary>
    public static Network Network(int outputs, Activation hidden, Activation output)
    {
        var network = PSBackprop.Network.Create(
            3,
            [new LayerSpecification { Units = 4 }, new LayerSpecification { Units = outputs }],
            new NetworkSettings { Activation = hidden, OutputActivation = output, Seed = 0 });
        network.SetParameters([.. Start(0, 12), .. Start(100, 4), .. Start(1, 4 * outputs), .. Start(101, outputs)]);
        return network;
    }

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    public static double[][] Rows(JsonElement array) => [.. array.EnumerateArray().Select(Numbers)];

    /// <summary>All numbers of nested arrays, in order.</summary>
    public static double[] Flat(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Flat)]
        : [element.GetDouble()];

    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            AssertClose(expected[i], actual[i], tolerance, $"element {i}");
        }
    }

    public static void AssertClose(double expected, double actual, double tolerance, string what) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"{what}: expected {expected:R}, got {actual:R}");

    private static IEnumerable<double> Start(int k, int count) => Enumerable.Range(0, count).Select(i => 0.5 * Math.Sin(1 + i + (10 * k)));

    private static double[] OneHot(int label) => [.. Enumerable.Range(0, 3).Select(j => j == label ? 1.0 : 0.0)];

    public static JsonElement Load(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracles", file))).RootElement;
}
