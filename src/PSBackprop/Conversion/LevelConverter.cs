using System.Collections;

namespace PSBackprop.Conversion;

/// <summary>Turns what users give for the values that series reach into numbers.</summary>
internal static class LevelConverter
{
    /// <summary>The value for a group.</summary>
    /// <param name="given">A number for all, or a table of numbers by group.</param>
    /// <param name="group">The group; null for the only series.</param>
    /// <returns>Null for a group that the table has not.</returns>
    /// <exception cref="BackpropException">What is given is no finite number, nor a table of such.</exception>
    public static double? Of(object given, string? group)
    {
        object? value = PSObjects.Unwrap(given);
        if (value is IDictionary table)
        {
            object? key = table.Keys.Cast<object>()
                .FirstOrDefault(key => CellValue.Text(PSObjects.Unwrap(key)!).Equals(group, StringComparison.OrdinalIgnoreCase));
            if (key is null)
            {
                return null;
            }

            value = PSObjects.Unwrap(table[key]);
        }

        return value is not (null or bool) && NumberReader.TryRead(value, out double level) && double.IsFinite(level)
            ? level
            : throw Errors.UntilNotUnderstood(value, group);
    }
}
