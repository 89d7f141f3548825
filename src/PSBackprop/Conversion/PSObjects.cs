using System.Management.Automation;
using System.Management.Automation.Internal;

namespace PSBackprop.Conversion;

/// <summary>What PowerShell wraps, without the wrapper.</summary>
internal static class PSObjects
{
    // What a statement that writes nothing leaves, as in @{ Age = $(if ($known) { 5 }) }, is no value.
    public static object? Unwrap(object? value) =>
        ReferenceEquals(value, AutomationNull.Value) ? null
        : value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject
        : value;
}
