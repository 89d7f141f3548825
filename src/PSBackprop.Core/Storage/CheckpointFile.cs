using System.Diagnostics;

using PSBackprop.Storage.Json;
using PSBackprop.Training;

namespace PSBackprop.Storage;

/// <summary>A checkpoint in a file, written whole or not at all, every so many epochs or after so much time.</summary>
/// <param name="path">The full path of the file.</param>
/// <param name="epochs">The epochs between two checkpoints; null to go by time.</param>
/// <param name="time">The time between two checkpoints; null to go by epochs.</param>
/// <param name="resume">Whether to go on from the file, if there is one.</param>
internal sealed class CheckpointFile(string path, int? epochs, TimeSpan? time, bool resume) : ICheckpoint
{
    private long _last = Stopwatch.GetTimestamp();
    private bool _toldOfFault;

    /// <summary>
    /// Hears of the first checkpoint that cannot be written; the training goes on, and the next one is tried when it is
    /// due.
    /// </summary>
    public Action<BackpropException>? OnFault { get; init; }

    /// <summary>The full path of the file.</summary>
    public string Path => path;

    /// <summary>Why the newest checkpoint could not be written; null if it is in the file.</summary>
    public BackpropException? Fault { get; private set; }

    public bool IsDue(int finished) => epochs is { } interval ? finished % interval == 0 : Stopwatch.GetElapsedTime(_last) >= time;

    public void Save(Network network, TrainingPosition position)
    {
        try
        {
            OutputFile.Write(path, overwrite: true, force: false, stream => NetworkWriter.Write(network, stream, withHistory: true, position));
            Fault = null;
        }
        catch (BackpropException fault)
        {
            Fault = fault;
            if (!_toldOfFault)
            {
                _toldOfFault = true;
                OnFault?.Invoke(fault);
            }
        }

        _last = Stopwatch.GetTimestamp();
    }

    public (Network Network, TrainingPosition Position)? Load()
    {
        OutputFile.RequireWritable(path, overwrite: true, force: false);
        if (!resume || !File.Exists(path))
        {
            return null;
        }

        return NetworkFile.Read(path, content =>
        {
            Network network = NetworkReader.Read(content, path, out JsonNode? training);
            return (network, CheckpointFormat.Read(training ?? throw Errors.CheckpointWithoutState(path), network, path));
        });
    }
}
