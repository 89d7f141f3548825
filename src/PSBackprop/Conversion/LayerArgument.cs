using System.Collections;
using System.Management.Automation;

namespace PSBackprop.Conversion;

/// <summary>
/// What was given for a layer, as it was given. The parameters that take layers have the type of a layer so that Tab
/// knows its keys; this hands the values through to the command, whose errors say more than the binder's.
/// </summary>
internal sealed class LayerArgument(object given) : LayerSpecification
{
    public object Given => given;

    public override string ToString() => given.ToString() ?? string.Empty;
}

/// <summary>Lets numbers and hashtables through where layers are expected.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LayerArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Transform(inputData)!;

    /// <summary>What was given, as an argument of the command.</summary>
    public static object? Transform(object? given) => PSObjects.Unwrap(given) switch
    {
        null => null,
        IEnumerable several and not (string or IDictionary) =>
            several.Cast<object?>().Select(static element => element is null ? null : new LayerArgument(element)).ToArray(),
        var one => new LayerArgument(one),
    };
}
