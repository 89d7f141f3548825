using System.Text;

using PSBackprop.Data;
using PSBackprop.Storage;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>Columns of texts.</summary>
public sealed class TextColumnTests
{
    // Written from the description in about_PSBackprop_Data alone: sets of tokens, a hash, signs, square roots of counts, length 1.
    private static double[] Plain(string text, int bits)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (Rune rune in (text + " ").EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        var counts = new Dictionary<uint, int>();
        void Count(string token, uint seed)
        {
            uint hash = token.Aggregate(seed, static (hash, letter) => unchecked((hash ^ letter) * 16777619));
            hash = unchecked((hash ^ (hash >> 16)) * 2246822507);
            hash = unchecked((hash ^ (hash >> 13)) * 3266489909);
            hash ^= hash >> 16;
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
        }

        for (int i = 0; i < words.Count; i++)
        {
            Count(words[i], 2166136261);
            if (i > 0)
            {
                Count($"{words[i - 1]} {words[i]}", 2166136261);
            }

            string padded = $" {words[i]} ";
            for (int length = 3; length <= 5; length++)
            {
                for (int start = 0; start + length <= padded.Length; start++)
                {
                    Count(padded.Substring(start, length), 84696351);
                }
            }
        }

        double[] units = new double[1 << bits];
        foreach (var (hash, count) in counts.OrderBy(static pair => pair.Key))
        {
            units[hash & ((1u << bits) - 1)] += hash >> 31 == 0 ? Math.Sqrt(count) : -Math.Sqrt(count);
        }

        double norm = Math.Sqrt(units.Sum(static unit => unit * unit));
        return norm == 0 ? units : Array.ConvertAll(units, unit => unit / norm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("a")]
    [InlineData("The printer on floor 3 does not print; the PRINTER is offline.")]
    [InlineData("Straße ÉTÉ İstanbul 東京 𝒜𝟙 naïve")]
    [InlineData("aaaa aaaa aaaa aaaa")]
    public void Units_are_as_described(string text)
    {
        foreach (int bits in new[] { 1, 8, 14 })
        {
            double[] units = new double[1 << bits];
            new TextFeatures(bits).Encode(text, new DenseUnitRow(units));
            Assert.Equal(Plain(text, bits), units);
        }
    }

    [Fact]
    public void A_text_has_the_same_units_in_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            double[] Units()
            {
                double[] units = new double[256];
                new TextFeatures(8).Encode("TITLE Iıİi", new DenseUnitRow(units));
                return units;
            }

            double[] expected = Units();
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(expected, Units());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Texts_are_kept_sparse_and_give_the_bits_of_the_written_out_units()
    {
        Dataset data = Tickets(200);
        NetworkColumns columns = ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: false);
        Assert.Equal(16384 + 1, columns.InputSize);
        var (input, target) = DatasetEncoder.Encode(columns, data, 0, default);
        Assert.NotNull(input.Sparse);
        Assert.True(input.Sparse.Count < 200 * 400);
        double[] Trained(DataMatrix rows)
        {
            var network = Network.Create(columns, [new LayerSpecification { Units = 8 }], new NetworkSettings { Seed = 1 }, default);
            network.Columns = null;
            Trainer.Train(network, rows, target, new TrainingOptions { Epoch = 2 }, null, default);
            return network.Parameters;
        }

        Assert.Equal(Trained(new DataMatrix("x", input.ToArray<double>(), input.Rows, input.Columns)), Trained(input));
    }

    [Fact]
    public void A_network_of_texts_comes_back_from_its_file()
    {
        Dataset data = Tickets(60);
        NetworkColumns columns = ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: false, textBit: 11);
        var network = Network.Create(columns, [new LayerSpecification { Units = 4 }], new NetworkSettings { Seed = 1 }, default);
        Trainer.Train(network, data, null, new TrainingOptions { Epoch = 2 }, null, default);
        using var stream = new MemoryStream();
        NetworkWriter.Write(network, stream, withHistory: true, position: null);
        stream.Position = 0;
        Network back = NetworkReader.Read(stream, "memory", out _);
        Assert.Equal(11, back.Columns!.Input[0].TextBit);
        Assert.Equal(network.Parameters, back.Parameters);
        Assert.Equal(
            DatasetEncoder.Inputs(columns, data).ToArray<double>(),
            DatasetEncoder.Inputs(ColumnFit.Refit(back.Columns, data), data).ToArray<double>());
    }

    [Fact]
    public void Texts_cannot_be_learned()
    {
        var data = new Dataset("d", [new NumberColumn("x", [1, 2])], [new StringColumn("t", ["a", "b"])]);
        BackpropException fault = Assert.Throws<BackpropException>(() =>
            ColumnFit.Of(data, Scaling.None, Scaling.None, UnknownCategory.Error, oneUnit: false));
        Assert.Equal("TargetKind", fault.Id);
    }

    private static Dataset Tickets(int rows)
    {
        string[] things = ["printer", "password", "network", "invoice"];
        string[] texts = [.. Enumerable.Range(0, rows).Select(row => $"My {things[row % 4]} number {row} has a problem since {row % 7} days")];
        return new Dataset(
            "tickets",
            [new StringColumn("Description", texts), new NumberColumn("Age", [.. Enumerable.Range(0, rows).Select(static row => (double)(row % 11))])],
            [new CategoryColumn("Queue", ColumnKind.Categorical, [.. Enumerable.Range(0, rows).Select(static row => row % 4)], things)]);
    }
}
