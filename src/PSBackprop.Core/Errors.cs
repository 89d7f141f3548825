using System.Globalization;

namespace PSBackprop;

/// <summary>Every fault the module reports: one constant identifier and one sentence that says what to do for each place that can fail.</summary>
internal static class Errors
{
    // Building a network.
    public static BackpropException NoLayer() => new(
        "NoLayer", FaultCategory.InvalidArgument, null,
        "A network needs the number of inputs and at least one layer. Give both, for example -Layer 2,4,1 for 2 inputs, 4 hidden units and 1 output.");

    public static BackpropException LayerSize(int position, int size) => new(
        "LayerSize", FaultCategory.InvalidArgument, size,
        position == 0
            ? $"The input size is {size}. It must be at least 1: the number of features of a row."
            : $"Layer {position} has {size} units. A layer needs at least 1.");

    public static BackpropException LayerNotUnderstood(int position, object? value) => new(
        "LayerNotUnderstood", FaultCategory.InvalidArgument, value,
        position == 0
            ? $"The first element of -Layer is the number of inputs, a whole number; '{value}' is not one."
            : $"Element {position} of -Layer is '{value}'. Give a whole number of units, or a hashtable such as @{{ Units = 16; Activation = 'ReLU' }}.");

    public static BackpropException LayerKeyUnknown(int position, string key, IEnumerable<string> known) => new(
        "LayerKeyUnknown", FaultCategory.InvalidArgument, key,
        $"Layer {position} has the key '{key}', which is unknown. The keys are {string.Join(", ", known)}.");

    public static BackpropException LayerValue(int position, string key, object? value, Exception inner) => new(
        "LayerValue", FaultCategory.InvalidArgument, value,
        $"Layer {position} has '{value}' for {key}: {inner.Message.TrimEnd('.')}.", inner);

    public static BackpropException HiddenSoftmax(int position) => new(
        "HiddenSoftmax", FaultCategory.InvalidArgument, position,
        $"Layer {position} is hidden and has the activation Softmax, which is for the output layer. Choose another, such as Tanh or ReLU.");

    public static BackpropException NetworkTooLarge(long count) => new(
        "NetworkTooLarge", FaultCategory.InvalidArgument, count,
        $"The network would have more than {count:N0} parameters. Use fewer units or layers: at most {0x7FFF_0000:N0} parameters fit.");

    public static BackpropException WeightShape(int inputs, int units, int rows, int columns) => new(
        "WeightShape", FaultCategory.InvalidArgument, null,
        $"The layer's weights are [{inputs} × {units}] (inputs × units); the matrix given is [{rows} × {columns}].");

    public static BackpropException BiasShape(int expected, int given) => new(
        "BiasShape", FaultCategory.InvalidArgument, null,
        expected == 0
            ? "The layer was built without biases and cannot be given any."
            : $"The layer has {expected} biases; {given} values were given.");

    public static BackpropException ParameterNotFinite() => new(
        "ParameterNotFinite", FaultCategory.InvalidArgument, null,
        "A weight or bias given is NaN or infinite. Give finite numbers; the layer is unchanged.");

    // Data.
    public static BackpropException EmptyData(string name) => new(
        "EmptyData", FaultCategory.InvalidData, null,
        $"{name} has no rows. Give at least one row of numbers.");

    public static BackpropException DataNotUnderstood(string name, object value) => new(
        "DataNotUnderstood", FaultCategory.InvalidData, value,
        $"{name} is a {value.GetType().Name}, which cannot be read as rows of numbers. Give an array of rows such as @((0,0),(0,1)), a double[][], a double[,] or a MathNet matrix.");

    public static BackpropException RaggedRow(string name, int row, int expected, int given) => new(
        "RaggedRow", FaultCategory.InvalidData, row,
        $"{name} row {row} has {Count(given, "value")}, but row 1 has {expected}. All rows need the same number of values.");

    public static BackpropException NotANumber(string name, int row, int column, object? value) => new(
        "NotANumber", FaultCategory.InvalidData, value,
        $"{name} row {row}, column {column} is {Quote(value)}, which is not a number. Numbers are written with a decimal point and without group separators, such as 1234.5 or 1e-3.");

    public static BackpropException NotFinite(string name, int row, int column, double value) => new(
        "NotFinite", FaultCategory.InvalidData, value,
        $"{name} row {row}, column {column} is {value.ToString(CultureInfo.InvariantCulture)}. Only finite numbers can be used; remove or replace the row.");

    public static BackpropException NotFiniteInSingle(string name, int row, int column, double value) => new(
        "NotFiniteInSingle", FaultCategory.InvalidData, value,
        $"{name} row {row}, column {column} is {value.ToString("R", CultureInfo.InvariantCulture)}, beyond the range of single precision. Scale the data, or build the network with -Precision Double.");

    public static BackpropException RowWidth(string name, int expected, int given, int? row = null) => new(
        "RowWidth", FaultCategory.InvalidData, row,
        $"{(row is null ? $"Each row of {name}" : $"{name} row {row}")} has {Count(given, "value")}, but the network takes {expected}.");

