using System.Globalization;
using System.Text;

namespace PSBackprop.Layers;

/// <summary>Formulas with numbers put in, as one would write them on paper.</summary>
internal static class FormulaText
{
    private const int MostTerms = 8;

    public static string Show(double value) => value.ToString("G6", CultureInfo.CurrentCulture)
        .Replace("E-0", "E-", StringComparison.Ordinal)
        .Replace("E+0", "E+", StringComparison.Ordinal);

    /// <summary>A number as a factor or summand, in brackets if it is negative.</summary>
    public static string Bracketed(double value) => value < 0 ? $"({Show(value)})" : Show(value);

    /// <summary>a₁ · b₁ + a₂ · b₂ + …; long sums are cut short.</summary>
    public static string Products(int count, Func<int, double> left, Func<int, double> right)
    {
        var text = new StringBuilder();
        for (int i = 0; i < Math.Min(count, MostTerms); i++)
        {
            text.Append(i == 0 ? string.Empty : " + ").Append(Bracketed(left(i))).Append(" · ").Append(Bracketed(right(i)));
        }

        return count > MostTerms ? text.Append(" + … (").Append(count).Append(" terms)").ToString() : text.ToString();
    }

    /// <summary>a₁ + a₂ + …; long sums are cut short.</summary>
    public static string Sum(int count, Func<int, double> term)
    {
        string text = string.Join(" + ", Enumerable.Range(0, Math.Min(count, MostTerms)).Select(i => Bracketed(term(i))));
        return count > MostTerms ? $"{text} + … ({count} terms)" : text;
    }
}
