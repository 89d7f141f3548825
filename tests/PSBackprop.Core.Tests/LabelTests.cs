using PSBackprop.Data;
using PSBackprop.Propagation;
using PSBackprop.Storage;

namespace PSBackprop.Core.Tests;

/// <summary>Labels come back in the type that the target had, from memory and from files.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psbackprop").FullName;

    public static TheoryData<string[], object[]> Categories => new()
    {
        { ["False", "True"], [false, true] },
        { ["true", "false"], [true, false] },
        { ["7", "-1", "0"], [7, -1, 0] },
        { ["7", "3000000000"], [7L, 3000000000L] },
        { ["07", "1"], ["07", "1"] },
        { ["1", "1.0"], ["1", "1.0"] },
        { ["True", "true"], ["True", "true"] },
        { ["True", "Maybe"], ["True", "Maybe"] },
        { ["+1", "2"], ["+1", "2"] },
        { ["99999999999999999999", "1"], ["99999999999999999999", "1"] },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Categories))]
    public void A_label_is_what_its_text_stands_for(string[] categories, object[] expected)
    {
        Network network = Classifier(categories, labelType: null);
        Assert.Equal(expected, network.Columns!.Labels);
        Network loaded = Reloaded(network);
        Assert.Equal(expected, loaded.Columns!.Labels);
        foreach (Network one in new[] { network, loaded })
        {
            Prediction prediction = DecoderFactory.Create(one).Decode(Predictor.Create(one, 1).Predict(new double[] { 0 }));
            Assert.Contains(prediction.Label, expected);
            Assert.Equal(categories, prediction.Probabilities!.Keys, StringComparer.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Members_of_an_enum_come_back_where_the_enum_is_there_and_as_texts_elsewhere()
    {
        Network network = Classifier(["Monday", "Friday"], LabelType.OfEnum(typeof(DayOfWeek)));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], Reloaded(network).Columns!.Labels);
        Assert.Equal(["Monday", "Friday"], Reloaded(network, "System.DayOfWeek", "Contoso.DayOfWeek").Columns!.Labels);
        Assert.Equal(["Monday", "Doomsday"], Reloaded(network, "\"Friday\"", "\"Doomsday\"").Columns!.Labels);
        Assert.Contains("\"enumType\": \"Contoso.DayOfWeek\"", Text(Reloaded(network, "System.DayOfWeek", "Contoso.DayOfWeek")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.Net.Mail.MailPriority, System.Net.Mail")]
    [InlineData("System.Collections.Generic.List`1[[System.Net.Mail.MailPriority, System.Net.Mail]]")]
    [InlineData("[System.DayOfWeek]")]
    [InlineData("System.String")]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("System.DayOfWeek+")]
    [InlineData("")]
    public void A_name_in_a_file_loads_nothing(string name)
    {
        Network network = Classifier(["Low", "High"], LabelType.OfEnum(typeof(DayOfWeek)));
        string[] before = Loaded();
        Assert.Equal(["Low", "High"], Reloaded(network, "System.DayOfWeek", name).Columns!.Labels);
        Assert.DoesNotContain(Loaded().Except(before), assembly => assembly.Contains("Mail", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"labelType\": \"boolean\"", "\"labelType\": \"guid\"")]
    [InlineData("\"labelType\": \"boolean\"", "\"labelType\": \"int32\"")]
    [InlineData("\"labelType\": \"boolean\"", "\"labelType\": \"enum\"")]
    [InlineData("\"labelType\": \"boolean\"", "\"labelType\": \"boolean\", \"enumType\": \"System.DayOfWeek\"")]
    [InlineData("\"labelType\": \"boolean\"", "\"enumType\": \"System.DayOfWeek\"")]
    [InlineData("\"labelType\": \"boolean\"", "\"labelType\": 1")]
    public void A_label_type_that_cannot_be_is_refused_with_its_place(string part, string replacement)
    {
        var fault = Assert.Throws<BackpropException>(() => Reloaded(Classifier(["False", "True"], labelType: null), part, replacement));
        Assert.Equal("FileContent", fault.Id);
        Assert.Contains("output.columns[0]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_files_of_version_1_stay_texts()
    {
        Network network = NetworkFile.Load(Path.Combine(AppContext.BaseDirectory, "Files", "network-version-1-boolean.json"));
        Assert.Equal(["False", "True"], network.Columns!.Labels);
        Assert.Equal("True", DecoderFactory.Create(network).Decode([0.9]).Label);
        Assert.Equal(["False", "True"], Reloaded(network).Columns!.Labels);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_threshold_is_for_the_positive_class(bool oneUnit)
    {
        Network network = Classifier(["no", "yes"], labelType: null, oneUnit);
        double[] Output(double yes) => oneUnit ? [yes] : [1 - yes, yes];
        Assert.Equal("yes", network.Columns!.PositiveClass);
        Assert.Equal("yes", DecoderFactory.Create(network, 0.25).Decode(Output(0.25)).Label);
        Assert.Equal("no", DecoderFactory.Create(network, 0.25).Decode(Output(0.125)).Label);
        Assert.Equal("no", DecoderFactory.Create(network, 0.25, positiveClass: "no").Decode(Output(0.75)).Label);
        Assert.Equal("yes", DecoderFactory.Create(network, 0.25, positiveClass: "no").Decode(Output(0.875)).Label);
        Assert.Equal("no", DecoderFactory.Create(network).Decode(Output(0.375)).Label);
    }

    [Theory]
    [InlineData(ColumnKind.Categorical, new[] { 0, 0, 0, 1 }, "second")]
    [InlineData(ColumnKind.Categorical, new[] { 0, 1, 1, 1 }, "first")]
    [InlineData(ColumnKind.Categorical, new[] { 0, 0, 1, 1 }, "second")]
    [InlineData(ColumnKind.Boolean, new[] { 0, 1, 1, 1 }, "second")]
    public void The_positive_class_is_the_true_one_or_the_rarer(ColumnKind kind, int[] codes, string expected)
    {
        var dataset = new Dataset("test", [new NumberColumn("X", [1, 2, 3, 4])], [new CategoryColumn("Y", kind, codes, ["first", "second"])]);
        NetworkColumns columns = ColumnFit.Of(dataset, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit: true);
        Assert.Equal(expected, columns.PositiveClass);
        Assert.Equal(expected, ColumnFit.Refit(columns, dataset).PositiveClass);
        Network network = Network.Create(columns, [], new NetworkSettings { Seed = 1 });
        Assert.Equal(expected, Reloaded(network).Columns!.PositiveClass);
    }

    [Theory]
    [InlineData("\"positiveClass\": \"yes\"", "\"positiveClass\": \"maybe\"")]
    [InlineData("\"positiveClass\": \"yes\"", "\"positiveClass\": 1")]
    public void A_positive_class_that_cannot_be_is_refused_with_its_place(string part, string replacement)
    {
        var fault = Assert.Throws<BackpropException>(() => Reloaded(Classifier(["no", "yes"], labelType: null), part, replacement));
        Assert.Equal("FileContent", fault.Id);
        Assert.Contains("output.positiveClass", fault.Message, StringComparison.Ordinal);
    }

    private static string[] Loaded() => [.. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.FullName!)];

    private static Network Classifier(string[] categories, LabelType? labelType, bool oneUnit = true)
    {
        int[] codes = [.. Enumerable.Range(0, 12).Select(row => row % categories.Length)];
        var dataset = new Dataset(
            "test",
            [new NumberColumn("X", Array.ConvertAll(codes, code => (double)code))],
            [new CategoryColumn("Y", ColumnKind.Categorical, codes, categories, labelType)]);
        NetworkColumns columns = ColumnFit.Of(dataset, Scaling.Standard, Scaling.Standard, UnknownCategory.Error, oneUnit);
        return Network.Create(columns, [], new NetworkSettings { Seed = 1 });
    }

    private Network Reloaded(Network network, string part = "", string replacement = "")
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        string text = Text(network);
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(path, part.Length == 0 ? text : text.Replace(part, replacement, StringComparison.Ordinal));
        return NetworkFile.Load(path);
    }

    private static string Text(Network network)
    {
        using var stream = new MemoryStream();
        NetworkWriter.Write(network, stream, withHistory: false, position: null);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
