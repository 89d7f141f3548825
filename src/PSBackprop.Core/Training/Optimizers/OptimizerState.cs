using System.Numerics;

using PSBackprop.Numerics;

namespace PSBackprop.Training.Optimizers;

/// <summary>What an optimizer works on: the parameters, their gradient, and what it remembers between steps.</summary>
internal sealed class OptimizerState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <param name="parameters">[count].</param>
    /// <param name="gradient">[count].</param>
    /// <param name="ranges">Which parameters are trained: where each run of them begins and how long it is.</param>
    /// <param name="memoryCount">How many arrays of [count] the method remembers.</param>
    /// <param name="scalarCount">How many numbers it remembers besides.</param>
    /// <param name="team">The threads that share each step.</param>
    public OptimizerState(T[] parameters, T[] gradient, IReadOnlyList<(int Start, int Length)> ranges, int memoryCount, int scalarCount, ParallelTeam team)
    {
        Parameters = parameters;
        Gradient = gradient;
        Ranges = ranges;
        Team = team;
        Memory = [.. Enumerable.Range(0, memoryCount).Select(_ => new T[parameters.Length])];
        Scalars = new double[scalarCount];
    }

    /// <summary>The threads that share each step.</summary>
    public ParallelTeam Team { get; }

    public T[] Parameters { get; }

    public T[] Gradient { get; }

    public IReadOnlyList<(int Start, int Length)> Ranges { get; }

    /// <summary>Arrays as long as the parameters, zero before the first step.</summary>
    public T[][] Memory { get; }

    /// <summary>Numbers, zero before the first step.</summary>
    public double[] Scalars { get; }

    /// <summary>The number of the step under way, counted from 1.</summary>
    public long Step { get; set; }
}