    public static BackpropException TargetWidth(int expected, int given) => new(
        "TargetWidth", FaultCategory.InvalidData, null,
        $"Each row of -TargetData has {Count(given, "value")}, but the network has {Count(expected, "output")}.");

    public static BackpropException TargetCount(int inputs, int targets) => new(
        "TargetCount", FaultCategory.InvalidData, null,
        $"-InputData has {Count(inputs, "row")} and -TargetData has {targets}. Each input row needs one target row.");

    // Training.
    public static BackpropException TrainingInProgress(object network) => new(
        "TrainingInProgress", FaultCategory.ResourceBusy, network,
        "The network is being trained by another command. Wait for it, or train a copy made with $net.Clone().");

    public static BackpropException LossPairing(Loss loss, Activation given, Activation needed) => new(
        "LossPairing", FaultCategory.InvalidArgument, loss,
        $"The loss {loss} needs outputs from {needed}; the network's output activation is {given}. Build the network with -OutputActivation {needed}, or choose -Loss MeanSquaredError.");

    public static BackpropException TargetNotProbability(Loss loss, int row, int column, double value) => new(
        "TargetNotProbability", FaultCategory.InvalidData, value,
        $"-TargetData row {row}, column {column} is {value.ToString("R", CultureInfo.InvariantCulture)}. The loss {loss} needs targets between 0 and 1.");

    public static BackpropException NesterovWithoutMomentum() => new(
        "NesterovWithoutMomentum", FaultCategory.InvalidArgument, null,
        "-Nesterov needs a momentum. Add -Momentum, for example -Momentum 0.9.");

    public static BackpropException BatchContradiction() => new(
        "BatchContradiction", FaultCategory.InvalidArgument, null,
        "-FullBatch and -BatchSize exclude each other. Leave out one.");

    public static BackpropException TrainingDiverged(Network network, int epoch, double learningRate) => new(
        "TrainingDiverged", FaultCategory.InvalidResult, network,
        $"The training diverged in epoch {epoch}: the loss or a weight was no longer finite. The last finite weights are back in the network. Lower -LearningRate (it was {learningRate.ToString("G4", CultureInfo.InvariantCulture)}), or scale the inputs to about −1 to 1.");

    // Files.
    public static BackpropException FileNotFound(string path) => new(
        "FileNotFound", FaultCategory.ObjectNotFound, path,
        $"There is no file '{path}'. Check the path.");

    public static BackpropException FileExists(string path) => new(
        "FileExists", FaultCategory.ResourceExists, path,
        $"The file '{path}' exists already. Leave out -NoClobber to replace it, or choose another name.");

    public static BackpropException FileReadOnly(string path) => new(
        "FileReadOnly", FaultCategory.WriteError, path,
        $"The file '{path}' is read-only. Use -Force to replace it, or choose another name.");

    public static BackpropException FileNotReadable(string path, Exception inner) => new(
        "FileNotReadable", FaultCategory.ReadError, path,
        $"The file '{path}' cannot be read: {inner.Message}", inner);

    public static BackpropException FileNotWritable(string path, Exception inner) => new(
        "FileNotWritable", FaultCategory.WriteError, path,
        $"The file '{path}' cannot be written: {inner.Message} What was there before is unchanged.", inner);

    public static BackpropException PathNotFileSystem(string path, string provider) => new(
        "PathNotFileSystem", FaultCategory.InvalidArgument, path,
        $"'{path}' is a path of the provider {provider}. Networks are kept in files: give a file path.");

    public static BackpropException PathNotUnderstood(string path, Exception inner) => new(
        "PathNotUnderstood", FaultCategory.InvalidArgument, path,
        $"The path '{path}' cannot be used: {inner.Message}", inner);

    public static BackpropException PathIsFolder(string path) => new(
        "PathIsFolder", FaultCategory.InvalidArgument, path,
        $"'{path}' is a folder. Give the name of a file in it.");

    public static BackpropException FileNotJson(string source, string place, Exception inner) => new(
        "FileNotJson", FaultCategory.InvalidData, source,
        $"'{source}' is not complete, correct JSON ({place}). It may have been cut off; save the network again.", inner);

    public static BackpropException FileNotOurs(string source) => new(
        "FileNotOurs", FaultCategory.InvalidData, source,
        $"'{source}' is not a network file: it does not begin with \"format\": \"{Storage.NetworkFormat.Name}\". Give a file written by Export-Network.");

    public static BackpropException FileNewer(string source, int version) => new(
        "FileNewer", FaultCategory.InvalidData, source,
        $"'{source}' has format version {version}; this module reads up to version {Storage.NetworkFormat.Version}. Update PSBackprop to read it.");

    public static BackpropException FileContent(string source, string place, string problem) => new(
        "FileContent", FaultCategory.InvalidData, source,
        $"'{source}' cannot be read as a network: {place} {problem}.");

    // Anything no place expected.
    public static BackpropException Unexpected(Exception inner) => new(
        "Unexpected", FaultCategory.InvalidOperation, null,
        $"Something unexpected happened: {inner.Message} This is a defect of PSBackprop; please report it with the command you ran.", inner);

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string Quote(object? value) => value is null ? "empty" : $"'{value}'";
}
