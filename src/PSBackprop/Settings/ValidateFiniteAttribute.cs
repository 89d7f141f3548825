using System.Globalization;
using System.Management.Automation;

namespace PSBackprop.Settings;

/// <summary>Refuses numbers outside a range with open or closed ends, and NaN, before a command begins.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateFiniteAttribute : ValidateArgumentsAttribute
{
    /// <summary>The smallest number.</summary>
    public double Minimum { get; set; } = double.MinValue;

    /// <summary>Whether the smallest number itself is allowed.</summary>
    public bool AllowMinimum { get; set; } = true;

    /// <summary>The largest number.</summary>
    public double Maximum { get; set; } = double.MaxValue;

    /// <summary>Whether the largest number itself is allowed.</summary>
    public bool AllowMaximum { get; set; } = true;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        double value = LanguagePrimitives.ConvertTo<double>(arguments);
        bool inside = (value > Minimum || (AllowMinimum && value == Minimum)) && (value < Maximum || (AllowMaximum && value == Maximum));
        if (!inside)
        {
            bool isPercentage = this is { Minimum: 0, AllowMinimum: false, Maximum: 1, AllowMaximum: false } && value is > 1 and < 100;
            string hint = isPercentage ? string.Create(CultureInfo.InvariantCulture, $" {value} % is {value / 100}.") : string.Empty;
            throw new ValidationMetadataException(string.Create(CultureInfo.InvariantCulture, $"{value} is not {Range()}.{hint}"));
        }
    }

    /// <summary>The numbers that are allowed, in words.</summary>
    internal string Range()
    {
        string lower = Minimum == double.MinValue ? string.Empty : AllowMinimum ? $"at least {Minimum}" : $"above {Minimum}";
        string upper = Maximum == double.MaxValue ? string.Empty : AllowMaximum ? $"at most {Maximum}" : $"below {Maximum}";
        string both = string.Join(" and ", new[] { lower, upper }.Where(static part => part.Length > 0));
        return both.Length == 0 ? "a finite number" : $"a finite number {both}";
    }
}
