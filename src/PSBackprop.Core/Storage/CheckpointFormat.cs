using System.Buffers;
using System.Text.Json;

using PSBackprop.Storage.Json;
using PSBackprop.Training;

namespace PSBackprop.Storage;

/// <summary>Where a training stands, in a file: everything by name.</summary>
internal static class CheckpointFormat
{
    private const int FullBuffer = 1 << 16;

    public static void Write(Utf8JsonWriter writer, TrainingPosition position)
    {
        writer.WriteStartObject("trainingState");
        writer.WriteStartObject("fingerprint");
        foreach (var (name, value) in position.Fingerprint.Entries)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteNumber("finishedEpochs", position.FinishedEpochs);
        writer.WriteNumber("seconds", position.Duration.TotalSeconds);
        if (position.Ended is { } ended)
        {
            writer.WriteString("ended", JsonNames.Of(ended));
        }

        var buffer = new ArrayBufferWriter<byte>();
        writer.WriteStartObject("numbers");
        foreach (var (name, numbers) in position.State.Values)
        {
            buffer.ResetWrittenCount();
            JsonRow.Write(buffer, numbers, Precision.Double);
            writer.WritePropertyName(name);
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
            if (writer.BytesPending > FullBuffer)
            {
                writer.Flush();
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <param name="node">What the file holds.</param>
    /// <param name="network">The network in the same file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="BackpropException">A member is wrong, or the file is of a version that did not write names.</exception>
    public static TrainingPosition Read(JsonNode node, Network network, string path)
    {
        if (node.OptionalMember("fingerprint") is not { } fingerprint)
        {
            throw Errors.CheckpointOlder(path);
        }

        node.AllowMembers("fingerprint", "finishedEpochs", "seconds", "ended", "numbers");
        int epochs = node.Member("finishedEpochs").Integer(1, int.MaxValue);
        if (epochs > network.History.Count)
        {
            throw node.Member("finishedEpochs").Fault($"is {epochs}; the history has {network.History.Count}");
        }

        double seconds = node.Member("seconds").Number();
        if (!(seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds))
        {
            throw node.Member("seconds").Fault("is not a time that a training can have taken");
        }

        var state = new TrainingState();
        foreach (var (name, value) in node.Member("numbers").Members())
        {
            state.Put(name, value.Numbers());
        }

        return new TrainingPosition(
            new TrainingFingerprint([.. fingerprint.Members().Select(static member => (member.Name, member.Value.Text()))]),
            epochs,
            TimeSpan.FromSeconds(seconds),
            node.OptionalMember("ended")?.Name<StopReason>(),
            state);
    }
}
