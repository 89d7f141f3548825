namespace PSBackprop.Initializers;

/// <summary>A setting as a way to draw first weights has it.</summary>
/// <param name="Name">Its name among a network's settings.</param>
/// <param name="Read">The value that a network's settings give it; null for none.</param>
/// <param name="Default">The value where none is given.</param>
/// <param name="Meaning">What it does, in a few words.</param>
internal sealed record InitializerSetting<T>(string Name, Func<NetworkSettings, T?> Read, T Default, string Meaning) : IMemberSetting
    where T : struct
{
    /// <summary>The default; a pair without parentheses, as the parameter takes it.</summary>
    public string DefaultText => FormattableString.Invariant($"{Default}").Trim('(', ')');

    /// <summary>The value in a network's settings.</summary>
    public T In(NetworkSettings settings) => Read(settings) ?? Default;
}
