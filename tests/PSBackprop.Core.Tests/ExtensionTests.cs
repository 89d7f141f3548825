namespace PSBackprop.Core.Tests;

/// <summary>A kind is described once: one that comes from outside needs its file, its name in the enumeration and its place in the list.</summary>
public sealed class ExtensionTests(ExtendedCore core) : IClassFixture<ExtendedCore>
{
    public static TheoryData<string> Checks => [.. ExtendedCore.CheckNames];

    [Theory]
    [MemberData(nameof(Checks))]
    public void With_kinds_from_outside(string check) => core.Run(check);
}
