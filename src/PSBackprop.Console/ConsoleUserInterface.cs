using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PSBackprop.Console;

/// <summary>Writes output to the standard output and all messages to the standard error, in colour on a terminal only.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private readonly ConsoleRawUserInterface _raw = new();
    private int _progressLength;

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal => !System.Console.IsOutputRedirected;

    public override void Write(string value)
    {
        ClearProgress();
        System.Console.Out.Write(value);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => WriteMessage(ConsoleColor.Red, value);

    public override void WriteWarningLine(string message) => WriteMessage(ConsoleColor.Yellow, $"WARNING: {message}");

    public override void WriteVerboseLine(string message) => WriteMessage(ConsoleColor.Cyan, $"VERBOSE: {message}");

    public override void WriteDebugLine(string message) => WriteMessage(ConsoleColor.DarkGray, $"DEBUG: {message}");

    public override void WriteInformation(InformationRecord record)
    {
        // Write-Host has been written already; other information is for whoever asked for the stream.
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (System.Console.IsErrorRedirected)
        {
            return;
        }

        ClearProgress();
        if (record.RecordType == ProgressRecordType.Completed)
        {
            return;
        }

        string text = $"{record.Activity}: {record.StatusDescription}";
        int room = _raw.BufferSize.Width - 1;
        text = text.Length > room ? text[..room] : text;
        System.Console.Error.Write(text);
        _progressLength = text.Length;
    }

    public override string ReadLine() => System.Console.In.ReadLine() ?? throw NotInteractive("input");

    public override SecureString ReadLineAsSecureString() => throw NotInteractive("a password");

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw NotInteractive(descriptions.Count > 0 ? $"a value for {descriptions[0].Name}" : message);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NotInteractive("credentials");

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NotInteractive("credentials");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NotInteractive("a choice");

    private static PSInvalidOperationException NotInteractive(string wanted) =>
        new($"The script asked for {wanted}, and this console does not ask. Give it as a parameter.");

    private void WriteMessage(ConsoleColor color, string message)
    {
        ClearProgress();
        if (System.Console.IsErrorRedirected)
        {
            System.Console.Error.WriteLine(message);
            return;
        }

        System.Console.ForegroundColor = color;
        System.Console.Error.WriteLine(message);
        System.Console.ResetColor();
    }

    private void ClearProgress()
    {
        if (_progressLength > 0)
        {
            System.Console.Error.Write($"\r{new string(' ', _progressLength)}\r");
            _progressLength = 0;
        }
    }
}
