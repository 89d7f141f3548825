using System.Globalization;

namespace PSBackprop;

/// <summary>Compares the columns of networks that are to be one, and makes one of them.</summary>
internal static class ColumnJoin
{
    private const string None = "none";

    // What rows of the same kind may differ in. The layers of a network can take up a scaling that shifts and divides.
    private static readonly string[] s_ofRows = ["minimum", "maximum"];
    private static readonly string[] s_ofScaling = ["offset", "scale"];

    /// <summary>What has to be alike of two networks' columns: each with its value in the one and in the other.</summary>
    public static IEnumerable<(string What, string First, string Other)> Compare(NetworkColumns? first, NetworkColumns? other)
    {
        if (first is null || other is null)
        {
            yield return ("features", Names(first?.Input), Names(other?.Input));
            yield break;
        }

        foreach (var (role, here, there) in new[] { ("feature", first.Input, other.Input), ("target", first.Output, other.Output) })
        {
            yield return ($"{role}s", Names(here), Names(there));
            foreach (var (column, counterpart) in here.Zip(there))
            {
                yield return ($"{role} '{column.Name}'", Describe(column), Describe(counterpart));
            }
        }

        yield return ("time series", $"{first.Series?.Identify(string.Concat)}", $"{other.Series?.Identify(string.Concat)}");
        yield return ("positive class", $"{first.PositiveClass}", $"{other.PositiveClass}");
        yield return ("way to take unknown categories", $"{first.UnknownCategory}", $"{other.UnknownCategory}");
        yield return ("culture of numbers", $"{first.Notation}", $"{other.Notation}");
    }

    /// <summary>Whether columns that are alike are scaled otherwise.</summary>
    public static bool Differs(IReadOnlyList<NetworkColumn> first, IReadOnlyList<NetworkColumn> other) =>
        first.Zip(other).Any(static pair => pair.First.Offset != pair.Second.Offset || pair.First.Scale != pair.Second.Scale);

    /// <summary>A number for each unit: what a column has is for its first unit.</summary>
    public static double[] Units(
        IReadOnlyList<NetworkColumn> first, IReadOnlyList<NetworkColumn> other, Func<NetworkColumn, NetworkColumn, double> ofFirst, double ofOthers) =>
        [.. first.Zip(other).SelectMany(pair => Enumerable.Repeat(ofOthers, pair.First.Width - 1).Prepend(ofFirst(pair.First, pair.Second)))];

    /// <summary>The first of several columns that are alike, with ranges that include those of the others.</summary>
    public static NetworkColumns Widen(NetworkColumns first, IReadOnlyList<NetworkColumns> others) => first.With(
        [.. first.Input.Select((column, i) => others.Aggregate(column, (widened, other) => widened.Widen(other.Input[i])))],
        first.Output,
        first.MissingPolicy);

    private static string Names(IReadOnlyList<NetworkColumn>? columns) =>
        columns is null ? None : string.Join(", ", columns.Select(static column => $"'{column.Name}'"));

    private static string Describe(NetworkColumn column)
    {
        var description = new Description(column.IsBounded ? s_ofRows : [.. s_ofRows, .. s_ofScaling]);
        column.Store(description);
        return $"{column.Kind}{string.Concat(description.Parts)}{(column.HasMissingUnit ? ", with a unit for missing values" : string.Empty)}";
    }

    /// <summary>What a file says of a column, but for some of its members.</summary>
    private sealed class Description(string[] without) : IColumnWriter
    {
        public List<string> Parts { get; } = [];

        public void Number(string member, double value) => Add(member, value.ToString("R", CultureInfo.InvariantCulture));

        public void Numbers(string member, IEnumerable<double> values) =>
            Add(member, string.Join(" ", values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture))));

        public void Text(string member, string value) => Add(member, value);

        public void Texts(string member, IEnumerable<string> values) => Add(member, string.Join(" ", values.Select(static value => $"'{value}'")));

        public void Name<TEnum>(string member, TEnum value)
            where TEnum : struct, Enum => Add(member, value.ToString());

        private void Add(string member, string value)
        {
            if (!without.Contains(member))
            {
                Parts.Add($", {member} {value}");
            }
        }
    }
}
