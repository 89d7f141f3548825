using System.Diagnostics;

using PSBackprop.Training;

namespace PSBackprop.Storage;

/// <summary>A checkpoint in a file, written whole or not at all, every so many epochs or after so much time.</summary>
internal sealed class CheckpointFile(string path, int? epochs, TimeSpan? time, bool resume) : ICheckpoint
{
    private long _last = Stopwatch.GetTimestamp();

    public bool IsDue(int finished) => epochs is { } interval ? finished % interval == 0 : Stopwatch.GetElapsedTime(_last) >= time;

    public void Save(Network network, TrainingPosition position)
    {
        OutputFile.Write(path, overwrite: true, force: false, stream => NetworkWriter.Write(network, stream, withHistory: true, position));
        _last = Stopwatch.GetTimestamp();
    }

    public (Network Network, TrainingPosition Position)? Load()
    {
        if (!resume || !File.Exists(path))
        {
            return null;
        }

        AtomicFile.RemoveLeftovers(path);
        return NetworkFile.Read(path, content =>
        {
            Network network = NetworkReader.Read(content, path, out JsonNode? training);
            return (network, CheckpointFormat.Read(training ?? throw Errors.CheckpointWithoutState(path), network, path));
        });
    }
}
