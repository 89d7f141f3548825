using System.Management.Automation;

namespace PSBackprop;

/// <summary>What PowerShell wraps, without the wrapper.</summary>
internal static class Bare
{
    public static object? Of(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
