using System.Diagnostics;

using PSBackprop.Data;
using PSBackprop.Data.Csv;

namespace PSBackprop.Core.Tests;

/// <summary>Files made to take long: the time grows with their size and no faster.</summary>
public sealed class CsvTrapTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public static TheoryData<string, Func<int, string>> Traps => new()
    {
        {
            "many columns",
            size => string.Join(',', Enumerable.Range(0, size / 20).Select(i => $"column{i}")) + $"\n{string.Join(',', Enumerable.Repeat("1", size / 20))}\n"
        },
        { "columns of one name", size => string.Join(',', Enumerable.Repeat("a", size / 2)) + "\n" },
        { "one long quoted field", size => $"a,b\n\"{new string('x', size)}\",1\n" },
        { "quotes and line breaks in a field", size => $"a,b\n\"{string.Concat(Enumerable.Repeat("\"\"\n", size / 3))}\",1\n" },
        { "a quote that is never closed", size => "a,b\n" + string.Concat(Enumerable.Repeat("\"x,1\n", size / 5)) },
        { "every row a category of its own", size => "a,b\n" + string.Concat(Enumerable.Range(0, size / 16).Select(i => $"name{i:D8},1\n")) },
        {
            "categories that hash alike in a poor hash",
            size => "a,b\n" + string.Concat(Enumerable.Range(0, size / 40).Select(i => $"{new string('z', 24)}{i:D8},1\n"))
        },
        { "nothing but line ends", size => new string('\n', size) },
        { "nothing but commas", size => new string(',', size) },
        { "numbers of many digits", size => "a\n" + string.Concat(Enumerable.Range(0, size / 1000).Select(_ => $"0.{new string('7', 990)}1\n")) },
        { "one number of all the digits", size => $"a\n{new string('9', size)}\n" },
    };

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Traps))]
    public void Ten_times_the_file_takes_about_ten_times_as_long(string name, Func<int, string> trap)
    {
        Assert.NotEmpty(name);
        const int small = 400_000;
        Time(trap(small));
        TimeSpan little = Time(trap(small));
        TimeSpan much = Time(trap(10 * small));

        // A quadratic reader takes a hundred times as long; the constant forgives what a busy machine adds.
        Assert.True(much < (30 * little) + TimeSpan.FromMilliseconds(500), $"{little.TotalMilliseconds} ms, {much.TotalMilliseconds} ms");
    }

    private TimeSpan Time(string content)
    {
        File.WriteAllText(_path, content);
        var watch = Stopwatch.StartNew();
        try
        {
            CsvDatasetReader.Read(_path, new CsvOptions { Select = header => new DatasetSelection(header, []) }, default);
        }
        catch (BackpropException)
        {
            // Refusing such a file is as good as reading it.
        }

        return watch.Elapsed;
    }
}
