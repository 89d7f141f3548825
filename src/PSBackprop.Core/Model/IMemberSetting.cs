namespace PSBackprop;

/// <summary>A setting as a member of a family has it: what the help says of the parameter with the member.</summary>
internal interface IMemberSetting
{
    /// <summary>Its name, which is that of the cmdlets' parameter.</summary>
    string Name { get; }

    /// <summary>The value with this member where none is given, for people.</summary>
    string DefaultText { get; }

    /// <summary>What it does, in a few words.</summary>
    string Meaning { get; }
}

/// <inheritdoc cref="IMemberSetting"/>
internal sealed record MemberSetting(string Name, string DefaultText, string Meaning) : IMemberSetting;
