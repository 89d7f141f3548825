using System.Diagnostics;

using PSBackprop.Training;

namespace PSBackprop.Storage;

/// <summary>A checkpoint in a file, written whole or not at all, every so many epochs or after so much time.</summary>
internal sealed class CheckpointFile(string path, int? epochs, TimeSpan? time, bool resume) : ICheckpoint
{
    private long _last = Stopwatch.GetTimestamp();

    public bool IsDue(int finished) => epochs is { } interval ? finished % interval == 0 : Stopwatch.GetElapsedTime(_last) >= time;

    public void Save(Network network, TrainingState state)
    {
        OutputFile.Write(path, overwrite: true, force: false, stream => NetworkWriter.Write(network, stream, withHistory: true, state));
        _last = Stopwatch.GetTimestamp();
    }

    public (Network Network, TrainingState State)? Load()
    {
        if (!resume || !File.Exists(path))
        {
            return null;
        }

        AtomicFile.RemoveLeftovers(path);
        Network network = NetworkFile.Read(path, out TrainingState? state);
        return (network, state ?? throw Errors.CheckpointWithoutState(path));
    }
}
