using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSBackprop.Numerics;

/// <summary>A function of one vector, applied along a span.</summary>
internal interface IUnaryOperation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    Vector<T> Invoke(Vector<T> x);
}

/// <summary>A function of three vectors, applied along three spans.</summary>
internal interface ITernaryOperation<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    Vector<T> Invoke(Vector<T> x, Vector<T> y, Vector<T> z);
}

/// <summary>Loops over spans: whole vectors first, then the rest in one padded vector.</summary>
internal static class Elementwise
{
    /// <summary>result[i] = operation(x[i]); the two spans have one length and may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T, TOperation>(TOperation operation, ReadOnlySpan<T> x, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOperation : struct, IUnaryOperation<T>
    {
        int count = result.Length;
        x = x[..count];
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            operation.Invoke(Load(ref source, i)).StoreUnsafe(ref target, (nuint)i);
        }

        if (i < count)
        {
            Span<T> rest = stackalloc T[Vector<T>.Count];
            rest.Clear();
            x[i..].CopyTo(rest);
            operation.Invoke(new Vector<T>(rest)).CopyTo(rest);
            rest[..(count - i)].CopyTo(result[i..]);
        }
    }

    /// <summary>result[i] = operation(x[i], y[i], result[i]); the spans have one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update<T, TOperation>(TOperation operation, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOperation : struct, ITernaryOperation<T>
    {
        int count = result.Length;
        x = x[..count];
        y = y[..count];
        ref T first = ref MemoryMarshal.GetReference(x);
        ref T second = ref MemoryMarshal.GetReference(y);
        ref T target = ref MemoryMarshal.GetReference(result);
        int i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            operation.Invoke(Load(ref first, i), Load(ref second, i), Load(ref target, i)).StoreUnsafe(ref target, (nuint)i);
        }

        if (i < count)
        {
            Span<T> rest = stackalloc T[3 * Vector<T>.Count];
            rest.Clear();
            Span<T> restX = rest[..Vector<T>.Count];
            Span<T> restY = rest.Slice(Vector<T>.Count, Vector<T>.Count);
            Span<T> restZ = rest[(2 * Vector<T>.Count)..];
            x[i..].CopyTo(restX);
            y[i..].CopyTo(restY);
            result[i..].CopyTo(restZ);
            operation.Invoke(new Vector<T>(restX), new Vector<T>(restY), new Vector<T>(restZ)).CopyTo(restZ);
            restZ[..(count - i)].CopyTo(result[i..]);
        }
    }

    /// <summary>result[i] = x[i] · y[i]; the spans have one length and may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= result.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (new Vector<T>(x[i..]) * new Vector<T>(y[i..])).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = x[i] * y[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Load<T>(ref T source, int index)
        where T : unmanaged => Vector.LoadUnsafe(ref source, (nuint)index);
}
