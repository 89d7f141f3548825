namespace PSBackprop;

/// <summary>The kinds of column.</summary>
internal static class ColumnFamily
{
    // A text is of the first of these kinds that recognizes it.
    private static readonly ColumnMember[] s_members =
        [new CalendarColumn(), new NumericColumn(), new BooleanColumn(), new TextColumn(), new CategoricalColumn()];

    public static Family<ColumnKind, ColumnMember> All { get; } = new(s_members);

    /// <summary>What a column is whose first value is a date.</summary>
    public static ColumnMember OfDates { get; } = s_members[0];

    /// <summary>What a column is whose first value is a number.</summary>
    public static ColumnMember OfNumbers { get; } = s_members[1];

    /// <summary>What a column is whose first value is a name.</summary>
    public static ColumnMember OfNames { get; } = s_members[^1];

    /// <summary>What a column is whose first value is a text, which is neither blank nor missing.</summary>
    public static ColumnMember Recognize(ReadOnlySpan<char> text, ColumnSource source)
    {
        foreach (ColumnMember member in s_members)
        {
            if (member.Recognizes(text, source))
            {
                return member;
            }
        }

        return OfNames;
    }
}
