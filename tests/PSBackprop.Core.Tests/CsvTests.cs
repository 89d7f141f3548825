using System.IO.Compression;
using System.Text;

using PSBackprop.Data;
using PSBackprop.Data.Csv;

namespace PSBackprop.Core.Tests;

/// <summary>CSV files become typed columns, or one clear fault.</summary>
public sealed class CsvTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_first_value_says_what_a_column_is()
    {
        Dataset data = Read("a,b,c,d\n1,x,True,2.5\n2,y,false,-1e3\n", "d");
        Assert.Equal([ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Boolean], data.Feature.Select(column => column.Kind));
        Assert.Equal([1.0, 2.0], Numbers(data, "a"));
        Assert.Equal([2.5, -1000.0], Numbers(data, "d"));
        Assert.Equal(["x", "y"], data.Find("b").Categories);
        Assert.Equal(false, data.Find("c")[1]);
    }

    [Fact]
    public void Quotes_line_breaks_byte_order_marks_and_carriage_returns_are_understood()
    {
        Dataset data = Read("\uFEFFa,\"b, the second\",c\r\n1,\"he said \"\"no\"\"\",\"two\r\nlines\"\r\n2,plain,x\r\n\r\n", "a");
        Assert.Equal(["b, the second", "c"], data.Feature.Select(column => column.Name));
        Assert.Equal("he said \"no\"", data.Feature[0][0]);
        Assert.Equal("two\r\nlines", data.Feature[1][0]);
        Assert.Equal(2, data.Count);
    }

    [Fact]
    public void Numbers_have_the_bits_that_the_framework_reads()
    {
        string[] texts =
        [
            "0.1", "123456789012345", "1234567890123456789", "-0", "1e-320", "3.141592653589793", "0.000001", "00012.50", "1e22",
            "+7", "4.35", "999999999999999", "0.3",
        ];
        Dataset data = Read("a,y\n" + string.Concat(texts.Select(text => $"{text},1\n")), "y");
        Assert.Equal(
            texts.Select(text => BitConverter.DoubleToInt64Bits(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))),
            Numbers(data, "a").Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Random_decimal_texts_are_read_as_the_framework_reads_them()
    {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++)
        {
            string text = random.Next(3) switch
            {
                0 => random.NextInt64(1_000_000_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
                1 => (random.NextDouble() * Math.Pow(10, random.Next(-4, 8)))
                    .ToString("F" + random.Next(1, 9), System.Globalization.CultureInfo.InvariantCulture),
                _ => random.NextDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            };
            Assert.True(NumberReader.TryRead(text.AsSpan(), out double number));
            Assert.Equal(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), number);
        }
    }

    [Fact]
    public void A_compressed_file_is_read_as_it_is()
    {
        string path = _path + ".gz";
        try
        {
            using (var stream = new GZipStream(File.Create(path), CompressionMode.Compress))
            {
                stream.Write("a,y\n1,2\n"u8);
            }

            Assert.Equal([1.0], Numbers(CsvDatasetReader.Read(path, Options("y"), default), "a"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_header_can_be_given_and_columns_chosen()
    {
        File.WriteAllText(_path, "1;2;3\n4;5;6\n");
        Dataset data = CsvDatasetReader.Read(
            _path,
            new CsvOptions { Header = ["x", "y", "z"], Delimiter = ';', Select = _ => new DatasetSelection(["z"], ["x"]) },
            default);
        Assert.Equal([3.0, 6.0], Numbers(data, "z"));
        Assert.Equal([1.0, 4.0], Numbers(data, "x"));
    }

    [Fact]
    public void A_target_of_only_zero_and_one_is_a_yes_or_no()
    {
        Assert.Equal(ColumnKind.Boolean, Read("a,y\n0,1\n1,0\n", "y").Target[0].Kind);
        Assert.Equal(ColumnKind.Numeric, Read("a,y\n0,1\n1,2\n", "y").Target[0].Kind);
        Assert.Equal(ColumnKind.Numeric, Read("a,y\n0,1\n1,0\n", "y", ColumnKind.Numeric).Target[0].Kind);
        Assert.Equal(ColumnKind.Numeric, Read("a,y\n0,1\n1,0\n", "y").Feature[0].Kind);
    }

    [Fact]
    public void Rows_with_a_missing_value_are_left_out_where_asked_for()
    {
        Dataset data = Read("a,b,y\n1,x,1\n,y,2\nNA,x,3\n4,,4\n5,z,5\n", "y", missing: MissingPolicy.Drop);
        Assert.Equal([1.0, 5.0], Numbers(data, "y"));
        Assert.Equal([1.0, 5.0], Numbers(data, "a"));
    }

    [Theory]
    [InlineData(MissingPolicy.Mean, 4.0)]
    [InlineData(MissingPolicy.Median, 2.0)]
    public void Training_data_says_what_stands_for_a_missing_value(MissingPolicy missing, double expected)
    {
        Dataset data = Read("a,b,y\n1,x,1\n2,y,2\n,y,3\n9,,4\n", "y", missing: missing);
        NetworkColumns columns = ColumnFit.Of(data, Scaling.None, Scaling.None, UnknownCategory.Error, oneUnit: false);
        DataMatrix input = DatasetEncoder.Inputs(columns, data);
        Assert.Equal(["a", "a is missing", "b = x", "b = y", "b is missing"], input.ColumnNames!);
        Assert.Equal([expected, 1, 0, 1, 0], Row(2));
        Assert.Equal([9.0, 0, 0, 1, 1], Row(3));

        IEnumerable<double> Row(int row) => Enumerable.Range(0, input.Columns).Select(unit => input[row, unit]);
    }

    [Theory]
    [InlineData("", "EmptyFile", "is empty")]
    [InlineData("a,y\n", "NoRows", "has no rows")]
    [InlineData("a,a\n1,2\n", "ColumnTwice", "'a'")]
    [InlineData("a,,y\n1,2,3\n", "ColumnUnnamed", "Column 2")]
    [InlineData("a,y\n1,2\n3\n", "RaggedLine", "Row 2")]
    [InlineData("a,y\n1,2,3\n", "RaggedLine", "Row 1")]
    [InlineData("a,y\n1,2\n3,4\nfive,6\n", "TextInNumericColumn", "Row 3 (line 4), column 'a' is 'five'")]
    [InlineData("a,y\nx,2\n1,4\n", "", "")]
    [InlineData("a,y\n1,2\n\"0,5\",4\n", "TextInNumericColumn", "'0,5'")]
    [InlineData("a,y\n1,2\n1kb,4\n", "TextInNumericColumn", "'1kb'")]
    [InlineData("a,y\n1,2\n0x10,4\n", "TextInNumericColumn", "'0x10'")]
    [InlineData("a,y\n1,2\n1e999,4\n", "NumberNotFinite", "1e999")]
    [InlineData("a,y\ntrue,2\nmaybe,4\n", "TextInBooleanColumn", "'maybe'")]
    [InlineData("a,y\n1,2\n,4\n", "ValueMissing", "Row 2")]
    [InlineData("a,y\n1,2\n\"x,4\n", "CsvFormat", "quote")]
    public void A_file_that_is_wrong_is_one_clear_fault(string content, string id, string part)
    {
        Exception? fault = Record.Exception(() => Read(content, "y"));
        if (id.Length == 0)
        {
            Assert.Null(fault);
            return;
        }

        var found = Assert.IsType<BackpropException>(fault);
        Assert.Equal(id, found.Id);
        Assert.Contains(part, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_target_is_a_fault_even_where_features_may_be_missing() =>
        Assert.Equal("TargetMissing", Assert.Throws<BackpropException>(() => Read("a,y\n1,2\n2,\n", "y", missing: MissingPolicy.Mean)).Id);

    [Fact]
    public void A_constant_column_does_not_divide_by_zero()
    {
        Dataset data = Read("a,b,y\n3,1e300,1\n3,-1e300,2\n3,1e300,4\n", "y");
        foreach (Scaling scaling in Enum.GetValues<Scaling>())
        {
            DataMatrix input = DatasetEncoder.Inputs(ColumnFit.Of(data, scaling, Scaling.Standard, UnknownCategory.Error, oneUnit: false), data);
            Assert.Equal(scaling == Scaling.None ? 3 : 0, input[0, 0]);
        }
    }

    private Dataset Read(string content, string target, ColumnKind? kind = null, MissingPolicy missing = MissingPolicy.Error)
    {
        File.WriteAllText(_path, content, new UTF8Encoding(false));
        return CsvDatasetReader.Read(_path, Options(target, kind, missing), default);
    }

    private static CsvOptions Options(string target, ColumnKind? kind = null, MissingPolicy missing = MissingPolicy.Error) => new()
    {
        Kind = kind is { } given ? new Dictionary<string, ColumnKind> { [target] = given } : [],
        Missing = missing,
        Select = header => new DatasetSelection([.. header.Where(name => name != target)], [target]),
    };

    private static double[] Numbers(Dataset data, string name) => ((NumberColumn)data.Find(name)).Values;
}
