using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using PSBackprop.Numerics;

namespace PSBackprop.Training.Optimizers;

/// <summary>The formula of one step for a vector of parameters.</summary>
internal interface IParameterStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Changes the parameters <paramref name="w"/> by their gradient <paramref name="g"/> and what is remembered of them.</summary>
    void Invoke(ref Vector<T> w, Vector<T> g, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third);
}

/// <summary>Applies a step to all trained parameters in one pass over memory.</summary>
internal static class ParameterUpdate
{
    private const int MostMemories = 3;
    private const int FewestToShare = 32 * 1024;
    private const double SmallestNormalSingle = 1.1754943508222875E-38;
    private const double SmallestNormalDouble = 2.2250738585072014E-308;

    /// <summary>Multiplies the parameters by <paramref name="decay"/>, then applies the step.</summary>
    public static void Run<T, TStep>(TStep step, OptimizerState<T> state, double decay)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TStep : struct, IParameterStep<T>
    {
        var factor = new Vector<T>(T.CreateTruncating(decay));
        if (state.Parameters.Length < FewestToShare || state.Team.Size == 1)
        {
            for (int i = 0; i < state.Ranges.Count; i++)
            {
                Run(step, state, factor, state.Ranges[i].Start, state.Ranges[i].Length);
            }

            return;
        }

        Shared<T, TStep>.Run(step, state, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TStep>(TStep step, OptimizerState<T> state, Vector<T> factor, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TStep : struct, IParameterStep<T>
    {
        int memories = state.Memory.Length;
        Span<T> parameters = state.Parameters.AsSpan(start, length);
        ReadOnlySpan<T> gradient = state.Gradient.AsSpan(start, length);
        Span<T> first = memories > 0 ? state.Memory[0].AsSpan(start, length) : default;
        Span<T> second = memories > 1 ? state.Memory[1].AsSpan(start, length) : default;
        Span<T> third = memories > 2 ? state.Memory[2].AsSpan(start, length) : default;
        int i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> w = Load(parameters, i) * factor;
            Vector<T> m0 = memories > 0 ? Load(first, i) : default;
            Vector<T> m1 = memories > 1 ? Load(second, i) : default;
            Vector<T> m2 = memories > 2 ? Load(third, i) : default;
            step.Invoke(ref w, Load(gradient, i), ref m0, ref m1, ref m2);
            Store(w, parameters, i);
            if (memories > 0)
            {
                Store(Normal(m0), first, i);
            }

            if (memories > 1)
            {
                Store(Normal(m1), second, i);
            }

            if (memories > 2)
            {
                Store(Normal(m2), third, i);
            }
        }

        if (i < length)
        {
            RunRest(step, factor, parameters[i..], gradient[i..], first, second, third, i);
        }
    }

    // What does not fill a vector is worked on in padded ones, so that it takes the same roundings.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunRest<T, TStep>(
        TStep step, Vector<T> factor, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, Span<T> third, int done)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TStep : struct, IParameterStep<T>
    {
        int width = Vector<T>.Count;
        Span<T> buffer = stackalloc T[(2 + MostMemories) * width];
        buffer.Clear();
        parameters.CopyTo(buffer);
        gradient.CopyTo(buffer[width..]);
        Span<T> m0 = first.IsEmpty ? default : first[done..];
        Span<T> m1 = second.IsEmpty ? default : second[done..];
        Span<T> m2 = third.IsEmpty ? default : third[done..];
        m0.CopyTo(buffer[(2 * width)..]);
        m1.CopyTo(buffer[(3 * width)..]);
        m2.CopyTo(buffer[(4 * width)..]);
        Vector<T> w = Load(buffer, 0) * factor;
        Vector<T> v0 = Load(buffer, 2 * width);
        Vector<T> v1 = Load(buffer, 3 * width);
        Vector<T> v2 = Load(buffer, 4 * width);
        step.Invoke(ref w, Load(buffer, width), ref v0, ref v1, ref v2);
        Store(w, buffer, 0);
        Store(Normal(v0), buffer, 2 * width);
        Store(Normal(v1), buffer, 3 * width);
        Store(Normal(v2), buffer, 4 * width);
        buffer[..parameters.Length].CopyTo(parameters);
        buffer.Slice(2 * width, m0.Length).CopyTo(m0);
        buffer.Slice(3 * width, m1.Length).CopyTo(m1);
        buffer.Slice(4 * width, m2.Length).CopyTo(m2);
    }

    // What is remembered of a parameter whose gradient stays 0 decays to numbers below the smallest normal one, and rounding keeps it from
    // leaving them; for such numbers many processors take a hundred times as long. They count as 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Normal<T>(Vector<T> memory)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var least = new Vector<T>(typeof(T) == typeof(float) ? T.CreateTruncating(SmallestNormalSingle) : T.CreateTruncating(SmallestNormalDouble));
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(memory), least), Vector<T>.Zero, memory);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Load<T>(ReadOnlySpan<T> source, int index)
        where T : unmanaged => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector<T> value, Span<T> target, int index)
        where T : unmanaged => value.StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)index);

    /// <summary>Each part steps its own share of each range. Every parameter's step is its own affair, so the cuts change nothing.</summary>
    private sealed class Shared<T, TStep> : ParallelWork
        where T : unmanaged, IFloatingPointIeee754<T>
        where TStep : struct, IParameterStep<T>
    {
        [ThreadStatic]
        private static Shared<T, TStep>? t_own;

        private TStep _step;
        private OptimizerState<T>? _state;
        private Vector<T> _factor;

        public static void Run(TStep step, OptimizerState<T> state, Vector<T> factor)
        {
            var work = t_own ??= new Shared<T, TStep>();
            work._step = step;
            work._state = state;
            work._factor = factor;
            state.Team.Run(work);
            work._state = null;
        }

        public override void Execute(int part, int parts)
        {
            for (int i = 0; i < _state!.Ranges.Count; i++)
            {
                var (start, length) = _state.Ranges[i];
                int from = (int)((long)length * part / parts);
                int to = (int)((long)length * (part + 1) / parts);
                ParameterUpdate.Run(_step, _state, _factor, start + from, to - from);
            }
        }
    }
}
