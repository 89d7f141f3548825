namespace PSBackprop;

/// <summary>What is known of a column whose values are being collected.</summary>
internal sealed class ColumnSource
{
    public required string Name { get; init; }

    /// <summary>How its numbers are written in texts.</summary>
    public required NumberNotation Notation { get; init; }

    /// <summary>The .NET format of dates in texts; null for that of ISO 8601.</summary>
    public required string? DateFormat { get; init; }

    /// <summary>Where its values are put; null to keep them in memory.</summary>
    public CellStore? Store { get; init; }

    /// <summary>Whether its user has said of which kind it is, so that nothing is guessed.</summary>
    public required bool IsGiven { get; init; }

    /// <summary>Whether it is to be learned.</summary>
    public required bool IsTarget { get; init; }

    /// <summary>The text that showed of which kind the column is; null where something else did.</summary>
    public string? RecognizedBy { get; set; }

    /// <summary>Of what type the names are that it has had; null if it has had none.</summary>
    public LabelType? NameType { get; private set; }

    /// <summary>Whether its values come as texts from where numbers would come as numbers.</summary>
    public bool AreTexts { get; private set; }

    /// <summary>Hears of a name.</summary>
    /// <param name="enumType">The enum that it is a member of; null for none.</param>
    /// <param name="isText">Whether it is a text where a number would come as a number.</param>
    public void Observe(Type? enumType, bool isText)
    {
        AreTexts |= isText;
        if (NameType is null)
        {
            NameType = enumType is null ? LabelType.String : LabelType.OfEnum(enumType);
        }
        else if (NameType.EnumType != enumType?.FullName)
        {
            NameType = LabelType.String;
        }
    }
}
