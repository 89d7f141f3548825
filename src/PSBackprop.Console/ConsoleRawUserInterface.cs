using System.Management.Automation.Host;

namespace PSBackprop.Console;

/// <summary>The terminal's size, which formatting needs; nothing else of a screen is offered.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    private const int RedirectedWidth = 120;
    private const int RedirectedHeight = 50;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize
    {
        get => System.Console.IsOutputRedirected || System.Console.WindowWidth < 1
            ? new Size(RedirectedWidth, RedirectedHeight)
            : new Size(System.Console.WindowWidth, System.Console.WindowHeight);
        set
        {
        }
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set
        {
        }
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override bool KeyAvailable => false;

    public override string WindowTitle { get; set; } = "PSBackprop";

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotAScreen();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotAScreen();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotAScreen();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotAScreen();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotAScreen();

    private static NotSupportedException NotAScreen() => new("This console has no screen buffer or keyboard.");
}
