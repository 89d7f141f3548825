namespace PSBackprop;

/// <summary>The kinds of column.</summary>
internal static class ColumnFamily
{
    public static Family<ColumnKind, ColumnMember> All { get; } = new(new NumericColumn(), new BooleanColumn(), new CategoricalColumn());
}
