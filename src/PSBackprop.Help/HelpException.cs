namespace PSBackprop.Help;

/// <summary>Something that the help lacks or says wrongly.</summary>
/// <param name="place">The page, or the assembly's member.</param>
/// <param name="message">What is wrong with it, and what to do.</param>
internal sealed class HelpException(string place, string message) : Exception(message)
{
    public string Place { get; } = place;
}
