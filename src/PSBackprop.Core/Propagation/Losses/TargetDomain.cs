using PSBackprop.Activations;

namespace PSBackprop.Propagation.Losses;

/// <summary>The numbers that a loss takes for targets, and the outputs that it can compare with them.</summary>
internal sealed class TargetDomain
{
    private readonly Func<double, bool> _contains;
    private readonly Func<ActivationFunction, bool> _suits;

    private TargetDomain(string description, Func<double, bool> contains, Func<ActivationFunction, bool> suits)
    {
        Description = description;
        _contains = contains;
        _suits = suits;
    }

    /// <summary>Every finite number.</summary>
    public static TargetDomain AnyNumber { get; } = new("that are numbers", static _ => true, static _ => true);

    /// <summary>From 0 to 1.</summary>
    public static TargetDomain Probability { get; } =
        new("between 0 and 1", static value => value is >= 0 and <= 1, static _ => true) { IsOfClasses = true, NegativeValue = 0 };

    /// <summary>0 and above.</summary>
    public static TargetDomain NotNegative { get; } =
        new("of 0 and above", static value => value >= 0, static output => output.Minimum >= 0) { NegativeValue = 0 };

    /// <summary>−1 or 1.</summary>
    public static TargetDomain Sign { get; } =
        new("that are -1 or 1", static value => value is -1 or 1, static output => output.Minimum <= -1) { IsOfClasses = true, NegativeValue = -1 };

    /// <summary>Says of targets what they must be: "targets that are -1 or 1".</summary>
    public string Description { get; }

    /// <summary>Whether the targets stand for classes.</summary>
    public bool IsOfClasses { get; private init; }

    /// <summary>The number that stands for no, where 1 stands for yes; null where the output activation decides.</summary>
    public double? NegativeValue { get; private init; }

    public bool Contains(double value) => _contains(value);

    /// <summary>Whether an output activation reaches what targets of this kind need.</summary>
    public bool Suits(ActivationFunction output) => _suits(output);
}
