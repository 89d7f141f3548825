using System.Globalization;

using MathNet.Numerics.Statistics;

namespace PSBackprop;

/// <summary>What a network says of one row.</summary>
public sealed class Prediction
{
    private readonly IReadOnlyList<object>? _names;
    private readonly double[]? _figures;

    /// <param name="output">The outputs of the last layer.</param>
    /// <param name="names">What the figures are for: classes or targets; null if nothing is known of them.</param>
    /// <param name="figures">A probability or value for each name.</param>
    internal Prediction(double[] output, IReadOnlyList<object>? names = null, double[]? figures = null)
    {
        Output = output;
        _names = names;
        _figures = figures;
    }

    /// <summary>The outputs of the last layer, [units].</summary>
    public double[] Output { get; }

    /// <summary>For a classifier: the class that the network decides for; in the target's own type; without class names its number, counted from 0.</summary>
    public object? Label { get; internal init; }

    /// <summary>For a classifier: the probability of that class.</summary>
    public double? Probability { get; internal init; }

    /// <summary>A probability or value for each class or target; null if nothing is known of them.</summary>
    internal double[]? Figures => _figures;

    /// <summary>For several yes-or-no targets: the names of those that are a yes.</summary>
    public IReadOnlyList<string>? Labels { get; internal init; }

    /// <summary>For a classifier or several yes-or-no targets: the probability of each, in the network's order.</summary>
    public IReadOnlyDictionary<string, double>? Probabilities => Value is null && Values is null ? Named() : null;

    /// <summary>For a classifier, where asked for: the most probable classes, the most probable first.</summary>
    public IReadOnlyList<ClassProbability>? Top { get; internal init; }

    /// <summary>For a single number: it, in the target's own units.</summary>
    public double? Value { get; internal init; }

    /// <summary>For several numbers: each in its own units, by the target's name.</summary>
    public IReadOnlyDictionary<string, double>? Values => _names is { Count: > 1 } && Label is null && Labels is null ? Named() : null;

    /// <summary>
    /// For a classifier, where an interval was asked for: the classes of which the right one is one, with the probability that was asked
    /// for; the most probable first. It may be empty, where no class is as probable as right ones usually are.
    /// </summary>
    public IReadOnlyList<object>? PredictionSet { get; internal init; }

    /// <summary>For a single number, where an interval was asked for: where it begins, in the target's own units.</summary>
    public double? Lower { get; private set; }

    /// <summary>For a single number, where an interval was asked for: where it ends.</summary>
    public double? Upper { get; private set; }

    /// <summary>For several numbers, where intervals were asked for: where each begins, by the target's name.</summary>
    public IReadOnlyDictionary<string, double>? Lowers { get; private set; }

    /// <summary>For several numbers, where intervals were asked for: where each ends, by the target's name.</summary>
    public IReadOnlyDictionary<string, double>? Uppers { get; private set; }

    /// <summary>
    /// Of a network of members: how far they are apart, as the standard deviation, with n − 1 in the divisor, of the probability that each
    /// gives to <see cref="Label"/>, or of the number that each says. Null for several targets, and for a network that is one alone.
    /// </summary>
    public double? Spread { get; private set; }

    /// <summary>Of a network of members with several targets: the same of each, by the target's name; else null.</summary>
    public IReadOnlyDictionary<string, double>? Spreads { get; private set; }

    /// <summary>
    /// Of a network that gives rows back: how odd the row is. −ln of the harmonic mean, over the columns, of the probability that a usual row
    /// is given back as badly in the column; about 1 for usual rows. Null for other networks.
    /// </summary>
    public double? AnomalyScore { get; internal set; }

    /// <summary>The part of usual rows that are as odd or odder, as rows tell that the network was not trained on; null for other networks.</summary>
    public double? PValue { get; internal set; }

    /// <summary>The column that is oddest in the row; null for other networks.</summary>
    public string? OddestColumn { get; internal set; }

    /// <summary>The columns in which the row lies far outside what the network was trained on; empty for none, or where the network does not know.</summary>
    public IReadOnlyList<string> OutOfRange { get; internal set; } = NoColumns;

    internal static IReadOnlyList<string> NoColumns { get; } = FixedList.Of<string>([]);

    /// <inheritdoc/>
    public override string ToString() => this switch
    {
        { AnomalyScore: { } score } => string.Create(CultureInfo.CurrentCulture, $"{score:N2}, p {PValue:G3}, {OddestColumn}"),
        { Label: { } label } => LabelType.Text(label),
        { Labels: { } labels } => string.Join(", ", labels),
        { Value: { } value } => value.ToString("G6", CultureInfo.CurrentCulture),
        { Values: { } values } => string.Join(", ", values.Select(static pair => string.Create(CultureInfo.CurrentCulture, $"{pair.Key} {pair.Value:G6}"))),
        _ => string.Join(' ', Output.Select(static value => value.ToString("G6", CultureInfo.CurrentCulture))),
    };

    /// <summary>The same with intervals around values.</summary>
    /// <param name="values">The values, one of each target.</param>
    /// <param name="limits">How far each may be off; null for no intervals.</param>
    internal Prediction Between(double[] values, double[]? limits)
    {
        if (limits is null)
        {
            return this;
        }

        if (values.Length == 1)
        {
            (Lower, Upper) = (values[0] - limits[0], values[0] + limits[0]);
            return this;
        }

        // Outputs without names go by number, as in Measure-Network.
        object[] names = [.. _names ?? Enumerable.Range(1, values.Length).Cast<object>()];
        Lowers = Named(names, [.. values.Zip(limits, static (value, limit) => value - limit)]);
        Uppers = Named(names, [.. values.Zip(limits, static (value, limit) => value + limit)]);
        return this;
    }

    /// <summary>Takes from what each member says of the row how far they are apart.</summary>
    /// <param name="members">One for each member; empty for a network that is one alone.</param>
    internal void TakeSpread(IReadOnlyList<Prediction> members)
    {
        if (members.Count == 0)
        {
            return;
        }

        if (Labels is not null || Values is not null)
        {
            Spreads = Named([.. _figures!.Select((_, i) => Deviation(member => member._figures![i]))]);
        }
        else if (Label is not null)
        {
            int place = _names?.ToList().IndexOf(Label) ?? -1;
            Spread = place < 0 ? null : Deviation(member => member._figures![place]);
        }
        else if (Output.Length == 1)
        {
            Spread = Deviation(static member => member.Value ?? member.Output[0]);
        }

        double Deviation(Func<Prediction, double> number) => members.Select(number).StandardDeviation();
    }

    private NamedNumbers? Named() => Named(_figures);

    private NamedNumbers? Named(double[]? figures) => _names is null || figures is null ? null : Named(_names, figures);

    private static NamedNumbers Named(IReadOnlyList<object> names, double[] figures)
    {
        var named = new NamedNumbers(names.Count);
        for (int i = 0; i < names.Count; i++)
        {
            named[LabelType.Text(names[i])] = figures[i];
        }

        return named;
    }
}
