namespace PSBackprop.Training.Settings;

/// <summary>A member of a family that has settings.</summary>
internal interface IConfigurable
{
    /// <summary>The settings that it has; a training that gives another one of the family's is refused.</summary>
    IReadOnlyList<Setting> Settings { get; }
}
