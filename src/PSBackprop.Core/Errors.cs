using System.Collections;
using System.Globalization;

using PSBackprop.Data;
using PSBackprop.Training.Defaults;

namespace PSBackprop;

/// <summary>Every fault the module reports: one constant identifier and one sentence that says what to do for each place that can fail.</summary>
internal static class Errors
{
    /// <summary>The most steps back that a network may look.</summary>
    public const int MostLag = 100_000;

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

    public static BackpropException LayerValue(int position, string key, object? value, string wanted, Exception inner) => new(
        "LayerValue", FaultCategory.InvalidArgument, value, $"Layer {position} has '{value}' for {key}. Give {wanted}.", inner);

    public static BackpropException HiddenSoftmax(int position) => new(
        "HiddenSoftmax", FaultCategory.InvalidArgument, position,
        $"Layer {position} is hidden and has the activation Softmax, which is for the output layer. Choose another, such as Tanh or ReLU.");

    public static BackpropException SoftmaxOfOne(int position) => new(
        "SoftmaxOfOne", FaultCategory.InvalidArgument, position,
        $"Layer {position} has the activation Softmax and one unit, whose output would always be 1. "
        + "Use Sigmoid for one probability, or a unit for each class.");

    public static BackpropException DropoutRange(int position, double value) => new(
        "DropoutRange", FaultCategory.InvalidArgument, value,
        $"Layer {position} has a dropout of {value.ToString(CultureInfo.InvariantCulture)}. "
        + "It is the probability that an output is dropped: from 0 to below 1.");

    public static BackpropException OutputDropout() => new(
        "OutputDropout", FaultCategory.InvalidArgument, null,
        "The output layer cannot have dropout. Give it to hidden layers.");

    public static BackpropException SlopeNotFinite(int position) => new(
        "SlopeNotFinite", FaultCategory.InvalidArgument, null,
        $"Layer {position} has a slope that is not a finite number. Give one such as 0.01.");

