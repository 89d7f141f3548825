using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>One of the networks that a network is the mean of.</summary>
public sealed class NetworkMember
{
    private readonly Network _network;

    internal NetworkMember(Network network, int number)
    {
        _network = network;
        Number = number;
        Layers = FixedList.Of(network.Layers[0].Members[number - 1]);
    }

    /// <summary>The member's number, from 1.</summary>
    public int Number { get; }

    /// <summary>Its layers; their parameters are part of those of the whole network.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>
    /// The member as a network of its own, with a copy of its parameters and the seed that it is trained with. It has no history, as that
    /// is of the whole network.
    /// </summary>
    public Network ToNetwork() => _network.CopyMember(Number);

    /// <summary>Lets a member stand wherever PowerShell wants a network.</summary>
    public static explicit operator Network(NetworkMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.ToNetwork();
    }

    /// <summary>A member's own seed, which does not depend on how many members there are.</summary>
    /// <param name="seed">That of the network, or of its training.</param>
    /// <param name="number">The member's number.</param>
    internal static int SeedOf(int seed, int number) => (int)(RandomStream.Key(seed, RandomPurpose.Member, number) >> 33);

    /// <summary>The shape in one line, such as <c>2 → tanh 4 → sigmoid 1</c>.</summary>
    public override string ToString() => $"{_network.InputSize} → {string.Join(" → ", Layers)}";
}
