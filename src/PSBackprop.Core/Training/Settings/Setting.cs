using System.Globalization;

namespace PSBackprop.Training.Settings;

/// <summary>A setting of a training that has an effect only with those members of a family that have it.</summary>
/// <param name="Name">Its name among the options, which is that of the cmdlets' parameter.</param>
/// <param name="Range">The values it can take.</param>
/// <param name="Meaning">What it does, in a few words.</param>
internal abstract record Setting(string Name, SettingRange Range, string Meaning) : IMemberSetting
{
    /// <summary>Whether a training gives it.</summary>
    public abstract bool IsGiven(TrainingOptions options);

    /// <inheritdoc/>
    public abstract string DefaultText { get; init; }

    /// <exception cref="BackpropException">A training gives it a value out of its range.</exception>
    public abstract void Require(TrainingOptions options);
}

/// <summary>A setting as a member of a family has it.</summary>
/// <param name="Name">Its name among the options.</param>
/// <param name="Read">The value that a training gives it; null for none.</param>
/// <param name="Default">The value in a training that gives none.</param>
/// <param name="Range">The values it can take.</param>
/// <param name="Meaning">What it does, in a few words.</param>
internal sealed record Setting<T>(string Name, Func<TrainingOptions, T?> Read, T Default, SettingRange Range, string Meaning)
    : Setting(Name, Range, Meaning)
    where T : struct, IConvertible
{
    public override string DefaultText { get; init; } =
        Default.ToString(CultureInfo.InvariantCulture).Replace("E-0", "E-", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal);

    public override bool IsGiven(TrainingOptions options) => Read(options) is not null;

    /// <summary>The value in a training.</summary>
    public T In(TrainingOptions options) => Read(options) ?? Default;

    public override void Require(TrainingOptions options)
    {
        double value = In(options).ToDouble(CultureInfo.InvariantCulture);
        if (!Range.Contains(value))
        {
            throw Errors.SettingOutOfRange(Name, value, Range);
        }
    }
}
