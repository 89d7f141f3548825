using System.Management.Automation;

namespace PSBackprop.Conversion;

/// <summary>What PowerShell wraps, without the wrapper.</summary>
internal static class PSObjects
{
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
