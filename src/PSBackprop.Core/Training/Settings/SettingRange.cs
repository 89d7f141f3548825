using System.Globalization;

namespace PSBackprop.Training.Settings;

/// <summary>The values that a setting can take.</summary>
/// <param name="Minimum">The lower end.</param>
/// <param name="Maximum">The upper end.</param>
/// <param name="HasMinimum">Whether the lower end is one of them.</param>
/// <param name="HasMaximum">Whether the upper end is one of them.</param>
internal readonly record struct SettingRange(double Minimum, double Maximum, bool HasMinimum, bool HasMaximum)
{
    /// <summary>On or off.</summary>
    public static readonly SettingRange Switch = new(0, 1, true, true);

    /// <summary>Above 0.</summary>
    public static readonly SettingRange Positive = new(0, double.PositiveInfinity, false, false);

    /// <summary>0 or above.</summary>
    public static readonly SettingRange NotNegative = new(0, double.PositiveInfinity, true, false);

    /// <summary>From 0 to below 1.</summary>
    public static readonly SettingRange Share = new(0, 1, true, false);

    /// <summary>1 or above.</summary>
    public static readonly SettingRange Count = new(1, double.PositiveInfinity, true, false);

    public bool Contains(double value) =>
        (HasMinimum ? value >= Minimum : value > Minimum) && (HasMaximum ? value <= Maximum : value < Maximum);

    public override string ToString()
    {
        string lower = string.Create(CultureInfo.InvariantCulture, $"{(HasMinimum ? "from" : "above")} {Minimum}");
        return double.IsFinite(Maximum)
            ? string.Create(CultureInfo.InvariantCulture, $"{lower} to {(HasMaximum ? string.Empty : "below ")}{Maximum}")
            : lower;
    }
}
