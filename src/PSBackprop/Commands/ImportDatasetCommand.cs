using System.Management.Automation;
using System.Reflection;
using System.Text;

using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Data.Csv;
using PSBackprop.Progress;
using PSBackprop.Rows;
using PSBackprop.Settings;
using PSBackprop.Storage.Cache;

namespace PSBackprop.Commands;

/// <summary>Reads a CSV file straight into typed columns, or opens a cache file.</summary>
[Cmdlet(VerbsData.Import, "Dataset", DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(Dataset))]
public sealed class ImportDatasetCommand : DatasetCommand
{
    private const int ProgressActivity = 2;

    private static readonly HashSet<string> s_ofReading =
    [
        .. typeof(ImportDatasetCommand).GetProperties()
            .Where(static property => property.IsDefined(typeof(ParameterAttribute)))
            .Select(static property => property.Name)
            .Except([nameof(Path), nameof(LiteralPath), nameof(CachePath), nameof(Force)]),
    ];

    private string? _cached;

    /// <summary>
    /// The file to read. Wildcards are allowed. A file whose name ends in .gz is decompressed, and one whose name ends in .psbd is a cache file.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Path))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The file to read. No character is special.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The names of the columns, for a file without a header line.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>The character between columns.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>
    /// The encoding of a file that has no byte order mark: utf8, unicode, ansi, oem and the other names that PowerShell's own cmdlets take,
    /// any name such as iso-8859-15, or the number of a code page. What is no text in it is an error that names the place.
    /// </summary>
    [Parameter]
    [PSDefaultValue(Help = "utf8")]
    [EncodingArgument]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>
    /// Puts the rows into this cache file, whose name ends in .psbd, rather than into memory: for data that is larger than that, or is to be
    /// opened again in a moment. If the file is there and is what this call would write, it is opened as it is.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    /// <summary>Writes the cache file anew, whatever is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        bool areLiteral = ParameterSetName == nameof(LiteralPath);
        ReadFiles(areLiteral ? LiteralPath : Path, areLiteral, Read);
    }

    private void Read(string file)
    {
        if (CacheFile.IsNamed(file))
        {
            string? ofReading = IsGiven(nameof(CachePath)) ? nameof(CachePath) : Reading().FirstOrDefault().Key;
            Write(ofReading is null ? CacheFile.Open(file) : throw Errors.CacheSetting(ofReading, file));
        }
        else if (CachePath is null)
        {
            Write(Arrange(Read(file, store: null)));
        }
        else
        {
            Write(Cached(file));
        }
    }

    private Dataset Cached(string file)
    {
        string cache = FilePaths.ResolveLiteral(this, CachePath!);
        string settings = string.Join("; ", Reading().Select(static pair => $"{pair.Key} {SettingText.Of(pair.Value)}"));
        if (_cached is { } before)
        {
            throw Errors.CacheOfSeveral(cache, before, file);
        }

        _cached = file;
        if (!Force && File.Exists(cache))
        {
            return CacheFile.IsOf(cache, file, settings, StopToken) ? CacheFile.Open(cache) : throw Errors.CacheOfOther(cache, file);
        }

        CacheFile.RequireWritable(cache, overwrite: true, Force);
        CacheOrigin origin = CacheFile.OriginOf(file, settings, StopToken);
        using (var store = new TemporaryStore(cache))
        {
            Dataset dataset = Arrange(Read(file, store));
            using var progress = new ProgressBar(this, ProgressActivity, $"Writing {cache}", StopToken);
            CacheFile.Write(
                dataset, origin, cache, overwrite: true, Force, rows => progress.Show($"{rows:N0} rows", rows / (double)dataset.Count), StopToken);
        }

        return CacheFile.Open(cache);
    }

    // The parameters that say how a file is read, as they are given, in the order of their names.
    private IEnumerable<KeyValuePair<string, object>> Reading() => MyInvocation.BoundParameters
        .Where(static pair => s_ofReading.Contains(pair.Key))
        .OrderBy(static pair => pair.Key, StringComparer.Ordinal);

    private Dataset Read(string file, CellStore? store)
    {
        using var progress = new ProgressBar(this, ProgressActivity, $"Reading {file}", StopToken);
        var given = Kinds;
        Dictionary<string, ColumnKind> kinds = [];
        var options = new CsvOptions
        {
            Header = Header,
            Delimiter = Delimiter,
            Encoding = Encoding,
            Notation = NumberNotation.Of(Culture),
            DateFormat = DateFormat,
            Missing = Missing,
            Kind = kinds,
            Select = header =>
            {
                given.RequireColumns(header);
                foreach (string name in header)
                {
                    if (given.Of(name) is { } kind)
                    {
                        kinds[name] = kind;
                    }
                }

                return Choice.Select(header, header);
            },
            Store = store,
            Progress = (done, length, rows) => progress.Show($"{rows:N0} rows", done / (double)Math.Max(length, 1)),
        };
        return CsvDatasetReader.Read(file, options, StopToken);
    }
}
