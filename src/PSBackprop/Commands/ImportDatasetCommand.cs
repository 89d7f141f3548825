using System.Management.Automation;
using System.Text;

using PSBackprop.Conversion;
using PSBackprop.Data;
using PSBackprop.Data.Csv;
using PSBackprop.Rows;

namespace PSBackprop.Commands;

/// <summary>Reads a CSV file straight into typed columns.</summary>
[Cmdlet(VerbsData.Import, "Dataset", DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(Dataset))]
public sealed class ImportDatasetCommand : DatasetCommand
{
    private const int ProgressActivity = 2;
    private const int ProgressPeriod = 250;

    /// <summary>The file to read. Wildcards are allowed. A file whose name ends in .gz is decompressed.</summary>
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

    private protected override void Process()
    {
        bool areLiteral = ParameterSetName == nameof(LiteralPath);
        ReadFiles(areLiteral ? LiteralPath : Path, areLiteral, file => Write(Read(file)));
    }

    private Dataset Read(string file)
    {
        long shown = Environment.TickCount64;
        bool isShown = false;
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
            Progress = (done, length, rows) =>
            {
                if (Environment.TickCount64 - shown >= ProgressPeriod)
                {
                    shown = Environment.TickCount64;
                    isShown = true;
                    int percent = (int)(100 * done / Math.Max(length, 1));
                    WriteProgress(new ProgressRecord(ProgressActivity, $"Reading {file}", $"{rows:N0} rows") { PercentComplete = percent });
                }
            },
        };
        try
        {
            return CsvDatasetReader.Read(file, options, StopToken);
        }
        finally
        {
            if (isShown && !StopToken.IsCancellationRequested)
            {
                WriteProgress(new ProgressRecord(ProgressActivity, $"Reading {file}", "Done") { RecordType = ProgressRecordType.Completed });
            }
        }
    }
}
