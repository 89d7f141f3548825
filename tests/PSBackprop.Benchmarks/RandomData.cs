using PSBackprop.Data;

namespace PSBackprop.Benchmarks;

/// <summary>Rows of the size of a workload; the values do not change what it costs.</summary>
internal static class RandomData
{
    public static DataMatrix Features(int rows, int columns)
    {
        var random = new Random(1);
        return DataMatrix.FromRows(
            "features",
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextDouble()).ToArray())]);
    }

    public static DataMatrix Classes(int rows, int classes)
    {
        var random = new Random(2);
        return DataMatrix.FromRows("classes", [.. Enumerable.Range(0, rows).Select(_ => OneHot(random.Next(classes), classes))]);
    }

    private static double[] OneHot(int label, int classes)
    {
        double[] row = new double[classes];
        row[label] = 1;
        return row;
    }
}
