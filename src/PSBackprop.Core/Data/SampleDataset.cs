using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

using PSBackprop.Data.Csv;
using PSBackprop.Numerics;

namespace PSBackprop.Data;

/// <summary>Small datasets to try things with: truth tables, measured ones from files, and ones drawn from a seed.</summary>
internal static class SampleDataset
{
    private static readonly Dictionary<SampleName, (string File, string Target)> s_files = new()
    {
        [SampleName.Iris] = ("iris.csv", "Species"),
        [SampleName.Wine] = ("wine.csv", "Cultivar"),
        [SampleName.Digits] = ("digits.csv.gz", "Digit"),
    };

    private static readonly Dictionary<SampleName, Func<bool, bool, bool>> s_truthTables = new()
    {
        [SampleName.Xor] = static (a, b) => a ^ b,
        [SampleName.And] = static (a, b) => a & b,
        [SampleName.Or] = static (a, b) => a | b,
    };

    /// <summary>Whether the rows are drawn, so that their number, noise and seed can be chosen.</summary>
    public static bool IsGenerated(SampleName name) => !s_files.ContainsKey(name) && !s_truthTables.ContainsKey(name);

    /// <summary>Makes or reads a dataset.</summary>
    /// <param name="name">Which.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="count">The number of rows of a generated one.</param>
    /// <param name="noise">The standard deviation of what is added to a generated one's points.</param>
    /// <param name="seed">The seed of a generated one.</param>
    public static Dataset Create(SampleName name, string folder, int count, double noise, int seed)
    {
        if (s_files.TryGetValue(name, out var source))
        {
            return FromFile(name, Path.Combine(folder, source.File), source.Target);
        }

        return s_truthTables.TryGetValue(name, out var function)
            ? TruthTable(name, function)
            : Generated(name, count, noise, RandomStream.Create(seed, RandomPurpose.Sample, (int)name));
    }

    private static Dataset FromFile(SampleName name, string path, string target)
    {
        Dataset read = CsvDatasetReader.Read(
            path,
            new CsvOptions
            {
                Kind = new Dictionary<string, ColumnKind> { [target] = ColumnKind.Categorical },
                Select = header => new DatasetSelection([.. header.Where(column => column != target)], [target]),
            },
            default);
        return new Dataset(name.ToString(), read.Feature, read.Target);
    }

    private static Dataset TruthTable(SampleName name, Func<bool, bool, bool> function)
    {
        bool[] a = [false, false, true, true];
        bool[] b = [false, true, false, true];
        return new Dataset(
            name.ToString(),
            [Truth("A", a), Truth("B", b)],
            [Truth("Y", [.. a.Zip(b, function)])]);
    }

    private static CategoryColumn Truth(string name, bool[] values) =>
        BooleanColumn.OfDigits(name, new MemoryCells<double>(Array.ConvertAll(values, static value => value ? 1.0 : 0)));

    private static Dataset Generated(SampleName name, int count, double noise, RandomSource random)
    {
        var normal = new Normal(0, 1, random);
        if (name == SampleName.Sine)
        {
            double[] x = [.. Enumerable.Range(0, count).Select(_ => 2 * Math.PI * random.NextDouble())];
            double[] y = [.. x.Select(value => Math.Sin(value) + (noise * normal.Sample()))];
            return new Dataset(name.ToString(), [new NumberColumn("X", x)], [new NumberColumn("Y", y)]);
        }

        double[] horizontal = new double[count];
        double[] vertical = new double[count];
        int[] side = new int[count];
        for (int i = 0; i < count; i++)
        {
            side[i] = i % 2;
            var (x, y) = Point(name, side[i], random.NextDouble());
            horizontal[i] = x + (noise * normal.Sample());
            vertical[i] = y + (noise * normal.Sample());
        }

        return new Dataset(
            name.ToString(),
            [new NumberColumn("X", horizontal), new NumberColumn("Y", vertical)],
            [new CategoryColumn("Class", ColumnKind.Categorical, side, Sides(name))]);
    }

    // A point of one of two curves, t from 0 to 1 along it.
    private static (double X, double Y) Point(SampleName name, int side, double t) => name switch
    {
        SampleName.Spiral => Polar(0.1 + (0.9 * t), (3 * Math.PI * t) + (side * Math.PI)),
        SampleName.Circles => Polar(side == 0 ? 1 : 0.5, 2 * Math.PI * t),
        SampleName.Moons when side == 0 => Polar(1, Math.PI * t),
        SampleName.Moons => (1 - Math.Cos(Math.PI * t), 0.5 - Math.Sin(Math.PI * t)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static (double X, double Y) Polar(double radius, double angle) => (radius * Math.Cos(angle), radius * Math.Sin(angle));

    private static string[] Sides(SampleName name) => name switch
    {
        SampleName.Circles => ["Outer", "Inner"],
        SampleName.Moons => ["Upper", "Lower"],
        _ => ["First", "Second"],
    };
}
