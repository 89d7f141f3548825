using PSBackprop.Storage.Script;

namespace PSBackprop.Core.Tests;

/// <summary>Scripts as files; what they compute, the suite Script-Export compares with the module.</summary>
public sealed class ScriptTests
{
    [Fact]
    public void A_script_is_written_without_holding_its_text()
    {
        Network network = Network.Create(1000, [new LayerSpecification { Units = 1000 }], new NetworkSettings { Seed = 1 });
        ScriptWriter.Write(Network.Create(2, [new LayerSpecification { Units = 2 }], new NetworkSettings { Seed = 1 }), Stream.Null, "small.ps1");
        long before = GC.GetAllocatedBytesForCurrentThread();
        ScriptWriter.Write(network, Stream.Null, "large.ps1");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, network.ParameterCount);
    }
}
