using System.Runtime.InteropServices;

using Google.Protobuf;

namespace PSBackprop.Storage.Onnx;

/// <summary>Numbers as ONNX keeps them.</summary>
internal static class OnnxTensor
{
    public static TensorProto Of(string name, ReadOnlySpan<double> values, Precision precision, params long[] dimensions)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)Type(precision) };
        tensor.Dims.Add(dimensions);
        if (precision == Precision.Double)
        {
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values));
            return tensor;
        }

        var single = new float[values.Length];
        for (int i = 0; i < single.Length; i++)
        {
            single[i] = (float)values[i];
        }

        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(single));
        return tensor;
    }

    public static TensorProto.Types.DataType Type(Precision precision) =>
        precision == Precision.Single ? TensorProto.Types.DataType.Float : TensorProto.Types.DataType.Double;

    public static bool IsDouble(TensorProto tensor) => tensor.DataType == (int)TensorProto.Types.DataType.Double;

    /// <summary>The number of a tensor that holds a single one; null for any other.</summary>
    public static double? Scalar(TensorProto tensor, string source) =>
        tensor.Dims.All(static dimension => dimension == 1)
        && (TensorProto.Types.DataType)tensor.DataType is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double
            ? Numbers(tensor, source)[0]
            : null;

    /// <summary>At most how many numbers a tensor holds, whatever it claims.</summary>
    public static long Size(TensorProto tensor) => (tensor.RawData.Length / sizeof(float)) + tensor.FloatData.Count + tensor.DoubleData.Count;

    /// <summary>The numbers of a tensor, in whichever of the ways it holds them.</summary>
    /// <exception cref="BackpropException">They are of another type, not as many as its dimensions say, or not finite.</exception>
    public static double[] Numbers(TensorProto tensor, string source)
    {
        double[]? numbers = (TensorProto.Types.DataType)tensor.DataType switch
        {
            TensorProto.Types.DataType.Float when tensor.FloatData.Count > 0 => [.. tensor.FloatData.Select(static value => (double)value)],
            TensorProto.Types.DataType.Float => Raw<float>(tensor, static value => value),
            TensorProto.Types.DataType.Double when tensor.DoubleData.Count > 0 => [.. tensor.DoubleData],
            TensorProto.Types.DataType.Double => Raw<double>(tensor, static value => value),
            _ => null,
        };
        if (numbers is null)
        {
            throw Errors.OnnxContent(source, $"the tensor '{tensor.Name}' holds no floating-point numbers");
        }

        long count = 1;
        foreach (long dimension in tensor.Dims)
        {
            count = dimension is >= 0 and <= int.MaxValue && count <= int.MaxValue ? count * dimension : -1;
        }

        if (count != numbers.Length)
        {
            throw Errors.OnnxContent(
                source,
                $"the tensor '{tensor.Name}' has {numbers.Length} numbers, which is not what its dimensions [{string.Join(", ", tensor.Dims)}] say");
        }

        return Array.TrueForAll(numbers, double.IsFinite)
            ? numbers
            : throw Errors.OnnxContent(source, $"the tensor '{tensor.Name}' has a number that is not finite");
    }

    private static double[]? Raw<T>(TensorProto tensor, Func<T, double> convert)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        int size = Marshal.SizeOf<T>();
        return bytes.Length % size == 0 ? Array.ConvertAll(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), value => convert(value)) : null;
    }
}
