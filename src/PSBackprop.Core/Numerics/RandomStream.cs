using MathNet.Numerics.Random;

namespace PSBackprop.Numerics;

/// <summary>What a random stream is for. The numbers are part of the reproducibility promise: never reuse or reorder them.</summary>
internal enum RandomPurpose
{
    Initialization = 1,
    Shuffle = 2,
    Dropout = 3,
    Validation = 4,
    Split = 5,
    Sample = 6,
    Search = 7,
    GradientCheck = 8,
    Member = 9,
    Importance = 10,
}

/// <summary>
/// Random streams that depend on (seed, purpose, index) alone. No generator is shared or moved on between uses, so
/// resuming at epoch 70 draws what an uninterrupted run draws there.
/// </summary>
internal static class RandomStream
{
    /// <summary>Starts the stream for one purpose; <paramref name="index"/> is the layer, the epoch or whatever the purpose counts.</summary>
    public static RandomSource Create(int seed, RandomPurpose purpose, long index) =>
        new Xoshiro256StarStar((int)Key(seed, purpose, index), threadSafe: false);

    /// <summary>A 64-bit key that scatters (seed, purpose, index); the finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    public static ulong Key(int seed, RandomPurpose purpose, long index) =>
        Scatter(Scatter(((ulong)(uint)seed << 32) + (uint)purpose) + (ulong)index);

    /// <summary>A seed for a run that was given none.</summary>
    public static int DrawSeed() => Random.Shared.Next();

    internal static ulong Scatter(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
