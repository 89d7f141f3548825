using System.Management.Automation;

namespace PSBackprop;

/// <summary>Makes a live network of what arrives from a job, another session or a CLIXML file.</summary>
public sealed class NetworkTypeConverter : PSTypeConverter
{
    private const string StateName = "SerializedState";

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => State(sourceValue) is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        State(sourceValue) is { } state ? NetworkSerialization.Restore(state) : throw new PSInvalidCastException();

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    private static string? State(object value) => value is PSObject arrived ? arrived.Properties[StateName]?.Value as string : null;
}
