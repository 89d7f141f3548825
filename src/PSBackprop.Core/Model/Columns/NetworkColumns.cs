using PSBackprop.Inference;
using PSBackprop.Scalings;
using PSBackprop.Tasks;

namespace PSBackprop;

/// <summary>The columns of data that a network was made for: names, kinds, categories and scaling.</summary>
public sealed class NetworkColumns
{
    /// <summary>The place of the positive class unless told: the second, which is the true one of a Boolean target.</summary>
    internal const int DefaultPositive = 1;

    /// <param name="input">The feature columns.</param>
    /// <param name="output">The target columns.</param>
    /// <param name="unknownCategory">What happens to categories that the training data did not have.</param>
    /// <param name="positive">The place of the positive class, where there are two classes.</param>
    /// <param name="notation">How the training data's texts wrote numbers; null for with a decimal point.</param>
    /// <param name="missingPolicy">What happened to missing values in the training data; null where that is not known.</param>
    /// <param name="task">What the outputs stand for; null for what the kinds of the targets say.</param>
    /// <param name="series">The time series that the columns are made from; null where rows stand for themselves.</param>
    internal NetworkColumns(
        IReadOnlyList<NetworkColumn> input,
        IReadOnlyList<NetworkColumn> output,
        UnknownCategory unknownCategory,
        int positive = DefaultPositive,
        NumberNotation? notation = null,
        MissingPolicy? missingPolicy = null,
        NetworkTask? task = null,
        NetworkSeries? series = null)
    {
        Series = series;
        Input = FixedList.Of(input);
        Output = FixedList.Of(output);
        UnknownCategory = unknownCategory;
        Notation = notation ?? NumberNotation.Invariant;
        MissingPolicy = missingPolicy;
        InputSize = input.Sum(static column => column.Width);
        OutputSize = output.Sum(static column => column.Width);
        Purpose = TaskFamily.All[task ?? TaskFamily.OfTargets([.. output.Select(static column => column.Kind)]) ?? throw Errors.TargetKindsMixed()];
        LabelNames = Purpose.LabelNames(Output);
        Positive = Purpose.HasPositive(LabelNames.Count) ? positive : null;
    }

    /// <summary>The feature columns, in the order of the network's inputs.</summary>
    public IReadOnlyList<NetworkColumn> Input { get; }

    /// <summary>The target columns, in the order of the network's outputs.</summary>
    public IReadOnlyList<NetworkColumn> Output { get; }

    /// <summary>What happens to categories that the training data did not have.</summary>
    public UnknownCategory UnknownCategory { get; }

    /// <summary>
    /// What happened to missing values in the training data. What stands for them is in the columns. Null where it is not known, as in
    /// files that do not say it.
    /// </summary>
    public MissingPolicy? MissingPolicy { get; }

    /// <summary>
    /// The culture in which the texts of the training data wrote their numbers, and in which texts for prediction are read unless told;
    /// empty for a decimal point and no group separators.
    /// </summary>
    public string Culture => Notation.Culture;

    /// <summary>
    /// The texts that stand for a missing value in columns of numbers, of dates and of yes and no, in any case; so does an empty text,
    /// in all columns.
    /// </summary>
    public IReadOnlyList<string> MissingMarker { get; } = CellValue.MissingMarkers;

    /// <summary>The time series that the network continues, whose lags its columns are; null where rows stand for themselves.</summary>
    public NetworkSeries? Series { get; }

    /// <summary>What the outputs stand for.</summary>
    public NetworkTask Task => Purpose.Kind;

    /// <summary>The classes of a classifier in the target's own type, or the targets' names of a multi-label one; else empty.</summary>
    public IReadOnlyList<object> Labels => Purpose.Labels(Output);

    /// <summary>
    /// Of two classes the one that is looked for: thresholds are for its probability, and precision, recall and F1 are its own. Null
    /// where there are not two classes.
    /// </summary>
    public object? PositiveClass => Positive is { } place ? Labels[place] : null;

