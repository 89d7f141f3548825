namespace PSBackprop.Evaluations;

/// <summary>Columns of a network whose values go to other rows together.</summary>
/// <param name="Name">What its user calls it.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Units">Whether each input of the network belongs to it, [inputs].</param>
internal sealed record ColumnGroup(string Name, IReadOnlyList<string> Columns, bool[] Units)
{
    /// <summary>The user's own columns: what the network has several of, such as the parts of a date, is one.</summary>
    public static IReadOnlyList<ColumnGroup> Of(NetworkColumns columns) =>
        [.. Names(columns).Select(named => Create(columns, named.Name, named.Columns))];

    /// <summary>What a user may call columns by: the names of the user's own columns and of the network's, each once.</summary>
    public static IReadOnlyList<string> AllNames(NetworkColumns columns) =>
        [.. Names(columns).SelectMany(static named => named.Columns.Prepend(named.Name)).Distinct()];

    /// <summary>Groups that a user names, and the user's own columns that are in none of them.</summary>
    /// <param name="columns">The network's columns.</param>
    /// <param name="given">The names of the groups, and of the user's or the network's columns in them.</param>
    /// <exception cref="BackpropException">A group has no column, a column is in two groups, or a group has the name of a column outside of it.</exception>
    public static IReadOnlyList<ColumnGroup> Of(NetworkColumns columns, IReadOnlyList<(string Name, IReadOnlyList<string> Columns)> given)
    {
        (string Name, string[] Columns)[] all = [.. Names(columns)];
        var groupOf = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var groups = new List<ColumnGroup>();
        foreach (var (name, members) in given)
        {
            string[] own = [.. members.SelectMany(Expand).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (own.Length == 0)
            {
                throw Errors.ImportanceGroupEmpty(name);
            }

            foreach (string column in own)
            {
                if (!groupOf.TryAdd(column, name))
                {
                    throw Errors.ImportanceGroupTwice(column, groupOf[column], name);
                }
            }

            groups.Add(Create(columns, name, own));
        }

        foreach (var (name, members) in all)
        {
            string[] left = [.. members.Where(column => !groupOf.ContainsKey(column))];
            if (left.Length > 0)
            {
                groups.Add(Create(columns, name, left));
            }
        }

        return groups.GroupBy(static group => group.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static alike => alike.Count() > 1) is { } twice
            ? throw Errors.ImportanceGroupName(twice.Key)
            : groups;

        IEnumerable<string> Expand(string member) =>
            all.FirstOrDefault(named => named.Name.Equals(member, StringComparison.OrdinalIgnoreCase)) is { Columns: { } parts } ? parts : [member];
    }

    // Two parts of the same date or more are that date, and so are the lags of a column of a time series.
    private static IEnumerable<(string Name, string[] Columns)> Names(NetworkColumns columns) => columns.Input
        .GroupBy(
            column => columns.Series?.UserColumn(column.Name) ?? DateParts.Split(column.Name).Date ?? column.Name, StringComparer.OrdinalIgnoreCase)
        .Select(static user => (user.Count() > 1 ? user.Key : user.First().Name, user.Select(static column => column.Name).ToArray()));

    private static ColumnGroup Create(NetworkColumns columns, string name, IReadOnlyList<string> members) => new(
        name,
        members,
        [.. columns.Input.SelectMany(column => Enumerable.Repeat(members.Contains(column.Name, StringComparer.OrdinalIgnoreCase), column.Width))]);
}
