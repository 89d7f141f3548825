using System.Management.Automation;

namespace PSBackprop.Settings;

/// <summary>Accepts times longer than zero.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePositiveTimeAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (LanguagePrimitives.ConvertTo<TimeSpan>(arguments) <= TimeSpan.Zero)
        {
            throw new ValidationMetadataException(
                $"{arguments} is not longer than zero. Give a time such as 0:05 for five minutes, or (New-TimeSpan -Seconds 30).");
        }
    }
}