    /// <summary>What follows from what the outputs stand for.</summary>
    internal TaskMember Purpose { get; }

    /// <summary>The place of the positive class; null where there are not two classes.</summary>
    internal int? Positive { get; }

    /// <summary>The labels as texts.</summary>
    internal IReadOnlyList<string> LabelNames { get; }

    internal NumberNotation Notation { get; }

    internal int InputSize { get; }

    internal int OutputSize { get; }

    /// <summary>What is kept of all columns, with others in their place.</summary>
    internal NetworkColumns With(IReadOnlyList<NetworkColumn> input, IReadOnlyList<NetworkColumn> output, MissingPolicy? missingPolicy) => new(
        input, Purpose.Targets(input, output), UnknownCategory, Positive ?? DefaultPositive, Notation, missingPolicy, Task, Series);

    /// <summary>The same columns, made from a time series.</summary>
    internal NetworkColumns Of(NetworkSeries series) =>
        new(Input, Output, UnknownCategory, Positive ?? DefaultPositive, Notation, MissingPolicy, series: series);

    /// <summary>
    /// The user's column that an input is of, if data without it makes sense: not of a time series, which a network sees the past of, nor of
    /// rows that are learned as such, in which what never changed tells of what does.
    /// </summary>
    /// <param name="place">The input's place, from 0.</param>
    internal string? Removable(int place) => Purpose.GivesRowsBack ? null
        : Series is not { } series ? Input[place].Name
        : series.UserColumn(Input[place].Name) is { } column && series.KnownAhead.Contains(column) ? column : null;

    /// <summary>What the columns make of their units' numbers before they go into the network.</summary>
    internal Expression Scale(Expression units)
    {
        Expression scaled = Shift(units, string.Empty, static column => !column.IsBounded);
        foreach (ScalingMember scaling in Input.Where(static column => column.IsBounded).Select(static column => ScalingFamily.All[column.Scaling]).Distinct())
        {
            // Each column is left as it came in the numbers that are not for it: those are finite, so that nothing comes of them times 0.
            string name = $"{scaling.Kind}/";
            Expression bounded = scaling.Bound(Shift(units, name, column => column.Scaling == scaling.Kind));
            Expression isBounded = Vector($"{name}units", Input, column => column.Scaling == scaling.Kind ? 1 : 0, 0);
            scaled = (scaled * (1 - isBounded)) + (bounded * isBounded);
        }

        return scaled;
    }

    /// <summary>The network's outputs in the targets' own units.</summary>
    internal Expression Unscale(Expression outputs) => HasScale(Output)
        ? (outputs * Vector("scale", Output, static column => column.Scale, 1)) + Vector("offset", Output, static column => column.Offset, 0)
        : outputs;

    /// <summary>The place of a label that a user names, in any case where it is not there as written; −1 for none.</summary>
    internal static int IndexOf(IReadOnlyList<string> labels, object label)
    {
        string text = CellValue.Text(label);
        int exact = labels.ToList().IndexOf(text);
        return exact >= 0 ? exact : labels.ToList().FindIndex(known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    // (x − offset) / scale for some features; the others as they are.
    private Expression Shift(Expression units, string name, Func<NetworkColumn, bool> isChosen) => HasScale(Input.Where(isChosen))
        ? (units - Vector($"{name}offset", Input, column => isChosen(column) ? column.Offset : 0, 0))
            / Vector($"{name}scale", Input, column => isChosen(column) ? column.Scale : 1, 1)
        : units;

    private static bool HasScale(IEnumerable<NetworkColumn> columns) => columns.Any(static column => column.Offset != 0 || column.Scale != 1);

    // What is scaled of a column is its first unit.
    private static UnitVector Vector(string name, IReadOnlyList<NetworkColumn> columns, Func<NetworkColumn, double> first, double others) =>
        new(name, columns.SelectMany(column => Enumerable.Range(0, column.Width).Select(unit => unit == 0 ? first(column) : others)).ToArray());
}
