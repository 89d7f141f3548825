namespace PSBackprop.Inference;

/// <summary>
/// What a value in a row is read as, by the rules of <see cref="CellValue"/>: the one description that the module reads rows by
/// and that scripts are translated from. A translator has to know each kind of reading.
/// </summary>
/// <param name="HasMarkers">
/// Whether <see cref="CellValue.MissingMarkers"/> stand for a missing value. Null, DBNull and a text of nothing but white space always do.
/// </param>
internal abstract record CellReading(bool HasMarkers)
{
    /// <summary>Whether a value is missing.</summary>
    public virtual bool IsMissing(object? value) =>
        value is null or DBNull || (value is string text && (text.AsSpan().IsWhiteSpace() || (HasMarkers && CellValue.IsMarker(text))));

    /// <summary>What a value that is not missing is read as.</summary>
    /// <param name="value">The value.</param>
    /// <param name="column">The column's name, for messages.</param>
    /// <param name="row">The row's number, for messages.</param>
    /// <exception cref="BackpropException">It stands for none.</exception>
    public abstract CellContent Read(object value, string column, int row);
}
