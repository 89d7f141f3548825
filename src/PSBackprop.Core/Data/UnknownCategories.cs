using System.Globalization;

namespace PSBackprop.Data;

/// <summary>What is done with categories that a network does not know, and which rows had one.</summary>
/// <param name="policy">What is done.</param>
/// <param name="data">What the rows are called where there are several kinds of them, such as <c>the validation data</c>; null for one kind.</param>
internal sealed class UnknownCategories(UnknownCategory policy, string? data = null)
{
    private int _rows;
    private int _unknown;
    private string? _first;

    public UnknownCategory Policy { get; } = policy;

    /// <summary>As a call says, or the network; one without columns has no categories.</summary>
    public static UnknownCategories Of(Network network, UnknownCategory? given) =>
        new(given ?? network.Columns?.UnknownCategory ?? UnknownCategory.Error);

    /// <summary>What to warn of after all rows; null for nothing.</summary>
    public string? Finding => FindingOf([this]);

    /// <summary>What to warn of after the rows of several kinds; null for nothing.</summary>
    public static string? FindingOf(IReadOnlyList<UnknownCategories> parts)
    {
        int unknown = parts.Sum(static part => part._unknown);
        return unknown == 0 ? null : string.Create(
            CultureInfo.CurrentCulture,
            $"{unknown:N0} of {parts.Sum(static part => part._rows):N0} rows {(unknown == 1 ? "has a category that" : "have categories that")} the network "
                + $"does not know, and {(unknown == 1 ? "is" : "are")} taken as having none of the known ones. "
                + $"The first is row {parts.First(static part => part._first is not null)._first}.");
    }

    /// <summary>The same, of other rows of the same data.</summary>
    public UnknownCategories Anew() => new(Policy, data);

    /// <summary>Counts the rows of parts, in their order.</summary>
    public void Add(IEnumerable<UnknownCategories> parts)
    {
        foreach (UnknownCategories part in parts)
        {
            _rows += part._rows;
            _unknown += part._unknown;
            _first ??= part._first;
        }
    }

    /// <summary>Counts a row.</summary>
    /// <param name="row">Its number, from 1.</param>
    /// <param name="unknown">The first of its columns with a category that is not known, and the category; null if there is none.</param>
    public void Add(int row, (string Column, string Text)? unknown)
    {
        _rows++;
        if (unknown is var (column, text))
        {
            _unknown++;
            string place = data is null ? string.Empty : $" of {data}";
            _first ??= string.Create(CultureInfo.CurrentCulture, $"{row}{place}: '{column}' is '{text}'");
        }
    }
}
