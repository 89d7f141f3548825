using System.Collections.Frozen;

namespace PSBackprop;

/// <summary>A member of a family of kinds: all that is said of the kind stands in the file that makes it.</summary>
/// <typeparam name="TKind">The enumeration that users choose from.</typeparam>
internal interface IFamilyMember<out TKind>
    where TKind : struct, Enum
{
    /// <summary>The value that users choose the member by.</summary>
    TKind Kind { get; }
}

/// <summary>The members of a family, by the value that users choose them by.</summary>
internal sealed class Family<TKind, TMember>
    where TKind : struct, Enum
    where TMember : IFamilyMember<TKind>
{
    private readonly FrozenDictionary<TKind, TMember> _members;

    public Family(params ReadOnlySpan<TMember> members)
    {
        _members = members.ToArray().ToFrozenDictionary(static member => member.Kind);
        Members = [.. _members.Values.OrderBy(static member => member.Kind)];
    }

    /// <summary>All members, in the order of the enumeration.</summary>
    public IReadOnlyList<TMember> Members { get; }

    /// <exception cref="ArgumentOutOfRangeException">The value stands for no member.</exception>
    public TMember this[TKind kind] => _members.TryGetValue(kind, out TMember? member)
        ? member
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
}
