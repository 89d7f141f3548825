namespace PSBackprop.Storage.Onnx;

/// <summary>An activation found in a graph.</summary>
/// <param name="Activation">Which one.</param>
/// <param name="Slope">Its slope below zero, if it has one.</param>
/// <param name="Output">The tensor that holds its result.</param>
/// <param name="Nodes">The nodes that compute it.</param>
internal sealed record OnnxActivation(Activation Activation, double? Slope, string Output, IReadOnlyList<NodeProto> Nodes);
