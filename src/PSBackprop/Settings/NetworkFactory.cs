using PSBackprop.Activations;
using PSBackprop.Commands;
using PSBackprop.Conversion;
using PSBackprop.Data;

namespace PSBackprop.Settings;

/// <summary>Builds networks that fit a dataset from parameters of New-Network.</summary>
internal static class NetworkFactory
{
    /// <summary>One hidden layer of this many units unless told otherwise.</summary>
    public const int DefaultUnits = 16;

    /// <param name="dataset">Training data.</param>
    /// <param name="given">The parameters of New-Network, by name.</param>
    /// <param name="cancellationToken">Ends the drawing of a large network.</param>
    public static Network Create(Dataset dataset, IDictionary<string, object?> given, CancellationToken cancellationToken)
    {
        var settings = Settings(given);
        bool oneUnit = settings.OutputActivation is not { } output || !ActivationFamily.Create(output).IsDistribution;
        NetworkColumns columns = ColumnFit.Of(
            dataset,
            Value(given, "FeatureScaling", Scaling.Standard),
            Value(given, "TargetScaling", Scaling.Standard),
            Value(given, "UnknownCategory", UnknownCategory.Error),
            oneUnit,
            PSObjects.Unwrap(Value<object?>(given, nameof(Commands.NewNetworkCommand.PositiveClass), null)));
        return Network.Create(columns, LayerConverter.Hidden(Value(given, "HiddenLayer", new object[] { DefaultUnits })), settings, cancellationToken);
    }

    public static NetworkSettings Settings(IDictionary<string, object?> given)
    {
        var settings = new NetworkSettings();
        SettingTable.Apply(settings, given.Where(static pair => pair.Key != nameof(NetworkSettings.WeightRange)));
        settings.WeightRange = given.TryGetValue(nameof(NetworkSettings.WeightRange), out object? range) && range is double[] ends ? (ends[0], ends[1]) : null;
        return settings;
    }

    private static T Value<T>(IDictionary<string, object?> given, string name, T usual) => given.TryGetValue(name, out object? value) ? (T)value! : usual;
}