    public static BackpropException LayerOptionRange(Layers.LayerOption option, double value) => new(
        "LayerOptionRange", FaultCategory.InvalidArgument, value,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The layer option {option.Name} is {value:R}. Give a number from {option.Minimum:R} to {option.Maximum:R}."));

    public static BackpropException LayerOptionOfOther(int position, Layers.LayerOption option, LayerKind kind) => new(
        "LayerOptionOfOther", FaultCategory.InvalidArgument, option.Name,
        $"Layer {position} is of kind {kind}, which has no {option.Name}. Leave it out, or choose another Kind.");

    public static BackpropException NormalizationUnits(int position, int inputs, int units) => new(
        "NormalizationUnits", FaultCategory.InvalidArgument, units,
        $"Layer {position} is a batch normalization of {Count(inputs, "input")} with {units} units. It has as many units as inputs: leave Units out.");

    public static BackpropException PiecewiseLinearPlace(int position) => new(
        "PiecewiseLinearPlace", FaultCategory.InvalidArgument, position,
        $"Layer {position} is piecewise linear, which only the first layer can be. Put it before the others.");

    public static BackpropException PiecewiseLinearActivation(Activation activation) => new(
        "PiecewiseLinearActivation", FaultCategory.InvalidArgument, activation,
        $"A piecewise linear layer has no activation, but {activation} is given. Leave it out, and put a layer with the activation behind.");

    public static BackpropException PiecewiseLinearUnits(int inputs, int units) => new(
        "PiecewiseLinearUnits", FaultCategory.InvalidArgument, units,
        $"Layer 1 is piecewise linear and has {Count(inputs, "input")}, but {Count(units, "unit")}. It needs one for each input and one for each piece: "
        + "give more, or leave Units out.");

    public static BackpropException PiecewiseLinearTooWide(int inputs, long units) => new(
        "PiecewiseLinearTooWide", FaultCategory.InvalidArgument, units,
        $"Layer 1 is piecewise linear and has {Count(inputs, "input")}, which with {units} units is more than a network's file could hold. "
        + "Leave the layer out, or read texts into fewer inputs: -TextBit 10 makes 1,024 of a column.");

    public static BackpropException WeightRange(double lower, double upper) => new(
        "WeightRange", FaultCategory.InvalidArgument, null,
        $"-WeightRange goes from {lower.ToString(CultureInfo.InvariantCulture)} to {upper.ToString(CultureInfo.InvariantCulture)}. "
        + "Give two finite numbers, the smaller first.");

    public static BackpropException NetworkTooLarge(long count) => new(
        "NetworkTooLarge", FaultCategory.InvalidArgument, count,
        $"The network would have {count:N0} parameters or more. Use fewer units or layers, or a smaller -TextBit for columns of texts: "
        + $"at most {0x7FFF_0000:N0} parameters fit.");

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

    // Networks of members.
    public static BackpropException LayerOfMembers(LayerKind kind) => new(
        "LayerOfMembers", FaultCategory.InvalidArgument, kind,
        $"A layer of kind {kind} cannot be described in a hashtable, as it is made of networks. Use -Member, or join trained ones with Join-Network.");

    public static BackpropException MemberAlone(int count) => new(
        "MemberAlone", FaultCategory.InvalidArgument, count,
        $"Join-Network makes one network of several, and {(count == 0 ? "none was" : "one was")} given. Pipe two or more to it.");

    public static BackpropException MemberOfMembers(int number, Network network) => new(
        "MemberOfMembers", FaultCategory.InvalidArgument, network,
        $"Cannot join {Nth(number, network)}, which is a mean of {network.Members.Count} members itself. "
        + "Join its members with the others: $net.Members.ForEach({ $_.ToNetwork() }).");

    public static BackpropException MembersDiffer(Network first, Network other, int number, string what, string ofFirst, string ofOther) => new(
        "MembersDiffer", FaultCategory.InvalidArgument, other,
        $"Cannot join {Nth(1, first)} and {Nth(number, other)}. The {what}: {ofFirst} of the first, {ofOther} of the other. "
        + "Join networks that were made for the same data with the same settings.");

    public static BackpropException MemberScaling(Network first, Network other, int number, string what) => new(
        "MemberScaling", FaultCategory.InvalidArgument, other,
        $"Cannot join {Nth(1, first)} and {Nth(number, other)}: they scale {what} otherwise, as they were trained on other rows, and their layers "
        + "cannot take up the difference. Train both on the same rows, or with Dense or PiecewiseLinear layers first and, for targets, Linear ones last.");

    public static BackpropException CheckpointOfMembers(Network network) => new(
        "CheckpointOfMembers", FaultCategory.InvalidArgument, network,
        "The network is the mean of members, whose training has no checkpoints. Leave -CheckpointPath out, or train networks one by one, "
        + "each with a checkpoint of its own, and join them with Join-Network.");

    public static BackpropException MemberActivation(Activation activation) => new(
        "MemberActivation", FaultCategory.InvalidArgument, activation,
        $"Networks whose output activation is {activation} cannot be joined: it has no net input for a mean of outputs. "
        + "Build them with -OutputActivation Linear, Sigmoid, Softmax or Tanh.");

    // Data.
    public static BackpropException EmptyData(string name) => new(
        "EmptyData", FaultCategory.InvalidData, null,
        $"{name} has no rows. Give at least one row of numbers.");

    public static BackpropException DataNotUnderstood(string name, object value) => new(
        "DataNotUnderstood", FaultCategory.InvalidData, value,
        $"{name} is of the type {value.GetType().Name}, which cannot be read as rows of numbers. "
        + "Give an array of rows such as @((0,0),(0,1)), a double[][], a double[,] or a MathNet matrix.");

    public static BackpropException RaggedRow(string name, int row, int expected, int given) => new(
        "RaggedRow", FaultCategory.InvalidData, row,
        $"{name} row {row} has {Count(given, "value")}, but row 1 has {expected}. All rows need the same number of values.");

    public static BackpropException NotANumber(string name, int row, int column, object? value) => new(
        "NotANumber", FaultCategory.InvalidData, value,
        $"{name} row {row}, column {column} is {Quote(value)}, which is not a number. "
        + "Numbers are written with a decimal point and without group separators, such as 1234.5 or 1e-3.");

    public static BackpropException NotFinite(string name, int row, int column, double value) => new(
        "NotFinite", FaultCategory.InvalidData, value,
        $"{name} row {row}, column {column} is {value.ToString(CultureInfo.InvariantCulture)}. Only finite numbers can be used; remove or replace the row.");

    public static BackpropException NotFiniteInSingle(string name, int row, int column, double value) => new(
        "NotFiniteInSingle", FaultCategory.InvalidData, value,
        $"{name} row {row}, column {column} is {value.ToString("R", CultureInfo.InvariantCulture)}, beyond the range of single precision. "
        + "Scale the data, or build the network with -Precision Double.");

    public static BackpropException RowWidth(string name, int expected, int given, int? row = null) => new(
        "RowWidth", FaultCategory.InvalidData, row,
        $"{(row is null ? $"Each row of {name}" : $"{name} row {row}")} has {Count(given, "value")}, but the network takes {expected}.");

    public static BackpropException TargetWidth(string name, int expected, int given) => new(
        "TargetWidth", FaultCategory.InvalidData, null,
        $"Each row of {name} has {Count(given, "value")}, but the network has {Count(expected, "output")}.");

    public static BackpropException TargetCount(string inputName, int inputs, string targetName, int targets) => new(
        "TargetCount", FaultCategory.InvalidData, null,
        $"{inputName} has {Count(inputs, "row")} and {targetName} has {targets}. Each input row needs one target row.");

    public static BackpropException SampleWeightCount(int samples, int weights) => new(
        "SampleWeightCount", FaultCategory.InvalidData, weights,
        $"-InputData has {Count(samples, "row")} and -SampleWeight has {Count(weights, "value")}. Each row needs one weight.");

    public static BackpropException SampleWeightValue(int row, double value) => new(
        "SampleWeightValue", FaultCategory.InvalidData, value,
        $"-SampleWeight value {row} is {value.ToString("R", CultureInfo.InvariantCulture)}. A weight is a finite number of 0 or above.");

    public static BackpropException NoSampleCounts() => new(
        "NoSampleCounts", FaultCategory.InvalidData, null,
        "All samples have the weight 0. Give at least one of them, or one of their classes, a weight above 0.");

    public static BackpropException ClassWeightWithoutClasses() => new(
        "ClassWeightWithoutClasses", FaultCategory.InvalidArgument, null,
        "-ClassWeight needs classes, and this loss has none. Use a cross-entropy, Hinge or SquaredHinge loss, or leave -ClassWeight out.");

    public static BackpropException ClassUnknown(object label, int classes) => new(
        "ClassUnknown", FaultCategory.InvalidArgument, label,
        $"-ClassWeight has the class '{label}'. The classes are the numbers from 0 to {classes - 1}.");

    public static BackpropException ClassLabelUnknown(string label, IReadOnlyList<string> known) => new(
        "ClassLabelUnknown", FaultCategory.InvalidArgument, label,
        $"-ClassWeight has the class '{label}'. The network's classes are {List(known)}.");

    public static BackpropException ColumnsWithoutNames(Network network) => new(
        "ColumnsWithoutNames", FaultCategory.InvalidArgument, network,
        "The network knows its columns by name and scales them itself. Give it a dataset with -Dataset, in place of -InputData and -TargetData.");

    public static BackpropException ClassWeightValue(object label, object? value) => new(
        "ClassWeightValue", FaultCategory.InvalidArgument, value,
        string.Create(CultureInfo.InvariantCulture, $"-ClassWeight has '{value}' for the class {label}. A weight is a finite number of 0 or above."));

    public static BackpropException ClassWeightNotUnderstood(object value) => new(
        "ClassWeightNotUnderstood", FaultCategory.InvalidArgument, value,
        $"-ClassWeight is '{value}'. Give Balanced, or a hashtable of weights such as @{{ 0 = 1; 1 = 5 }}.");

    public static BackpropException ValidationSplitEmpty(double fraction, int samples) => new(
        "ValidationSplitEmpty", FaultCategory.InvalidData, fraction,
        string.Create(
            CultureInfo.InvariantCulture,
            $"-ValidationSplit {fraction} of {Count(samples, "sample")} leaves nothing to validate on, or nothing to train on. "
            + $"Choose another part, or give more samples."));

    // Datasets.
    public static BackpropException EmptyFile(string path) => new(
        "EmptyFile", FaultCategory.InvalidData, path,
        $"'{path}' is empty. Give a file with a header line and at least one row.");

    public static BackpropException NoRows(string source) => new(
        "NoRows", FaultCategory.InvalidData, source,
        $"'{source}' has no rows. Give at least one.");

    public static BackpropException NothingInRows(string source) => new(
        "NothingInRows", FaultCategory.InvalidData, source,
        $"None of the columns chosen from '{source}' has a value in any row. Choose other columns with -Feature and -Target.");

    public static BackpropException TargetEmpty(string column) => new(
        "TargetEmpty", FaultCategory.InvalidData, column,
        $"The target column '{column}' has no value in any row. Name another column with -Target, or give rows that have its values.");

    public static BackpropException AllRowsDropped(string source, int dropped) => new(
        "AllRowsDropped", FaultCategory.InvalidData, source,
        $"'{source}' has a missing value in every one of its {Count(dropped, "row")}, and -Missing Drop leaves them all out. "
        + "Choose fewer columns with -Feature; or use -Missing Mean, which needs a value of the targets alone.");

    public static BackpropException ColumnNameNotUnicode(string name) => new(
        "TextNotUnicode", FaultCategory.InvalidData, name,
        $"The name of the column '{name}' has half of a character that is written as two, which no file can keep. Correct the name.");

    public static BackpropException CategoryNotUnicode(string column, RowPlace place, string text) => new(
        "TextNotUnicode", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is '{text}', with half of a character that is written as two, which no file can keep. Correct the value.");

    public static BackpropException ColumnUnnamed(string path, int column) => new(
        "ColumnUnnamed", FaultCategory.InvalidData, path,
        $"Column {column} of '{path}' has no name. Name every column in the first line, or give all names with -Header.");

    public static BackpropException TooManyColumns(string path, int most) => new(
        "TooManyColumns", FaultCategory.InvalidData, path,
        $"The first line of '{path}' has more than {most:N0} columns. Check -Delimiter; or transpose the table.");

    public static BackpropException ColumnTwice(string source, string name) => new(
        "ColumnTwice", FaultCategory.InvalidData, name,
        $"'{source}' has two columns named '{name}'. Give each a name of its own; case makes no difference.");

    public static BackpropException RaggedLine(string path, RowPlace place, int expected, int given) => new(
        "RaggedLine", FaultCategory.InvalidData, place.Row,
        $"Row {place} of '{path}' has {Count(given, "field")}, but there are {Count(expected, "column")}. Correct the row, or check -Delimiter.");

    public static BackpropException QuoteNotClosed(string path, long line) => new(
        "CsvFormat", FaultCategory.InvalidData, path,
        $"A quote that opens in line {line} of '{path}' is not closed. Close it, or write it twice within quotes if it is part of a text.");

    public static BackpropException TextAfterQuote(string path, long line) => new(
        "CsvFormat", FaultCategory.InvalidData, path,
        $"In line {line} of '{path}' there is text after a closing quote. Write a quote within a quoted text twice, or check -Delimiter.");

    public static BackpropException RecordTooLong(string path, long line, int most) => new(
        "CsvFormat", FaultCategory.InvalidData, path,
        $"The row that begins in line {line} of '{path}' has more than {most:N0} characters. Check for a quote that is not closed.");

    public static BackpropException TextNotDecoded(string path, long line, long offset, byte[] bytes, string encoding) => new(
        "TextNotDecoded", FaultCategory.InvalidData, path,
        $"Line {line} of '{path}' has {(bytes.Length == 1 ? "a byte" : "bytes")} ({Convert.ToHexString(bytes)} at offset {offset}) that "
        + $"cannot be decoded as {encoding}. Give the file's encoding, for example -Encoding ansi or -Encoding 1252.");

    public static BackpropException EncodingNotGiven(string path) => new(
        "EncodingNotGiven", FaultCategory.InvalidData, path,
        $"'{path}' looks like UTF-16 without a byte order mark: every other byte is zero. "
        + "Give its encoding with -Encoding unicode or -Encoding bigendianunicode.");

    public static BackpropException EncodingUnknown(object value) => new(
        "EncodingUnknown", FaultCategory.InvalidArgument, value,
        $"-Encoding '{value}' is not known. Give a name such as utf8, unicode, ansi, oem or iso-8859-15, or the number of a code page such as 1252.");

    public static BackpropException DataTooLarge(string path, Exception inner) => new(
        "DataTooLarge", FaultCategory.InvalidData, path,
        $"The data of '{path}' does not fit in memory. Read fewer columns with -Feature, or split the file.", inner);

    public static BackpropException EncodedTooLarge(int rows, int width) => new(
        "EncodedTooLarge", FaultCategory.InvalidData, width,
        $"{rows:N0} rows of {width:N0} inputs are more numbers than one array holds. "
        + "Leave out columns, above all those with many categories, or use fewer rows.");

    public static BackpropException TextInNumericColumn(string column, RowPlace place, string text, NumberNotation? other) => new(
        "TextInNumericColumn", FaultCategory.InvalidData, text,
        other is null
            ? $"Row {place}, column '{column}' is '{text}', but the column holds numbers. "
                + $"Correct the value; or, if the column holds categories, make the dataset with -Kind @{{ '{column}' = 'Categorical' }}."
            : $"Row {place}, column '{column}' is '{text}', but the column holds numbers with another decimal separator. "
                + $"If it is a number as well, write it like the others; or, if none of them has a fraction, read the data with -Culture {other}; "
                + $"if the column holds categories, make the dataset with -Kind @{{ '{column}' = 'Categorical' }}.");

    public static BackpropException TextForNumber(string column, RowPlace place, string text, NumberNotation notation) => new(
        "TextInNumericColumn", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is '{text}', but the network takes numbers there, written like 1234{notation.Decimal}5. "
        + "Correct the value; numbers written in another way are read by Get-Prediction with -Culture.");

    public static BackpropException TextInBooleanColumn(string column, RowPlace place, string text) => new(
        "TextInBooleanColumn", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is '{text}', but the column holds True and False, or 1 and 0. "
        + $"Correct the value; or, if the column holds categories, make the dataset with -Kind @{{ '{column}' = 'Categorical' }}.");

    public static BackpropException NumberNotFinite(string column, RowPlace place, string text) => new(
        "NumberNotFinite", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is {text}, beyond the range of numbers. Remove or replace it.");

    public static BackpropException NumberNotScalable(string column, RowPlace place, string text) => new(
        "NumberNotFinite", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is {text}, which is too large to be scaled: (value − offset) / scale is beyond the range of numbers. "
        + "Correct the value, or leave the row out; a network built with -FeatureScaling Robust takes any number.");

    public static BackpropException WordUnknown(string column, RowPlace place, string text, IReadOnlyList<string> words) => new(
        "CategoryUnknown", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is '{text}', but the network takes yes or no there, "
        + $"written as one of {List(words)}. Correct the value.");

    public static BackpropException ValueMissing(string column, RowPlace place) => new(
        "ValueMissing", FaultCategory.InvalidData, column,
        $"Row {place} has no value in column '{column}'. Fill it in; or make the dataset with -Missing Mean, Median or Drop.");

    public static BackpropException NothingForMissing(string column, RowPlace place) => new(
        "ValueMissing", FaultCategory.InvalidData, column,
        $"Row {place} has no value in column '{column}', and the network has no value to fill in. "
        + "Give a value or leave the row out; or build and train a network with a dataset made with -Missing Mean or Median.");

    public static BackpropException TargetMissing(string column, RowPlace place) => new(
        "ValueMissing", FaultCategory.InvalidData, column,
        $"Row {place} has no value in the target column '{column}', which a labelled row must have. Give one, or leave such rows out.");

    public static BackpropException TargetMissing(string column, RowPlace place, MissingPolicy missing) => new(
        missing == MissingPolicy.Error ? "ValueMissing" : "TargetMissing", FaultCategory.InvalidData, column,
        $"Row {place} has no value in the target column '{column}', so nothing can be learned from it. "
        + "Leave such rows out, or make the dataset with -Missing Drop.");

    public static BackpropException ColumnMissing(string column, IReadOnlyList<string> present) => new(
        "ColumnMissing", FaultCategory.ObjectNotFound, column,
        $"The dataset has no column '{column}', which is needed. Its columns are {List(present)}. "
        + "Make it with that column, or rename the column that holds its values.");

    public static BackpropException RowsColumnMissing(string column, IReadOnlyList<string> present) => new(
        "ColumnMissing", FaultCategory.ObjectNotFound, column,
        $"No row has the column '{column}', which the network needs. The rows have {List(present)}. "
        + "Give rows with that column, or rename the column that holds its values.");

    public static BackpropException ColumnLeftOut(string column) => new(
        "ColumnMissing", FaultCategory.ObjectNotFound, column,
        $"The dataset has no column '{column}', which is needed: it was left out, as none of its rows has a value there. "
        + "To keep it, make the dataset with -Missing Mean or Median, and say with -Kind of which kind the column is.");

    public static BackpropException ColumnPatternEmpty(string parameter, string pattern, IReadOnlyList<string> present) => new(
        "ColumnPatternEmpty", FaultCategory.ObjectNotFound, pattern,
        present.Count == 1 && present[0].IndexOfAny([';', '\t', '|']) >= 0
            ? $"{parameter} '{pattern}' matches no column: the whole header was read as one, '{present[0]}'. "
                + "Give the character between columns with -Delimiter."
            : $"{parameter} '{pattern}' matches no column. The columns are {List(present)}.");

    public static BackpropException TargetExcluded(string column) => new(
        "TargetExcluded", FaultCategory.InvalidArgument, column,
        $"-Exclude has the name of the target column '{column}'. Take it out of -Exclude; or choose other targets with -Target.");

    public static BackpropException AllExcluded(IReadOnlyList<string> patterns) => new(
        "AllExcluded", FaultCategory.InvalidArgument, patterns,
        $"-Exclude {List(patterns)} leaves no column to learn from. Exclude fewer columns.");

    public static BackpropException ColumnNotNumeric(string column, ColumnKind kind) => new(
        "ColumnNotNumeric", FaultCategory.InvalidData, column,
        $"The network takes numbers in column '{column}', but the dataset's column is {kind}. "
        + $"Make the dataset with -Kind @{{ '{column}' = 'Numeric' }}; values that are not numbers are then reported.");

    public static BackpropException CategoryUnknown(string column, RowPlace place, string category, IReadOnlyList<string> known) => new(
        "CategoryUnknown", FaultCategory.InvalidData, category,
        $"Row {place}, column '{column}' is '{category}'. A network takes the categories of the data that it was built from, here {List(known)}. "
        + "Leave the row out; take it as having none of them, with -UnknownCategory Zero of New-Network, Get-Prediction or Measure-Network; "
        + "or build a network from data that has the category.");

    public static BackpropException LabelUnknown(string column, RowPlace place, string label, IReadOnlyList<string> known) => new(
        "CategoryUnknown", FaultCategory.InvalidData, label,
        $"Row {place}, target '{column}' is '{label}'. A network keeps the outputs that it was built with, here for {List(known)}: it can be trained "
        + "further and measured with rows of these classes, but not of others. Leave the row out; or build and train a new network with New-Network, "
        + "from data that has the class.");

    public static BackpropException DateTarget(string column) => new(
        "DateTarget", FaultCategory.InvalidData, column,
        $"The target column '{column}' holds dates, which a network does not predict. "
        + "Choose another target, such as the number of days from now; or, if the dates are classes, make the dataset with "
        + $"-Kind @{{ '{column}' = 'Categorical' }}.");

    public static BackpropException TextInDateColumn(string column, RowPlace place, string text, DateNotation notation) => new(
        "TextInDateColumn", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is '{text}', but the column holds dates, written {notation}. "
        + $"Correct the value, or give the format of all with -DateFormat; or, if the column holds categories, make the dataset with "
        + $"-Kind @{{ '{column}' = 'Categorical' }}.");

    public static BackpropException TextForDate(string column, RowPlace place, string text, DateNotation notation) => new(
        "TextInDateColumn", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is '{text}', but the network takes dates there, written {notation}. Correct the value, or give a DateTime.");

    public static BackpropException PartOfNoDate(string column, RowPlace place, string text) => new(
        "TextInDateColumn", FaultCategory.InvalidData, text,
        $"Row {place}, column '{column}' is '{text}', which is not a date by its type, and the network takes parts of dates from there. "
        + "Give a DateTime.");

    public static BackpropException DateFormatNotUnderstood(string format) => new(
        "DateFormatNotUnderstood", FaultCategory.InvalidArgument, format,
        $"-DateFormat is '{format}', which is not a format of dates. Give one of .NET, such as dd.MM.yyyy or yyyy-MM-dd HH:mm; "
        + "a letter alone has a percent sign before it, such as %H.");

    public static BackpropException ColumnNotDate(string column, ColumnKind kind) => new(
        "ColumnNotDate", FaultCategory.InvalidData, column,
        $"The network takes dates in column '{column}', but the dataset's column is {kind}. "
        + $"Make the dataset with -Kind @{{ '{column}' = 'Date' }}; what is no date in it is named then.");

    public static BackpropException ValueNotUnderstood(string column, RowPlace place, object value) => new(
        "ValueNotUnderstood", FaultCategory.InvalidData, value,
        $"Row {place}, column '{column}' is of the type {value.GetType().Name}, which is neither a number nor a text. "
        + "Leave the column out with -Exclude, or choose others with -Feature.");

    public static BackpropException ObjectForText(string column, RowPlace place) => new(
        "ValueNotUnderstood", FaultCategory.InvalidData, column,
        $"Row {place}, column '{column}' has an object that is neither a text nor a number. Give a text, or a value that has one, such as a date.");

    public static BackpropException RowNotObject(int row, object? value) => new(
        "RowNotObject", FaultCategory.InvalidData, value,
        $"Row {row} is {Quote(value)}, which has no named values. Give objects with properties, such as those of Import-Csv, or hashtables.");

    public static BackpropException RowNotReadable(int row, Exception inner) => new(
        "RowNotReadable", FaultCategory.ReadError, row,
        $"Row {row} could not be read from its source: {inner.Message.TrimEnd('.')}. Check the query or the connection.", inner);

    public static BackpropException RowColumnMissing(string column, int row) => new(
        "RowColumnMissing", FaultCategory.InvalidData, column,
        $"Row {row} has no column '{column}'. Give every row the columns that are used, or choose columns that all rows have; others are ignored.");

    public static BackpropException RowColumnTwice(string column, int row) => new(
        "ColumnTwice", FaultCategory.InvalidData, column,
        $"Row {row} has two columns named '{column}'. Give each a name of its own, as with AS in a query; case makes no difference.");

    public static BackpropException ColumnKindUnknown(string column, object? kind, IReadOnlyList<string> known) => new(
        "ColumnKindUnknown", FaultCategory.InvalidArgument, column,
        $"-Kind has '{kind}' for the column '{column}'. The kinds are {List(known)}.");

    public static BackpropException NoFeature() => new(
        "NoFeature", FaultCategory.InvalidArgument, null,
        "The dataset has no feature columns to learn from. Name some with -Feature.");

    public static BackpropException NoTarget() => new(
        "NoTarget", FaultCategory.InvalidArgument, null,
        "The dataset has no target column, so there is nothing to learn. Name it with -Target when you make the dataset.");

    public static BackpropException TargetKind(string column, ColumnKind kind) => new(
        "TargetKind", FaultCategory.InvalidArgument, column,
        $"Column '{column}' is {kind}, which can be learned from but not be learned. Choose another target, or give the column another kind with -Kind.");

    public static BackpropException ScalingOfTarget(string column, Scaling scaling) => new(
        "ScalingOfTarget", FaultCategory.InvalidArgument, scaling,
        $"-TargetScaling {scaling} is for features alone: predictions of '{column}' could not be brought back from it. Choose another, such as Standard.");

    public static BackpropException TargetKindsMixed() => new(
        "TargetKindsMixed", FaultCategory.InvalidArgument, null,
        "Several targets must be all numbers, or all yes or no. Choose one kind, or train a network for each target.");

    public static BackpropException OneClassOnly(string column, string label) => new(
        "OneClassOnly", FaultCategory.InvalidData, column,
        $"The target column '{column}' has one class only, '{label}'. Give rows of a second one to tell it from, or choose another target.");

    public static BackpropException FewerRowsThanFolds(int rows, int folds) => new(
        "FewerRowsThanFolds", FaultCategory.InvalidData, folds,
        $"{Count(rows, "row")} cannot be cut into {folds} folds. Use fewer folds.");

    public static BackpropException SplitEmpty(double fraction, int rows) => new(
        "SplitEmpty", FaultCategory.InvalidData, fraction,
        string.Create(
            CultureInfo.InvariantCulture,
            $"-TestFraction {fraction} of {Count(rows, "row")} leaves nothing to test with, or nothing to train on. "
            + $"Choose another part, or give more rows."));

    public static BackpropException DatasetSize(Network network, int inputs, int outputs) => new(
        "DatasetSize", FaultCategory.InvalidData, network,
        $"The dataset's columns take {Count(inputs, "input")} and {Count(outputs, "output")}; "
        + $"the network has {network.InputSize} and {network.OutputSize}. Build the network with New-Network -Dataset, which fits them.");

    public static BackpropException NetworkWithoutColumns(Network network) => new(
        "NetworkWithoutColumns", FaultCategory.InvalidOperation, network,
        "The network was built without column names. Give rows as arrays of numbers, or build it with New-Network -Dataset.");

    public static BackpropException NetworkWithoutNames(Network network) => new(
        "NetworkWithoutColumns", FaultCategory.InvalidOperation, network,
        "The network was built without column names, and takes plain numbers: it has no columns that could be measured. Build one with New-Network -Dataset, "
        + "and train it on that dataset.");

    public static BackpropException NetworkWithoutProfile(Network network) => new(
        "NetworkWithoutProfile", FaultCategory.InvalidOperation, network,
        "The network does not know how the values of its columns were spread in training: it has not been trained, or is from a file of an earlier "
        + "version. Train it again with Invoke-Training -Dataset, and keep it as .json.");

    public static BackpropException AnomalyTarget(string column) => new(
        "AnomalyTarget", FaultCategory.InvalidArgument, column,
        $"-Anomaly learns the rows themselves, so that there is no target, and '{column}' is one. Leave out -Target; or -Anomaly, to learn '{column}'.");

    public static BackpropException AnomalyOfSeries(string time) => new(
        "AnomalyOfSeries", FaultCategory.InvalidArgument, time,
        "-Anomaly looks at each row by itself, and -Time at rows one after another. Leave out -Time; to look for odd values of a series, compare them with "
        + "the bounds of Get-Forecast.");

    public static BackpropException AnomalyNothing() => new(
        "AnomalyNothing", FaultCategory.InvalidArgument, null,
        "There is no column of numbers, categories, or yes and no, by which odd rows could be told. Choose some with -Feature.");

    public static BackpropException AnomalyScaling(string column, Scaling scaling) => new(
        "AnomalyScaling", FaultCategory.InvalidArgument, scaling,
        $"-FeatureScaling {scaling} leaves nothing of how far off a number is, by which odd rows are told; column '{column}' has numbers. "
        + "Choose another, such as Standard.");

    public static BackpropException AnomalyWithoutReference(Network network) => new(
        "AnomalyWithoutReference", FaultCategory.InvalidOperation, network,
        "The network does not know how well usual rows are given back: no rows were held out from its training, or it was joined of others or taken out "
        + $"of such a network. Train it, if only for one epoch more, on a dataset made with -Anomaly of {AnomalyDefaults.LeastRows} rows or more, without "
        + "-NoValidation, or with -ValidationDataset.");

    public static BackpropException AnomalyNotExportable(Network network) => new(
        "NotExportable", FaultCategory.InvalidOperation, network,
        "The network tells odd rows from usual ones by the rows held out from its training, which a file of ONNX cannot hold. "
        + "Save the network as .json, or as .ps1 for a script that needs no module.");

    public static BackpropException CalibrationOfAnomaly(Network network) => new(
        "CalibrationOfAnomaly", FaultCategory.InvalidOperation, network,
        "The network gives rows back and predicts nothing beside them. Rows held out from its training have calibrated the PValue of its predictions already.");

    public static BackpropException ProfileOfAnomaly(Network network) => new(
        "ProfileOfAnomaly", FaultCategory.InvalidOperation, network,
        "The network gives rows back and predicts nothing beside them, so that there is nothing to show with -Profile. Leave it out to see which columns "
        + "tell of the others.");

    // Time series.
    public static BackpropException SeriesTarget(IReadOnlyList<string> targets) => new(
        "SeriesTarget", FaultCategory.InvalidArgument, targets,
        $"With -Time one column of numbers is continued, and {(targets.Count == 0 ? "-Target names none" : $"-Target is {List(targets)}")}. "
        + "Give -Target one column that holds numbers.");

    public static BackpropException SeriesSettingWithoutTime(string parameter) => new(
        "SeriesSettingWithoutTime", FaultCategory.InvalidArgument, parameter,
        $"-{parameter} is for time series. Give the column of times with -Time, or leave -{parameter} out.");

    public static BackpropException SeriesFeature(string parameter) => new(
        "SeriesFeature", FaultCategory.InvalidArgument, parameter,
        $"With -Time a network learns from what was before, so that -{parameter} has no meaning. Name columns whose values are known for the future with "
        + "-KnownAhead.");

    public static BackpropException SeriesColumnTwice(string column) => new(
        "SeriesColumnTwice", FaultCategory.InvalidArgument, column,
        $"Column '{column}' is named twice among -Time, -Group, -Target and -KnownAhead. Each is another column.");

    public static BackpropException SeriesAppend() => new(
        "SeriesAppend", FaultCategory.InvalidArgument, null,
        "-Append takes a dataset of time series, which has been made with -Time, to go on with its rows. Give such a one, or leave -Append out.");

    public static BackpropException SeriesAppendSetting(string parameter) => new(
        "SeriesAppendSetting", FaultCategory.InvalidArgument, parameter,
        $"With -Append the rows go on with a dataset, and -{parameter} is as it was for that. Leave -{parameter} out.");

    public static BackpropException SeriesLag(int lag) => new(
        "SeriesLag", FaultCategory.InvalidArgument, lag,
        $"-Lag has {lag}. A lag is a number of steps back, from 1 to {MostLag:N0}, and each is given once.");

    public static BackpropException SeriesTimeKind(string column, ColumnKind kind, object? example) => new(
        "SeriesTimeKind", FaultCategory.InvalidData, column,
        $"Column '{column}' is the time, but has values such as {Quote(example)} and was read as {kind}. Times are numbers, or dates, with -DateFormat where "
        + "they are not written as 2026-01-31 or 2026-01-31T13:45.");

    public static BackpropException SeriesTimeMissing(string column, RowPlace place) => new(
        "SeriesTimeMissing", FaultCategory.InvalidData, column,
        $"Column '{column}' has no value in row {place}. Each row of a time series needs its time, and its group; remove the row, or use -Missing Drop.");

    public static BackpropException SeriesTimeTwice(string column, string time, string? group, int row, int other, int count, bool hasClock) => new(
        "SeriesTimeTwice", FaultCategory.InvalidData, time,
        $"Column '{column}' has {time} twice{(group is null ? string.Empty : $" for '{group}'")}, in rows {row} and {other}"
        + $"{(count == 1 ? string.Empty : $", and {Count(count - 1, "more time")} so")}. "
        + $"{(group is null ? "If there is more than one series, name the column that tells them apart with -Group; else add" : "Add")} up or remove the rows."
        + $"{(hasClock ? " Where clocks are set back, write times with their offset from UTC, such as 2026-10-25T02:00+01:00." : string.Empty)}");

    public static BackpropException SeriesOfOne(int rows) => new(
        "SeriesOfOne", FaultCategory.InvalidData, rows,
        $"{Count(rows, "row")} of the data have no two times of one series. A time series needs several; is -Group a column that is different in each row?");

    public static BackpropException SeriesIrregular(string column, string group, string time, TimeStep step) => new(
        "SeriesIrregular", FaultCategory.InvalidData, time,
        $"Column '{column}' goes in steps of {step}, but {time}{(group.Length == 0 ? string.Empty : $" of '{group}'")} lies between two steps. "
        + "Bring the rows to regular times first, for example by the mean of those of each step.");

    public static BackpropException SeriesDaysDiffer(DateTime time, DateTime other) => new(
        "SeriesDaysDiffer", FaultCategory.InvalidData, time,
        $"The groups go in steps of months, but on different days: one has {DateNotation.Show(time)}, another {DateNotation.Show(other)}. Make a dataset and "
        + "a network for the groups of each day, or bring the times to one day of the month.");

    public static BackpropException SeriesFarApart(string group, string before, string time, TimeStep step) => new(
        "SeriesFarApart", FaultCategory.InvalidData, time,
        $"{(group.Length == 0 ? "The series" : $"The series of '{group}'")} goes in steps of {step}, and {time} follows {before}. "
        + "Correct the time, or leave the rows on one side out.");

    public static BackpropException SeriesGap(string found, string hint) => new(
        "SeriesGap", FaultCategory.InvalidData, null,
        $"{found}.{hint} Use -Missing Mean to let the last value before stand for it, or -Missing Drop to leave out what needs a value there.");

    public static string SeriesTimesLikeDates(string column, double example) =>
        $"The numbers in '{column}' look like dates, such as {CellValue.Text(example)}: "
        + $"let them be read so with -DateFormat yyyyMMdd -Kind @{{ '{column}' = 'Date' }}.";

    public static BackpropException SeriesGap(TimeStep step, string first, string group) => new(
        "SeriesGap", FaultCategory.InvalidData, first,
        $"Steps of {step} have no row, the first {first}{(group.Length == 0 ? string.Empty : $" of '{group}'")}. Give a row for each step. The script of a "
        + "network that was trained with -Missing Mean takes the last value before for it.");

    public static BackpropException SeriesWithoutSeason(TimeStep step, bool isGiven) => new(
        "SeriesWithoutSeason", FaultCategory.InvalidArgument, step,
        $"-Difference Seasonal needs a season, and {(isGiven ? "-Period 1 says that there is none" : $"none shows in steps of {step}")}. "
        + "Give its steps with -Period, or choose another -Difference.");

    public static BackpropException SeriesTooShort(NetworkSeries series, int longest, string? gap) => new(
        "SeriesTooShort", FaultCategory.InvalidData, longest,
        $"No row has all the values before it that the network sees: they reach {Count(series.Reach, "step")} back"
        + $"{(series.Horizon > 1 ? $" and {series.Horizon} ahead" : string.Empty)}, and the longest series has {Count(longest, "step")}"
        + (gap is null
            ? ". Give more rows, or make the dataset with fewer -Lag, a smaller -Horizon or another -Difference."
            : $", but with gaps in between, the first {gap}. Use -Missing Mean to let the last value before stand for them, or make the dataset with fewer "
                + "-Lag or another -Difference."));

    public static BackpropException SeriesHistoryTooShort(NetworkSeries series, string group) => new(
        "SeriesHistoryTooShort", FaultCategory.InvalidData, group,
        $"{(group.Length == 0 ? "The history" : $"The history of '{group}'")} does not have all the {Count(series.Reach, "latest value")} that the network "
        + "continues from. Give more rows, without gaps at the end.");

    public static string SeriesGroupsLeftOut(IReadOnlyList<string> groups, int reach, int all) =>
        $"{groups.Count:N0} of {all:N0} groups {(groups.Count == 1 ? "has" : "have")} fewer rows than the {reach:N0} steps that the network looks back, and "
        + $"{(groups.Count == 1 ? "is" : "are")} left out: {List(groups)}.";

    public static BackpropException SeriesMissing(NetworkSeries series) => new(
        "SeriesMissing", FaultCategory.InvalidArgument, series,
        $"The network continues a time series, '{series.Target}' by '{series.Time}', and the rows given have no order in time. Make a dataset with "
        + $"-Target {series.Target} -Time {series.Time}{(series.Group is null ? string.Empty : $" -Group {series.Group}")}, and use Get-Forecast for what is "
        + "to come.");

    public static BackpropException SeriesPrediction(NetworkSeries series) => new(
        "SeriesPrediction", FaultCategory.InvalidOperation, series,
        $"The network continues a time series, '{series.Target}' by '{series.Time}', of which a row alone says nothing. Give the rows so far to "
        + "Get-Forecast -Dataset.");

    public static BackpropException SeriesCalibration(NetworkSeries series) => new(
        "SeriesCalibration", FaultCategory.InvalidOperation, series,
        $"The network continues a time series, '{series.Target}' by '{series.Time}', and knows from its training how far each step ahead is off. Use the "
        + "-Interval of Get-Forecast; Measure-Network -Dataset says how much of what came it holds.");

    public static BackpropException ColumnKindDiffers(string column, ColumnKind kind, ColumnKind given) => new(
        "ColumnKindDiffers", FaultCategory.InvalidData, column,
        $"Column '{column}' is {kind} in the dataset, and {given} in the rows that go with it. Give values of the same kind.");

    public static BackpropException ForecastWithoutErrors(NetworkSeries series) => new(
        "ForecastWithoutErrors", FaultCategory.InvalidOperation, series,
        "The network does not know how far its forecasts are off, from which -Interval is told: its training data had too few rows, or it was not trained by "
        + "Invoke-Training. Train it on more rows, or leave -Interval out.");

    public static string HistoriesTooShort(IReadOnlyList<string> groups, int reach) =>
        $"Groups whose history does not have all the {reach:N0} latest values that the network continues from are left out: {List(groups)}.";

    public static BackpropException SeriesStepDiffers(NetworkSeries series, TimeStep step) => new(
        "SeriesStepDiffers", FaultCategory.InvalidData, step,
        $"The network continues a time series in steps of {series.Step}, and the dataset's are of {step}. Give rows in the network's steps.");

    public static BackpropException SeriesKnownAheadMissing(string column) => new(
        "SeriesKnownAheadMissing", FaultCategory.InvalidArgument, column,
        $"The network sees column '{column}', whose values are known for the future. Make the dataset with it among -KnownAhead.");

    public static BackpropException SeriesKnownAheadStep(string column, object time, string group) => new(
        "SeriesKnownAheadStep", FaultCategory.InvalidData, column,
        $"'{column}' is not known for {DateNotation.Show(time)}{(group.Length == 0 ? string.Empty : $" of '{group}'")}. "
        + "Give rows with times and such values for all steps with -KnownAhead.");

    public static BackpropException SeriesKnownAheadTwice(string column, object time, string group, int row, int other) => new(
        "SeriesKnownAheadTwice", FaultCategory.InvalidData, time,
        $"The rows of -KnownAhead have the step {DateNotation.Show(time)}{(group.Length == 0 ? string.Empty : $" of '{group}'")} twice, in rows {other} and "
        + $"{row}, by column '{column}'. Give one row for each step.");

    public static BackpropException SeriesKnownAheadIrregular(string column, object time, TimeStep step, int row) => new(
        "SeriesKnownAheadIrregular", FaultCategory.InvalidData, time,
        $"Row {row} of -KnownAhead has {DateNotation.Show(time)} in column '{column}', which lies between two steps of {step}. Give rows with the times of the "
        + "steps to come.");

    public static BackpropException SeriesKnownAheadUnused() => new(
        "SeriesKnownAheadUnused", FaultCategory.InvalidArgument, null,
        "The network sees no columns whose values are known for the future, so that -KnownAhead has no effect. Leave it out, or make the network's dataset "
        + "with such columns by the -KnownAhead of ConvertTo-Dataset or Import-Dataset.");

    public static BackpropException UntilNotUnderstood(object? value, string? group) => new(
        "UntilNotUnderstood", FaultCategory.InvalidArgument, value,
        $"-Until has {(value is null ? "nothing" : Quote(value))}{(group is null ? string.Empty : $" for '{group}'")}. Give a finite number for all series, or "
        + "a table by group such as @{ web = 100; sql = 500 }.");

    public static BackpropException UntilGroupUnknown(string group, IReadOnlyList<string> groups) => new(
        "UntilGroupUnknown", FaultCategory.InvalidArgument, group,
        $"-Until has a value for '{group}', and there is no such group. "
        + $"{(groups is [""] or [] ? "The rows are one series: give a number." : $"The groups are {List(groups)}.")}");

    public static BackpropException UntilGroupMissing(string group) => new(
        "UntilGroupMissing", FaultCategory.InvalidArgument, group,
        $"-Until has no value for '{group}'. Give one for each group, or leave the group's rows out.");

    public static string ForecastUntrained(Network network) =>
        $"The network {network} has not been trained: its forecasts come from random weights. Train it with Invoke-Training.";

    public static string ForecastWithoutBounds =>
        "The forecasts have no bounds: the network does not know how far they are off, as its training data had too few rows, or none was forecast. "
        + "Train it on more rows with Invoke-Training.";

    public static string ForecastBoundsUnknown(double interval, int step, double highest) => string.Create(
        CultureInfo.CurrentCulture,
        $"{interval:0.#####} of the values cannot be bounded from step {step} on, where too few forecasts could be compared with what came: bounds are empty "
        + $"there. The most is -Interval {Math.Floor(highest * 1000) / 1000:0.###}; more rows give more.");

    public static BackpropException SeriesNotPositive(string value) => new(
        "SeriesNotPositive", FaultCategory.InvalidData, value,
        $"The network learned ratios, for which values are above 0, and is to go on from {value}. Train a new network on these rows, which then learns "
        + "none, or on data made with -NoRatio; or give rows above 0.");

    public static string SeriesNotPositiveGroups(IReadOnlyList<string> groups, string example) =>
        $"The network learned ratios, for which values are above 0. Groups that have others among the latest values are left out: {List(groups)}. "
        + $"An example is {example}. Train a new network on these rows, or on data made with -NoRatio.";

    public static string SeriesNotPositiveRows(string example, int count) =>
        $"The network learned ratios, for which values are above 0; {Count(count, "row")} {(count == 1 ? "is" : "are")} not so, such as {example}, and what "
        + "needs such a value is left out. Train a new network on these rows, or on data made with -NoRatio.";

    public static string SeriesConstant(IReadOnlyList<string> groups, int all) => groups is [""]
        ? "The series has one value in all rows: it is forecast as that, and its interval has no width."
        : $"{groups.Count:N0} of {all:N0} groups {(groups.Count == 1 ? "has" : "have")} one value in all rows, from which nothing is learned: {List(groups)}. "
            + (groups.Count == 1 ? "It is forecast as that, and its interval has no width." : "Each is forecast as that, with an interval that has no width.");

    public static BackpropException ForecastNotFinite(object time) => new(
        "ForecastNotFinite", FaultCategory.InvalidResult, time,
        $"The forecast for {DateNotation.Show(time)} is beyond the range of numbers: the network's steps grow without bound. Ask for fewer steps, or train a "
        + "network with another -Difference, or with more -L2.");

    public static BackpropException ForecastBeyondDates(TimeStep step) => new(
        "ForecastBeyondDates", FaultCategory.InvalidArgument, step,
        $"So many steps of {step} lead beyond the year 9999, after which there are no dates. Ask for fewer steps.");

    public static BackpropException NetworkWithoutSeries(Network network) => new(
        "NetworkWithoutSeries", FaultCategory.InvalidArgument, network,
        "The network continues no time series. Make its dataset with -Time, train one with New-Network and Invoke-Training, and give that.");

    public static BackpropException SeriesNotExportable(string extension) => new(
        "SeriesNotExportable", FaultCategory.InvalidArgument, extension,
        $"A network that continues a time series builds each step on the last, which a file of '{extension}' cannot say. Export it as .json or .ps1.");

    public static BackpropException FallingWithoutUntil() => new(
        "FallingWithoutUntil", FaultCategory.InvalidArgument, null,
        "-Falling says from which side -Until is reached. Give -Until, or leave -Falling out.");

    public static string AppendReplaces(IReadOnlyList<string> columns) =>
        $"-Append has replaced the rows' own values in {List(columns)}, {(columns.Count == 1 ? "a column" : "columns")} of the network, by its answer. "
        + "To keep them, add a copy under another name before, as Select-Object can, or take the predictions without -Append.";

    public static BackpropException RawContradiction() => new(
        "RawContradiction", FaultCategory.InvalidArgument, null,
        "-Raw writes the outputs as they are, so -Append, -Top, -Threshold and -Interval have no effect. Leave out -Raw or those.");

    public static BackpropException ThresholdWithoutEffect(Network network) => new(
        "ThresholdWithoutEffect", FaultCategory.InvalidArgument, network,
        "-Threshold decides between two classes or between yes and no, and the network's outputs are neither. Leave it out.");

    public static BackpropException PositiveClassUnknown(object given, IReadOnlyList<string> labels) => new(
        "PositiveClassUnknown", FaultCategory.InvalidArgument, given,
        $"-PositiveClass is '{LabelType.Text(given)}'. The classes are {List(labels)}.");

    public static BackpropException PositiveClassWithoutTwo(object given) => new(
        "PositiveClassWithoutTwo", FaultCategory.InvalidArgument, given,
        "-PositiveClass names one of two classes, and there are not two. Leave it out.");

    public static BackpropException PositiveClassWithoutThreshold(object given) => new(
        "PositiveClassWithoutThreshold", FaultCategory.InvalidArgument, given,
        "-PositiveClass names the class whose probability -Threshold is compared with. Give -Threshold too, or leave it out.");

    // Calibration.
    public static string CalibrationDropped =>
        "The network's calibration is dropped, as it was for the weights before. Calibrate again with Invoke-Calibration.";

    public static string CalibrationValidated =>
        "These are the rows that the network was validated on, by which the training chose the weights to keep: on other rows it is a little "
        + "worse, and less often in its intervals. Use rows that the training did not see.";

    public static BackpropException CalibrationTrained(int rows, double share) => new(
        "CalibrationTrained", FaultCategory.InvalidData, rows,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The network was trained on {(share >= 1 ? "these rows" : $"about {100 * share:F0} % of these {rows} rows")}, where its errors are too small. ")
        + "Calibrate on rows that it has not seen: split the data with Split-Dataset before the training.");

    public static string OnnxWithoutCosts(NetworkCalibration calibration) =>
        "An ONNX model gives the calibrated probabilities but no decisions, so that the costs of the calibration are not in it: its most probable class "
        + "may be another one than Get-Prediction names. "
        + (calibration is { Threshold: { } least, PositiveClass: { } positive }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Decide for '{LabelType.Text(positive)}' from a probability of {least:G4} on, which $net.Calibration.Threshold has; ")
            : "Decide by its probabilities with the costs in $net.Calibration.Cost; ")
        + "or export a script, which decides by itself.";

    public static BackpropException CalibrationRows(int rows, int fewest) => new(
        "CalibrationRows", FaultCategory.InvalidData, rows,
        $"A calibration takes at least {fewest} rows that the network was not trained on; {(rows == 1 ? "1 was" : $"{rows} were")} given. Give more.");

    public static BackpropException CalibrationOneClass(string label, string? target) => new(
        "CalibrationOneClass", FaultCategory.InvalidData, label,
        $"All rows are '{label}'{(target is null ? string.Empty : $" in the column '{target}'")}. A calibration takes rows of two classes at least: "
        + "give more rows, or split the data so that each part has every class, as Split-Dataset does.");

    public static string CalibrationWithoutClass(IReadOnlyList<string> absent) =>
        $"No row is of the class {List(absent)}, so that nothing tells how honest its probabilities are, and its rows are in fewer sets than -Interval "
        + "says. Give rows of every class, as Split-Dataset does.";

    public static BackpropException CalibrationUseless(string? target) => new(
        "CalibrationUseless", FaultCategory.InvalidResult, target,
        $"The network does not tell the classes{(target is null ? string.Empty : $" of '{target}'")} of these rows better than chance, so that there are no "
        + "probabilities to correct. Check that the rows are labelled as those of the training, or train the network further.");

    public static BackpropException CalibrationActivation(Activation activation) => new(
        "CalibrationActivation", FaultCategory.InvalidArgument, activation,
        $"The network has an output for each class with the activation {activation}, which gives no probabilities. Build it with -OutputActivation Softmax.");

    public static BackpropException CostNotUnderstood(object label, object? value) => new(
        "CostNotUnderstood", FaultCategory.InvalidArgument, value,
        $"-Cost has {(value is null ? "nothing" : value is ICollection ? "a list" : $"'{value}'")} for the class '{LabelType.Text(label)}'. "
        + "Give for each class what it costs to miss it, such as @{ Yes = 50; No = 1 }; "
        + "or what it costs to take it for another, such as @{ Yes = @{ No = 50 }; No = @{ Yes = 1 } }.");

    public static BackpropException CostLabelUnknown(object label, IReadOnlyList<string> known) => new(
        "CostLabelUnknown", FaultCategory.InvalidArgument, label,
        $"-Cost has the class '{LabelType.Text(label)}'. The classes are {List(known)}.");

    public static BackpropException CostValue(string truth, string decided, double cost) => new(
        "CostValue", FaultCategory.InvalidArgument, cost,
        string.Create(
            CultureInfo.InvariantCulture,
            $"-Cost has {cost} for taking '{truth}' for '{decided}'. A cost is a finite number of 0 or above."));

    public static BackpropException CostOfRightDecision(string truth, string decided) => new(
        "CostOfRightDecision", FaultCategory.InvalidArgument, truth,
        $"By -Cost it costs more to take '{truth}' for what it is than for '{decided}'. Give right decisions the lowest cost of their class.");

    public static BackpropException CostsAlike() => new(
        "CostsAlike", FaultCategory.InvalidArgument, null,
        "By -Cost every decision costs the same, so that there is nothing to decide. Give wrong decisions a cost above 0, or leave it out.");

    public static BackpropException CostWithoutClasses() => new(
        "CostWithoutClasses", FaultCategory.InvalidArgument, null,
        "-Cost and -PositiveClass are for networks that decide for one class, which this one does not. Leave them out.");

    public static BackpropException PositiveClassWithoutCost(object given) => new(
        "PositiveClassWithoutCost", FaultCategory.InvalidArgument, given,
        "-PositiveClass names the class that the threshold of -Cost is for. Give -Cost too, or leave it out.");

    public static BackpropException IntervalWithoutCalibration(Network network) => new(
        "IntervalWithoutCalibration", FaultCategory.InvalidOperation, network,
        "The network does not know how far its predictions are off. Calibrate it with Invoke-Calibration, on rows that it was not trained on.");

    public static BackpropException IntervalOfLabels(Network network) => new(
        "IntervalOfLabels", FaultCategory.InvalidArgument, network,
        "-Interval is for numbers and for classes, and the network has several targets that are a yes or no. Leave it out: each has a probability.");

    public static BackpropException IntervalRows(double level, double needed, int rows) => new(
        "IntervalRows", FaultCategory.InvalidData, rows,
        $"-Interval {level.ToString("R", CultureInfo.InvariantCulture)} takes a calibration on at least "
        + $"{needed.ToString("R", CultureInfo.InvariantCulture)} rows; the network was calibrated on {rows}. "
        + "Give a lower level, or calibrate on more rows with Invoke-Calibration.");

    public static BackpropException FoldDiverged() => new(
        "FoldDiverged", FaultCategory.InvalidResult, null,
        "The training of a fold diverged: the loss or a weight was no longer finite. Lower LearningRate in -Training, or add GradientClip = 1.");

    public static BackpropException SearchCandidate(string name, object? value) => new(
        "SearchCandidate", FaultCategory.InvalidArgument, value,
        $"-Parameter has '{value}' for {name}. Give a list of values, "
        + "or a range such as @{ Minimum = 0.001; Maximum = 0.1; Logarithmic = $true } for a numeric setting.");

    public static BackpropException SearchGridRange(string name) => new(
        "SearchGridRange", FaultCategory.InvalidArgument, name,
        $"-Parameter has a range for {name}, which a grid cannot go through. Give a list of values, or use -Method Random.");

    public static BackpropException SearchMetricUnknown(string metric, IReadOnlyList<string> known) => new(
        "SearchMetricUnknown", FaultCategory.InvalidArgument, metric,
        $"There is no metric '{metric}' for this data. The metrics are {string.Join(", ", known.Select(static name => $"'{name}'"))}.");

    public static BackpropException ImportanceMetricUndefined(string metric) => new(
        "ImportanceMetricUndefined", FaultCategory.InvalidResult, metric,
        $"The metric {metric} is not defined for these rows, as where one class alone occurs. "
        + "Give rows of every class, or choose another -Metric, such as Loss.");

    public static BackpropException ImportanceRows(int rows) => new(
        "ImportanceRows", FaultCategory.InvalidData, rows,
        $"Importance takes at least two rows, as values are exchanged among them; {rows} was given. Give more rows that the network was not trained on.");

    public static string ImportanceUnchanged(string metric, bool isTargetConstant) => isTargetConstant
        ? $"All rows have the same target, and no exchange has changed {metric}: it says nothing of any column. Give rows with different targets."
        : $"No exchange has changed {metric}: it says nothing of any column on these rows, or the network uses none. "
            + "Give other rows, or choose another -Metric.";

    public static BackpropException ProfileContradiction(string other) => new(
        "ProfileContradiction", FaultCategory.InvalidArgument, null,
        $"-{other} is for importances, and -Profile shows predictions in their place. Leave out one.");

    public static BackpropException ImportanceGroupTwice(string column, string first, string second) => new(
        "ImportanceGroupTwice", FaultCategory.InvalidArgument, column,
        $"-Group has the column '{column}' in '{first}' and in '{second}'. A column is in one group at most.");

    public static BackpropException ImportanceGroupEmpty(string name) => new(
        "ImportanceGroupEmpty", FaultCategory.InvalidArgument, name,
        $"-Group has no columns for '{name}'. Name some, as in @{{ '{name}' = 'Latitude', 'Longitude' }}.");

    public static BackpropException ImportanceGroupName(string name) => new(
        "ImportanceGroupName", FaultCategory.InvalidArgument, name,
        $"-Group has a group named '{name}', which is the name of a column outside of it. Give the group another name.");

    public static BackpropException ProfileKind(string column, ColumnKind kind) => new(
        "ProfileKind", FaultCategory.InvalidArgument, column,
        $"Column '{column}' is {kind}: it has no values that stand for others, so that predictions cannot be shown against them. Name another with -Profile.");

    public static BackpropException SearchNothingFinished(int trials, IReadOnlyList<string> reasons, bool hasDiverged) => new(
        "SearchNothingFinished", FaultCategory.InvalidResult, null,
        $"There is no best network, as none of the trials ({trials}) has a score. {string.Join(" ", reasons)} "
        + (hasDiverged
            ? "Give lower values for LearningRate, or add GradientClip = 1 to -Training."
            : "Choose another -Metric, or make sure that the rows measured have every class: use more rows, or fewer folds."));

    public static BackpropException SampleSetting(SampleName name, string setting) => new(
        "SampleSetting", FaultCategory.InvalidArgument, name,
        $"-{setting} is for generated datasets; {name} always has the same rows. Leave it out.");

    // Training.
    public static BackpropException TrainingInProgress(object network) => new(
        "TrainingInProgress", FaultCategory.ResourceBusy, network,
        "The network is being trained by another command. Wait for it, or train a copy made with $net.Clone().");

    public static BackpropException LossPairing(Loss loss, Activation given, Activation needed) => new(
        "LossPairing", FaultCategory.InvalidArgument, loss,
        $"The loss {loss} needs outputs from {needed}; the network's output activation is {given}. "
        + $"Build the network with -OutputActivation {needed}, or choose another -Loss, such as MeanSquaredError.");

    public static BackpropException TargetOutsideDomain(Loss loss, string name, int row, int column, double value, string needed) => new(
        "TargetOutsideDomain", FaultCategory.InvalidData, value,
        $"{name} row {row}, column {column} is {value.ToString("R", CultureInfo.InvariantCulture)}. The loss {loss} needs targets {needed}.");

    public static BackpropException SettingWithoutEffect<T>(string setting, string choice, IReadOnlyList<T> choices) => new(
        "SettingWithoutEffect", FaultCategory.InvalidArgument, setting,
        $"-{setting} has no effect with {choice}. Leave it out, or choose {string.Join(", ", choices)}.");

    public static BackpropException SettingOutOfRange(string setting, double value, object range) => new(
        "SettingOutOfRange", FaultCategory.InvalidArgument, value,
        $"-{setting} is {value.ToString("R", CultureInfo.InvariantCulture)}. Give a number {range}.");

    public static BackpropException WarmupTooLong(int warmup, int epochs) => new(
        "WarmupTooLong", FaultCategory.InvalidArgument, warmup,
        $"-WarmupEpoch {warmup} leaves none of the {Count(epochs, "epoch")} for the training itself. Warm up for fewer epochs, or train for more.");

    public static BackpropException ValidationContradiction() => new(
        "ValidationContradiction", FaultCategory.InvalidArgument, null,
        "-ValidationSplit and separate validation data cannot be used together. Leave out one.");

    public static BackpropException NoValidationContradiction(string other) => new(
        "NoValidationContradiction", FaultCategory.InvalidArgument, null,
        $"-NoValidation cannot be used together with {other}. Leave out one.");

    public static BackpropException ValidationHalf() => new(
        "ValidationHalf", FaultCategory.InvalidArgument, null,
        "-ValidationInput and -ValidationTarget belong together. Give both, or neither.");

    public static BackpropException PatienceWithoutValidation() => new(
        "PatienceWithoutValidation", FaultCategory.InvalidArgument, null,
        "-Patience needs validation data to watch. Add -ValidationSplit, for example -ValidationSplit 0.2, or separate validation data.");

    public static BackpropException NeedsPatience(string setting) => new(
        "NeedsPatience", FaultCategory.InvalidArgument, setting,
        $"-{setting} applies to early stopping only. Add -Patience, or leave it out.");

    public static BackpropException AllFrozen() => new(
        "AllFrozen", FaultCategory.InvalidArgument, null,
        "Every layer of the network is frozen, so there is nothing to train. Set Frozen of a layer to None.");

    public static BackpropException LevenbergMarquardtLoss(Loss loss) => new(
        "LevenbergMarquardtLoss", FaultCategory.InvalidArgument, loss,
        $"-Optimizer LevenbergMarquardt minimizes squared errors, not {loss}. "
        + "Use -Loss MeanSquaredError or SumSquaredError, or another optimizer such as LBfgs.");

    public static BackpropException LevenbergMarquardtSize(int parameters, int most) => new(
        "LevenbergMarquardtSize", FaultCategory.InvalidArgument, parameters,
        $"-Optimizer LevenbergMarquardt is for networks of up to {most:N0} parameters; this one has {parameters:N0}. Use LBfgs or Adam.");

    public static BackpropException LevenbergMarquardtLayer() => new(
        "LevenbergMarquardtLayer", FaultCategory.InvalidArgument, null,
        "-Optimizer LevenbergMarquardt cannot train networks with dropout or batch normalization. Use another optimizer, such as Adam.");

    public static BackpropException OnEpochFailed(Exception inner) => new(
        "OnEpochFailed", FaultCategory.InvalidOperation, null,
        $"The -OnEpoch script block failed: {inner.Message.TrimEnd('.')}. The training ended with the weights of the last finished step.", inner);

    public static BackpropException NesterovWithoutMomentum() => new(
        "NesterovWithoutMomentum", FaultCategory.InvalidArgument, null,
        "-Nesterov needs a momentum. Add -Momentum, for example -Momentum 0.9.");

    public static BackpropException BatchOfOne(int rows) => new(
        "BatchOfOne", FaultCategory.InvalidArgument, rows,
        "Batch normalization needs the mean and the variance of each batch, which a batch of one row does not have. "
        + (rows == 1 ? "Give at least two rows to train on." : "Use -BatchSize 2 or more; 16 and more give steadier statistics."));

    public static BackpropException BatchTooLarge(int rows, int units) => new(
        "BatchTooLarge", FaultCategory.InvalidArgument, rows,
        $"Batch normalization processes a batch as a whole, and {rows:N0} rows of {units:N0} values are more than one array holds. Use a smaller -BatchSize.");

    public static BackpropException BatchContradiction() => new(
        "BatchContradiction", FaultCategory.InvalidArgument, null,
        "-FullBatch and -BatchSize cannot be used together. Leave out one.");

    public static BackpropException TrainingDiverged(Network network, int epoch) => new(
        "TrainingDiverged", FaultCategory.InvalidResult, network,
        $"The training diverged in epoch {epoch}: the loss or a weight was no longer finite. The last finite weights are back in the network. "
        + "Lower -LearningRate, scale the inputs to about −1 to 1, or add -GradientClip 1.");

    public static BackpropException SettingUnknown(string place, object name, IReadOnlyList<string> known) => new(
        "SettingUnknown", FaultCategory.InvalidArgument, name,
        $"{place} has '{name}', which is not a setting. The settings are {string.Join(", ", known.Order(StringComparer.Ordinal))}.");

    public static BackpropException SettingRefused(string place, string name, object? value, string problem, Exception inner) => new(
        "SettingRefused", FaultCategory.InvalidArgument, value,
        $"{place} has '{value}' for {name}. {problem}", inner);

    public static BackpropException ReportDataHalf() => new(
        "ReportDataHalf", FaultCategory.InvalidArgument, null,
        "-InputData and -TargetData belong together. Give both, or neither, or -Dataset.");

    public static BackpropException TraceTooLarge(int rows, int most) => new(
        "TraceTooLarge", FaultCategory.InvalidArgument, rows,
        $"There are {rows:N0} rows, too many to trace. Give at most {most:N0}, for example the first of them.");

    public static BackpropException TraceMinimizer(object optimizer) => new(
        "TraceMinimizer", FaultCategory.InvalidArgument, optimizer,
        $"-Optimizer {optimizer} evaluates many points for one step, so there is no single pass to trace. "
        + "Choose one that updates after each batch, such as Sgd or Adam.");

    public static BackpropException GradientSampleTooLarge(int rows, int most) => new(
        "GradientSampleTooLarge", FaultCategory.InvalidArgument, rows,
        $"There are {rows:N0} rows; a gradient check needs no more than a few, and takes at most {most:N0}. Give fewer.");

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
        $"The file '{path}' cannot be written: {inner.Message.TrimEnd('.')}. What was there before is unchanged.", inner);

    public static BackpropException FolderMissing(string path, string folder) => new(
        "FileNotWritable", FaultCategory.WriteError, path,
        $"The file '{path}' cannot be written: there is no folder '{folder}'. Make the folder, or choose another path.");

    public static BackpropException PathNotFileSystem(string path, string provider) => new(
        "PathNotFileSystem", FaultCategory.InvalidArgument, path,
        $"'{path}' is a path of the provider {provider}. Give the path of a file.");

    public static BackpropException PathNotUnderstood(string path, Exception inner) => new(
        "PathNotUnderstood", FaultCategory.InvalidArgument, path,
        $"The path '{path}' cannot be used: {inner.Message}", inner);

    public static BackpropException PathIsFolder(string path) => new(
        "PathIsFolder", FaultCategory.InvalidArgument, path,
        $"'{path}' is a folder. Give the name of a file in it.");

    public static BackpropException PathIsDevice(string path) => new(
        "PathIsDevice", FaultCategory.InvalidArgument, path,
        $"'{path}' is a device. Give the path of a file.");

    public static BackpropException ParameterNotStorable(string tensor) => new(
        "ParameterNotStorable", FaultCategory.InvalidData, tensor,
        $"The network cannot be saved: its {tensor} contain a number that is NaN or infinite, so it cannot predict anything. "
        + "Train it again, with a lower -LearningRate or with -GradientClip 1.");

    public static BackpropException FileNotJson(string source, string place, Exception inner) => new(
        "FileNotJson", FaultCategory.InvalidData, source,
        $"'{source}' is not valid JSON ({place}). It may be truncated; save the network again.", inner);

    public static BackpropException FileNotOurs(string source) => new(
        "FileNotOurs", FaultCategory.InvalidData, source,
        $"'{source}' is not a network file: it does not begin with \"format\": \"{Storage.NetworkFormat.Name}\". Give a file written by Export-Network.");

    public static BackpropException FileNewer(string source, double version) => new(
        "FileNewer", FaultCategory.InvalidData, source,
        $"'{source}' has format version {version}; this module reads up to version {Storage.NetworkFormat.Version}. Update PSBackprop to read it.");

    public static BackpropException FileContent(string source, string place, string problem) => new(
        "FileContent", FaultCategory.InvalidData, source,
        $"'{source}' cannot be read: {place} {problem}.");

    public static BackpropException CacheName(string path) => new(
        "CacheName", FaultCategory.InvalidArgument, path,
        $"A cache file has a name that ends in {Storage.Cache.DatasetCache.Extension}, by which Import-Dataset knows it; '{path}' does not.");

    public static BackpropException CacheNotOurs(string path) => new(
        "CacheNotOurs", FaultCategory.InvalidData, path,
        $"'{path}' is not a cache file. Give a file written by Export-Dataset, or by Import-Dataset with -CachePath.");

    public static BackpropException CacheNewer(string path, int version, int known) => new(
        "CacheNewer", FaultCategory.InvalidData, path,
        $"'{path}' is a cache file of version {version}; this module reads version {known}. Update PSBackprop, or write the file again.");

    public static BackpropException CacheOfOther(string path, string source) => new(
        "CacheOfOther", FaultCategory.ResourceExists, path,
        $"'{path}' is not a cache of '{source}' as it is now and with these settings. Give -Force to write it anew, or another -CachePath.");

    public static BackpropException CacheOfSeveral(string path, string first, string second) => new(
        "CacheOfSeveral", FaultCategory.InvalidArgument, second,
        $"'{path}' is the cache of '{first}' and cannot be that of '{second}', too. Read each file with a -CachePath of its own.");

    public static BackpropException CacheSetting(string parameter, string path) => new(
        "CacheSetting", FaultCategory.InvalidArgument, parameter,
        $"-{parameter} is for reading a CSV file, while '{path}' is a cache file, which keeps how it was read. Leave it out, or read the CSV file again.");

    public static BackpropException CacheDamaged(string path) => new(
        "CacheDamaged", FaultCategory.InvalidData, path,
        $"The cache file '{path}' is damaged or was not written to its end. Write it again from where its rows are from.");

    public static BackpropException CacheChanged(string path, int first, int last) => new(
        "CacheChanged", FaultCategory.InvalidData, path,
        $"Rows {first:N0} to {last:N0} of the cache file '{path}' are not as they were written: the file is damaged, or another program has changed it "
        + "since it was opened. Write it again from where its rows are from, and open that.");

    public static BackpropException CacheOfPart() => new(
        "CacheOfPart", FaultCategory.InvalidArgument, null,
        "These rows are a part of time series and learn from rows that are not among them, so that a file of them alone would say less. "
        + "Save the whole dataset, and split it when it has been opened.");

    public static BackpropException FileExpands(string path, long most) => new(
        "FileExpands", FaultCategory.InvalidData, path,
        $"'{path}' unpacks to more than {most} times its size, which looks like a decompression bomb. If you trust it, unpack it yourself and read that.");

    public static BackpropException FileNotOnnx(string source, Exception inner) => new(
        "FileNotOnnx", FaultCategory.InvalidData, source,
        $"'{source}' is not a valid ONNX file: {inner.Message}", inner);

    public static BackpropException OnnxContent(string source, string problem) => new(
        "OnnxContent", FaultCategory.InvalidData, source,
        $"'{source}' cannot be read as a network: {problem}.");

    public static BackpropException OnnxUnsupported(string source, string node, string operation) => new(
        "OnnxUnsupported", FaultCategory.InvalidData, source,
        $"'{source}' cannot be read as a network: the node '{node}' is a {operation}, which is not supported. "
        + "Only models of dense layers, batch normalization and the known activations can be read.");

    public static BackpropException ExportSetting(string setting, string extension, string where) => new(
        "ExportSetting", FaultCategory.InvalidArgument, setting,
        $"-{setting} is for {where} files, not for {extension}. Leave it out, or choose another extension.");

    public static BackpropException NotExportable(int position, string what) => new(
        "NotExportable", FaultCategory.InvalidOperation, what,
        $"Layer {position} has the {what}, which cannot be exported as ONNX or as a script. Save the network as .json.");

    public static BackpropException ColumnNotExportable(string column, ColumnKind kind) => new(
        "NotExportable", FaultCategory.InvalidOperation, column,
        $"Column '{column}' has the kind {kind}, which cannot be exported as a script. Save the network as .json.");

    public static BackpropException ImportScript(string path) => new(
        "ImportScript", FaultCategory.InvalidArgument, path,
        $"'{path}' is a script; scripts can be exported but not imported. Keep the network as .json as well.");

    public static BackpropException CheckpointWithoutPath() => new(
        "CheckpointWithoutPath", FaultCategory.InvalidArgument, null,
        "-CheckpointInterval and -Resume need -CheckpointPath, the file that the checkpoint is kept in. Add it.");

    public static BackpropException CheckpointIntervalNotUnderstood(object interval) => new(
        "CheckpointIntervalNotUnderstood", FaultCategory.InvalidArgument, interval,
        $"-CheckpointInterval '{interval}' is neither a number of epochs nor a time. Give a whole number such as 10, or a time such as 0:05 for five minutes.");

    public static BackpropException CheckpointDiffers(IReadOnlyList<(string Name, string Here, string There)> differences) => new(
        "CheckpointDiffers", FaultCategory.InvalidData, differences[0].Name,
        $"The checkpoint belongs to another training. {Differences(differences)}. "
        + "Give the same network, data and settings as before, another -CheckpointPath, or leave out -Resume.");

    public static BackpropException CheckpointNotWritten(string path, BackpropException last) => new(
        "CheckpointNotWritten", FaultCategory.WriteError, path,
        "The training is finished and its network was returned, but its last checkpoint could not be written, "
        + $"so that -Resume would continue from an earlier one, if any. {last.Message} Keep the network with Export-Network.",
        last);

    public static string CheckpointWarning(BackpropException fault) =>
        $"A checkpoint could not be written. {fault.Message} The training goes on, and the next one will be tried when it is due.";

    public static BackpropException CheckpointIncomplete(string name, string problem) => new(
        "CheckpointIncomplete", FaultCategory.InvalidData, name,
        $"The training cannot be resumed from the checkpoint: trainingState.numbers.{name} {problem}. "
        + "The file was changed or damaged; leave out -Resume to start over.");

    public static BackpropException CheckpointOlder(string path) => new(
        "CheckpointOlder", FaultCategory.InvalidData, path,
        $"'{path}' is a checkpoint of an earlier version of PSBackprop, which did not record the settings of its training by name. "
        + "Finish it with that version, or leave out -Resume to start over. Import-Network reads the network in it.");

    public static BackpropException CheckpointWithoutState(string path) => new(
        "CheckpointWithoutState", FaultCategory.InvalidData, path,
        $"'{path}' holds a network but no training in progress. Give a file that -CheckpointPath has written, or load it with Import-Network.");

    // Memory.
    public static BackpropException OutOfMemory(string purpose, double? bytes, string remedy, Exception inner) => new(
        "OutOfMemory", FaultCategory.ResourceUnavailable, null,
        string.Create(
            CultureInfo.InvariantCulture,
            $"There is not enough memory to {purpose}{(bytes is { } wanted ? $", which takes about {Size(wanted)}" : string.Empty)}; "
            + $"this process may use {Size(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} in all. {remedy}"),
        inner);

    // Anything no place expected.
    public static BackpropException Unexpected(Exception inner) => new(
        "Unexpected", FaultCategory.InvalidOperation, null,
        $"Internal error: {inner.Message} Please report it with the command you ran.", inner);

    private static string Differences(IReadOnlyList<(string Name, string Here, string There)> differences)
    {
        const int shown = 3;
        string some = string.Join(
            "; ",
            differences.Take(shown).Select(static difference => $"{difference.Name}: {difference.There} in the checkpoint, {difference.Here} now"));
        return differences.Count > shown ? $"{some}; and {differences.Count - shown} more differences" : some;
    }

    private static string Size(double bytes)
    {
        const double step = 1024;
        return bytes < step * step * step
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / step / step):N0} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / step / step / step:N1} GB");
    }

    private static string Nth(int number, Network network) => network.Name is null ? $"network {number}" : $"network {number} '{network.Name}'";

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string List(IReadOnlyList<string> names)
    {
        const int shown = 12;
        string some = string.Join(", ", names.Take(shown).Select(static name => $"'{name}'"));
        return names.Count > shown ? $"{some} and {names.Count - shown} more" : some;
    }

    private static string Quote(object? value) => value is null ? "empty" : $"'{value}'";
}
