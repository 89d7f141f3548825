using System.Management.Automation;
using System.Text;

using PSBackprop.Storage;

namespace PSBackprop;

/// <summary>The whole of a network in one text, in which it travels to jobs and other sessions and into CLIXML files.</summary>
public static class NetworkSerialization
{
    /// <summary>The network with its history, as its file has it.</summary>
    public static object Get(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        using var stream = new MemoryStream();
        NetworkWriter.Write((Network)instance.BaseObject, stream, withHistory: true, position: null);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    internal static Network Restore(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return NetworkReader.Read(stream, "the serialized network", out _);
    }
}
