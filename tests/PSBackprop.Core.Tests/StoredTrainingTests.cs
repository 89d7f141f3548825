using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

using PSBackprop.Core.Tests.Checks;
using PSBackprop.Training;

namespace PSBackprop.Core.Tests;

/// <summary>
/// A training gives the bits that it gave before: weights and losses of a training of every kind are kept as hashes in
/// <c>Files/stored-trainings.json</c>. A change that means to choose other bits takes the file that a failing run leaves
/// beside the tests, and says in the changelog why.
/// </summary>
public sealed class StoredTrainingTests
{
    private const string FileName = "stored-trainings.json";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [GlibcFact]
    public void Every_kind_of_training_gives_the_stored_bits()
    {
        Dictionary<string, string> actual = Configuration.All.ToDictionary(pair => pair.Key, pair => Hash(pair.Value));
        var stored = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", FileName)))!;
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, FileName), JsonSerializer.Serialize(actual, s_indented));
        Assert.Equal(stored.OrderBy(pair => pair.Key), actual.OrderBy(pair => pair.Key));
    }

    private static string Hash(Configuration configuration)
    {
        Network network = configuration.Network();
        double[][] input = Configuration.InputRows();
        Trainer.Train(
            network,
            Configuration.Matrix("X", input),
            Configuration.Matrix("y", configuration.TargetRows(input)),
            configuration.Options(),
            null,
            default);
        double[] numbers = [.. network.Parameters, .. network.History.Select(record => record.Loss)];
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(numbers.AsSpan())))[..16].ToLowerInvariant();
    }

    // The C library's powers and logarithms are part of these bits.
    private sealed class GlibcFactAttribute : FactAttribute
    {
        public GlibcFactAttribute()
        {
            Skip = OperatingSystem.IsLinux() ? null : "the stored bits are those of glibc";
        }
    }
}
