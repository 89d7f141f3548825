using PSBackprop.Training.Settings;

namespace PSBackprop.Help;

/// <summary>What a parameter's help says of the members of a family that take notice of it, in words.</summary>
internal sealed class MemberText
{
    public MemberText(ParameterUse use)
    {
        var having = use.Members.Where(member => member.Setting is not null).Select(member => (member.Member, Setting: member.Setting!)).ToArray();
        string[] lacking = [.. use.Members.Select(member => member.Member).Except(having.Select(member => member.Member))];
        Default = Defaults([.. having.GroupBy(member => member.Setting.DefaultText, member => member.Member)]);
        Sentences = string.Join(' ', [.. Restriction(use.Choice, [.. having.Select(member => member.Member)], lacking), .. Meanings(having)]);
    }

    /// <summary>The default, or each of the defaults with the members that have it.</summary>
    public string Default { get; }

    /// <summary>Which members have the parameter, and what it means with each; empty where all have it in one meaning.</summary>
    public string Sentences { get; }

    // What most members have needs no names.
    private static string Defaults(IGrouping<string, string>[] groups)
    {
        int members = groups.Sum(group => group.Count());
        IEnumerable<string> texts =
            from each in groups
            let isOfMost = 2 * each.Count() > members
            orderby isOfMost descending
            select isOfMost ? each.Key : $"{each.Key} with {List(each, "and")}";
        return string.Join("; ", texts);
    }

    private static IEnumerable<string> Restriction(string? choice, string[] having, string[] lacking)
    {
        if (lacking.Length > 0)
        {
            yield return having.Length <= lacking.Length ? $"Only with -{choice} {List(having, "or")}." : $"Not with -{choice} {List(lacking, "or")}.";
        }
    }

    private static IEnumerable<string> Meanings((string Member, IMemberSetting Setting)[] having)
    {
        var groups = having.GroupBy(member => member.Setting.Meaning, member => member.Member).ToArray();
        return groups.Length == 1 ? [] : groups.Select(group => $"With {List(group, "and")}: {group.Key}.");
    }

    private static string List(IEnumerable<string> names, string conjunction)
    {
        string[] all = [.. names];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} {conjunction} {all[^1]}";
    }
}
