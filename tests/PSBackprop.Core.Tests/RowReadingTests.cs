using System.Globalization;
using System.IO.Compression;
using System.Text;

using PSBackprop.Data;
using PSBackprop.Data.Csv;
using PSBackprop.Storage;

namespace PSBackprop.Core.Tests;

/// <summary>Rows of files are split, decoded, placed and understood as they should be, whatever is in them.</summary>
public sealed class RowReadingTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_path + ".gz");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Records_are_read_as_they_were_written(string lineEnd)
    {
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            // Now and then long enough to cross the ends of buffers.
            List<string[]> expected = [];
            string text = RandomCsv(random, lineEnd, i % 30 == 0 ? 4000 : random.Next(1, 30), expected);
            Assert.Equal(expected, Records(text).Select(static record => record.Fields));
        }
    }

    [Fact]
    public void The_line_of_a_record_counts_every_line_of_the_file()
    {
        const string text = "a,b\n\n1,\"x\ny\"\r\n\r\n2,\"\"\"\r\n\r\n\"\n3,z";
        Assert.Equal([1, 2, 3, 5, 6, 9], Records(text).Select(static record => record.Line));
    }

    [Fact]
    public void A_fault_names_the_row_of_data_and_the_line_of_the_file()
    {
        // Row 1 begins in line 2, row 2 in line 5, row 3 in line 6; the blank line 4 is no row.
        BackpropException fault = Fault("a,b,y\n1,\"x\nz\",1\n\n,w,2\nbad,v,3\n", missing: MissingPolicy.Drop);
        Assert.Equal("TextInNumericColumn", fault.Id);
        Assert.Contains("Row 3 (line 6), column 'a' is 'bad'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Row 2 (line 5) of", Fault("a,y\n1,1\n\n\n2\n").Message, StringComparison.Ordinal);
        Assert.Contains("Row 2 (line 4) has no value in column 'a'", Fault("a,y\n1,1\n\n,2\n").Message, StringComparison.Ordinal);
        Assert.Contains("Row 1 (line 2) has no value in column 'a'", Fault("a,y\n,1\n\n5,2\n").Message, StringComparison.Ordinal);
        Assert.Contains(
            "Row 2 (line 3) has no value in the target column 'y'",
            Fault("a,y\n1,1\n5,\n", missing: MissingPolicy.Mean).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Dropping_rows_gives_what_a_file_without_them_gives()
    {
        var random = new Random(2);
        for (int i = 0; i < 200; i++)
        {
            // The first row is whole, so that it says what the columns are in both.
            List<string> rows = ["1,x,true,0"];
            for (int row = 0; row < 30; row++)
            {
                string[] values = [$"{random.Next(9)}", $"{"xyzuvw"[random.Next(6)]}", random.Next(2) == 0 ? "true" : "false", $"{random.Next(3)}"];
                if (random.Next(3) == 0)
                {
                    int place = random.Next(4);
                    values[place] = place == 1 ? " " : random.Next(2) == 0 ? "NA" : string.Empty;
                }

                rows.Add(string.Join(',', values));
            }

            string[] whole = [.. rows
                .Where(static row => !row.Contains("NA", StringComparison.Ordinal) && row.Split(',').All(static value => value.Trim().Length > 0))];
            Dataset dropped = Read("a,b,c,y\n" + string.Join('\n', rows), MissingPolicy.Drop);
            Dataset without = Read("a,b,c,y\n" + string.Join('\n', whole));
            Assert.Equal(Values(without), Values(dropped));
            foreach (var (left, right) in without.Columns.Zip(dropped.Columns))
            {
                Assert.Equal(left.Kind, right.Kind);
                Assert.Equal(left.Categories, right.Categories);
            }
        }
    }

    [Fact]
    public void A_class_seen_only_in_dropped_rows_is_no_class()
    {
        Dataset data = Read("a,y\n1,u\n,v\n2,u\n", MissingPolicy.Drop);
        Assert.Equal(["u"], data.Target[0].Categories);
        Assert.Equal(
            "OneClassOnly",
            Assert.Throws<BackpropException>(() => ColumnFit.Of(data, Scaling.None, Scaling.None, UnknownCategory.Error, oneUnit: false)).Id);
    }

    [Fact]
    public void A_column_without_values_is_left_out_with_a_finding_whatever_the_policy()
    {
        foreach (MissingPolicy missing in Enum.GetValues<MissingPolicy>())
        {
            Dataset data = Read("a,b,c,y\n1,,NA,1\n2, ,?,5\n", missing);
            Assert.Equal(["a"], data.Feature.Select(static column => column.Name));
            Assert.Contains("2 columns ('b', 'c') have no value", Assert.Single(data.Findings), StringComparison.Ordinal);
        }

        Assert.Equal("TargetEmpty", Fault("a,y\n1,\n2,\n", missing: MissingPolicy.Drop).Id);
        Assert.Equal("NothingInRows", Assert.Throws<BackpropException>(() => Read("a,b\n,\n,\n", target: null)).Id);
    }

    [Fact]
    public void A_marker_is_missing_among_numbers_and_states_and_a_text_among_texts_wherever_it_stands()
    {
        foreach (string[] order in (string[][])[["NA", "5", "x", "true"], ["5", "NA", "x", "true"]])
        {
            string first = order[0];
            string number = first == "NA" ? "NA\n5" : "5\nNA";
            Assert.Equal("ValueMissing", Assert.Throws<BackpropException>(() => Read("a\n" + number, target: null)).Id);
            Assert.Equal(1, Read("a\n" + number, MissingPolicy.Drop, target: null).Count);
            Assert.Equal(1, Read("a\n" + number.Replace("5", "true", StringComparison.Ordinal), MissingPolicy.Drop, target: null).Count);
            Assert.Equal(2, Read("a\n" + number.Replace("5", "x", StringComparison.Ordinal), target: null).Feature[0].Categories.Count);
        }
    }

    [Fact]
    public void An_infinite_number_is_refused_as_such_in_every_notation()
    {
        foreach (string culture in (string[])["", "de-DE"])
        {
            var builder = new DatasetBuilder(MissingPolicy.Error, NumberNotation.Of(CultureInfo.GetCultureInfo(culture)));
            ColumnBuilder column = builder.Add("a", kind: null, isTarget: false, dateFormat: null);
            Assert.Equal("NumberNotFinite", Assert.Throws<BackpropException>(() => column.AddNumber(double.PositiveInfinity)).Id);
        }
    }

    [Theory]
    [InlineData("a,y\n007,\n12,1\n13,2")]
    [InlineData("a,y\n12,1\n007,\n008,2")]
    [InlineData("a,y\n007,\nx,1\n5,2")]
    public void The_finding_on_leading_zeros_tells_the_text_that_decided_though_its_row_is_left_out(string text) =>
        Assert.Contains("such as '007'", Assert.Single(Read(text, MissingPolicy.Drop).Findings), StringComparison.Ordinal);

    [Fact]
    public void Names_that_did_not_decide_are_no_finding_though_one_begins_with_a_zero_and_is_left() =>
        Assert.Empty(Read("a,y\nx,\n007,1\nz,2", MissingPolicy.Drop).Findings);

    [Theory]
    [InlineData("10115\n01067\n20095", "10115,01067,20095", true)]
    [InlineData("01067\n10115", "01067,10115", true)]
    [InlineData("1.5\n007.5\n07", "1.5,7.5,7", false)]
    [InlineData("0\n0.5\n10", "0,0.5,10", false)]
    public void Digits_with_a_leading_zero_make_a_column_of_names(string values, string expected, bool areNames)
    {
        Dataset data = Read("a\n" + values, target: null);
        Assert.Equal(areNames ? ColumnKind.Categorical : ColumnKind.Numeric, data.Feature[0].Kind);
        Assert.Equal(
            expected,
            string.Join(',', Enumerable.Range(0, data.Count).Select(row => Convert.ToString(data.Feature[0][row], CultureInfo.InvariantCulture))));
        Assert.Equal(areNames ? 1 : 0, data.Findings.Count);
        Assert.Equal(ColumnKind.Numeric, Read("a\n" + values, target: null, kind: ColumnKind.Numeric).Feature[0].Kind);
    }

    [Fact]
    public void Numbers_in_a_notation_are_what_the_framework_reads_in_the_culture()
    {
        var random = new Random(3);
        foreach (string name in (string[])["de-DE", "fr-FR", "en-US", "tr-TR", "de-CH", "pt-BR"])
        {
            var culture = CultureInfo.GetCultureInfo(name);
            var notation = NumberNotation.Of(culture);
            for (int i = 0; i < 2000; i++)
            {
                double value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 12));
                string text = value
                    .ToString(random.Next(2) == 0 ? "N2" : "F3", culture)
                    .Replace(culture.NumberFormat.NegativeSign, "-", StringComparison.Ordinal);
                Assert.True(NumberReader.TryRead(text.AsSpan(), notation, out double number), $"{text} in {name}");
                Assert.Equal(double.Parse(text, NumberStyles.Number, culture), number);
            }
        }
    }

    [Theory]
    [InlineData("de-DE", "1.234,5", 1234.5)]
    [InlineData("de-DE", "1.234.567", 1234567.0)]
    [InlineData("de-DE", "-12,5e2", -1250.0)]
    [InlineData("de-DE", "1.234", null)]
    [InlineData("de-DE", "12.5", null)]
    [InlineData("de-DE", "1.23,5", null)]
    [InlineData("de-DE", "0.123,5", null)]
    [InlineData("de-DE", "1,5,5", null)]
    [InlineData("en-US", "1,234.5", 1234.5)]
    [InlineData("en-US", "1,234", null)]
    [InlineData("fr-FR", "1 234,5", 1234.5)]
    [InlineData("de-CH", "1'234.5", 1234.5)]
    [InlineData("", "1,234.5", null)]
    [InlineData("", "1,5", null)]
    [InlineData("", "1.5", 1.5)]
    public void A_number_is_read_only_where_nothing_else_can_be_meant(string culture, string text, double? expected)
    {
        bool isNumber = NumberReader.TryRead(text.AsSpan(), NumberNotation.Of(CultureInfo.GetCultureInfo(culture)), out double number);
        Assert.Equal(expected, isNumber ? number : null);
    }

    [Fact]
    public void Numbers_of_another_culture_are_a_finding_and_its_remedy_works()
    {
        const string text = "t;n;y\n12,5;x;1,5\n13;y;2\n";
        Dataset data = Read(text, delimiter: ';');
        Assert.Contains("-Culture de-DE", Assert.Single(data.Findings), StringComparison.Ordinal);
        Assert.Contains("('t', 'y')", data.Findings[0], StringComparison.Ordinal);
        Dataset german = Read(text, delimiter: ';', culture: "de-DE");
        Assert.Empty(german.Findings);
        Assert.Equal([12.5, 13], ((NumberColumn)german.Find("t")).Values);
        Assert.Contains("-Culture de-DE", Fault(text, delimiter: ';', kind: ColumnKind.Numeric).Message, StringComparison.Ordinal);
        Assert.Contains("-Culture de-DE", Fault("y\n12\n12;5\n".Replace(';', ','), delimiter: ';').Message, StringComparison.Ordinal);
        Assert.Contains("-Culture", Assert.Single(Read("y\n1,234.5\n", delimiter: ';').Findings), StringComparison.Ordinal);
        Assert.Empty(Read("y\n1,5 cm\n12,5\n", delimiter: ';').Findings);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("iso-8859-1", false)]
    public void Every_encoding_gives_the_same_text(string name, bool hasMark)
    {
        // Longer than the buffers, with characters of one to four bytes at all places of their ends.
        string text = "k,y\n"
            + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{new string('a', i % 7)}{(name == "iso-8859-1" ? "ä" : "ä€😀")}{i % 50},1\n"));
        var encoding = Encoding.GetEncoding(name);
        File.WriteAllBytes(_path, [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        Dataset data = CsvDatasetReader.Read(_path, Options(encoding: hasMark ? null : encoding), default);
        Assert.Equal(30_000, data.Count);
        Assert.Equal(text, "k,y\n" + string.Concat(Enumerable.Range(0, data.Count).Select(row => $"{data.Feature[0][row]},1\n")));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20_000)]
    public void Bytes_that_are_no_text_are_named_by_line_and_offset(int rows)
    {
        byte[] good = Encoding.UTF8.GetBytes("k,y\n" + string.Concat(Enumerable.Range(0, rows).Select(static i => $"ä{i},1\n")));
        File.WriteAllBytes(_path, [.. good, .. Encoding.Latin1.GetBytes("Käse,1\n")]);
        var fault = Assert.Throws<BackpropException>(() => CsvDatasetReader.Read(_path, Options(), default));
        Assert.Equal("TextNotDecoded", fault.Id);
        Assert.Contains($"Line {rows + 2} ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"E4 at offset {good.Length + 1})", fault.Message, StringComparison.Ordinal);
        Assert.Equal(rows + 1, CsvDatasetReader.Read(_path, Options(encoding: Encoding.Latin1), default).Count);
        File.WriteAllBytes(_path, good[..^3]);
        File.WriteAllBytes(_path, [.. good, 0xE2, 0x82]);
        Assert.Contains(
            $"offset {good.Length})",
            Assert.Throws<BackpropException>(() => CsvDatasetReader.Read(_path, Options(), default)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_an_earlier_row_comes_before_bytes_that_are_no_text()
    {
        File.WriteAllBytes(_path, Encoding.Latin1.GetBytes("k,y\n1,2,3\nKäse,1\n"));
        Assert.Equal("RaggedLine", Assert.Throws<BackpropException>(() => CsvDatasetReader.Read(_path, Options(), default)).Id);
    }

    [Fact]
    public void Text_in_wide_characters_without_a_mark_is_asked_about()
    {
        File.WriteAllBytes(_path, Encoding.Unicode.GetBytes("k,y\n1,2\n"));
        Assert.Equal("EncodingNotGiven", Assert.Throws<BackpropException>(() => CsvDatasetReader.Read(_path, Options(), default)).Id);
    }

    [Fact]
    public void A_row_of_a_million_fields_is_soon_refused()
    {
        File.WriteAllText(_path, "a,y\n" + new string(',', 999_999) + "\n");
        long before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<BackpropException>(() => CsvDatasetReader.Read(_path, Options(), default));
        Assert.Equal("RaggedLine", fault.Id);
        Assert.Contains("1000000 fields", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }

    [Theory]
    [InlineData(",\n")]
    [InlineData("NA,NA\n")]
    [InlineData("1,1\n")]
    [InlineData("true,x\n")]
    public void A_small_compressed_file_takes_little_memory(string row)
    {
        using (var stream = new GZipStream(File.Create(_path + ".gz"), CompressionLevel.SmallestSize))
        {
            stream.Write("a,y\n"u8);
            byte[] rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(row, 10_000)));
            for (int i = 0; i < 16_000_000 / rows.Length; i++)
            {
                stream.Write(rows);
            }
        }

        Assert.InRange(new FileInfo(_path + ".gz").Length, 1, 40_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? fault = Record.Exception(() => CsvDatasetReader.Read(_path + ".gz", Options(missing: MissingPolicy.Mean), default));
        Assert.Equal("FileExpands", Assert.IsType<BackpropException>(fault).Id);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public void Reading_stops_when_told_to_within_rows_and_within_a_row()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        foreach (string text in (string[])["a,y\n" + string.Concat(Enumerable.Repeat("1,2\n", 50_000)), "a,y\n\"" + new string('x', 1_000_000)])
        {
            File.WriteAllText(_path, text);
            Assert.ThrowsAny<OperationCanceledException>(() => CsvDatasetReader.Read(_path, Options(), stopped.Token));
        }
    }

    [Fact]
    public void A_network_keeps_how_numbers_are_written()
    {
        Dataset data = Read("t;y\n12,5;1,5\n13;2\n", delimiter: ';', culture: "de-DE");
        var network = Network.Create(1, [new LayerSpecification { Units = 1 }], new NetworkSettings { Seed = 1 });
        network.Columns = ColumnFit.Of(data, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: true);
        string file = Path.ChangeExtension(_path, ".json");
        try
        {
            NetworkFile.Save(network, file, overwrite: true, force: false);
            NetworkColumns columns = NetworkFile.Load(file).Columns!;
            Assert.Equal("de-DE", columns.Culture);
            Assert.Equal(network.Columns.Notation, columns.Notation);
            Assert.Equal(network.Columns.Notation, ColumnFit.Refit(columns, data).Notation);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string RandomCsv(Random random, string lineEnd, int rows, List<string[]> expected)
    {
        var text = new StringBuilder();
        for (int row = 0; row < rows; row++)
        {
            string[] values = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => RandomText(random))];
            expected.Add(values);
            text.AppendJoin(',', values.Select(value => value.IndexOfAny(['"', '\n', '\r', ',']) >= 0 || random.Next(5) == 0 ? Quoted(value) : value));

            // The last line may have no end, unless it is empty.
            text.Append(row < rows - 1 || values is [""] || random.Next(2) == 0 ? lineEnd : string.Empty);
        }

        return text.ToString();
    }

    private static string RandomText(Random random) =>
        new([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => "ab 1.\"\n\r,x;é"[random.Next(12)])]);

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<(string[] Fields, long Line)> Records(string text)
    {
        using var decoded = new StrictText(new MemoryStream(Encoding.UTF8.GetBytes(text)), null);
        var records = new CsvRecords(decoded, ',', "text", default);
        List<(string[] Fields, long Line)> all = [];
        while (records.Read())
        {
            all.Add(([.. Enumerable.Range(0, records.Count).Select(field => records[field].ToString())], records.Line));
        }

        return all;
    }

    private static IEnumerable<string> Values(Dataset data) =>
        Enumerable.Range(0, data.Count).Select(row => string.Join('|', data.Columns.Select(column => column[row])));

    private BackpropException Fault(string text, MissingPolicy missing = MissingPolicy.Error, char delimiter = ',', ColumnKind? kind = null) =>
        Assert.Throws<BackpropException>(() => Read(text, missing, kind: kind, delimiter: delimiter));

    private Dataset Read(
        string text,
        MissingPolicy missing = MissingPolicy.Error,
        string? target = "y",
        ColumnKind? kind = null,
        char delimiter = ',',
        string culture = "")
    {
        File.WriteAllText(_path, text);
        return CsvDatasetReader.Read(_path, Options(missing, target, kind, delimiter, culture), default);
    }

    private static CsvOptions Options(
        MissingPolicy missing = MissingPolicy.Error,
        string? target = "y",
        ColumnKind? kind = null,
        char delimiter = ',',
        string culture = "",
        Encoding? encoding = null) => new()
    {
        Missing = missing,
        Delimiter = delimiter,
        Encoding = encoding,
        Notation = NumberNotation.Of(CultureInfo.GetCultureInfo(culture)),
        Kind = kind is { } given ? new Dictionary<string, ColumnKind> { ["a"] = given, ["t"] = given, ["y"] = given } : [],
        Select = header => new DatasetSelection([.. header.Where(name => name != target)], target is null ? [] : [target]),
    };
}
