using System.Globalization;
using System.Text;

using PSBackprop.Propagation;

namespace PSBackprop.Storage.Script;

/// <summary>
/// Writes a network as one PowerShell function that needs no module and runs in Windows PowerShell 5.1 as well. Scaling,
/// encoding and labels are in it. Everything from outside is a quoted text or a number: the script is data and arithmetic.
/// </summary>
internal static class ScriptWriter
{
    public static void Write(Network network, Stream stream, string path)
    {
        Network folded = NormalizationFolding.Fold(network);
        string name = $"Get-{ScriptText.Identifier(network.Name ?? Path.GetFileNameWithoutExtension(path))}Prediction";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            # {{Comment(network)}}. Written by PSBackprop; needs no module.
            function {{name}} {
                [CmdletBinding()]
                param([Parameter(Mandatory = $true, ValueFromPipeline = $true)] [AllowNull()] $InputObject)

                begin {
                    $invariant = [Globalization.CultureInfo]::InvariantCulture
                    $row = 0
                    $unpack = {
                        param($text)
                        $bytes = [Convert]::FromBase64String($text)
                        $numbers = New-Object double[] ([int]($bytes.Length / 8))
                        [Buffer]::BlockCopy($bytes, 0, $numbers, 0, $bytes.Length)
                        , $numbers
                    }

            """);
        if (folded.Layers.Any(static layer => layer.Activation == Activation.Gelu))
        {
            text.Append(ScriptActivations.ErrorFunction.ReplaceLineEndings("\n        ").Insert(0, "    ")).Append('\n');
        }

        Layers(text, folded);
        Columns(text, network);
        text.Append("""
                }

                process {
                    $row++

            """);
        Encode(text, network);
        text.Append("""
                    foreach ($layer in $layers) {
                        $weights = $layer.Weights; $biases = $layer.Biases; $units = $layer.Units; $slope = $layer.Slope
                        $output = New-Object double[] $units
                        for ($j = 0; $j -lt $units; $j++) {
                            $z = $biases[$j]
                            for ($i = 0; $i -lt $signal.Length; $i++) { $z += $weights[$i * $units + $j] * $signal[$i] }
                            $output[$j] = & $layer.Activation
                        }
                        $signal = $output
                    }

            """);
        Decode(text, network);
        text.Append("    }\n}\n");
        stream.Write(Encoding.UTF8.GetPreamble());
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    // A comment ends with its line, so nothing that ends a line may be in it.
    private static string Comment(Network network) => string.Concat($"{network.Name ?? "A network"}: {network}".Select(static letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u0085' ? ' ' : letter));

    private static void Layers(StringBuilder text, Network network)
    {
        double[] parameters = network.Parameters;
        text.Append("        $layers = @(\n");
        foreach (Layer layer in network.Layers)
        {
            // What batch normalization is left is a diagonal layer.
            var (weights, biases) = layer is DenseLayer ? Dense(layer, layer.Range(parameters)) : Diagonal(layer, layer.Range(parameters));
            text.Append(CultureInfo.InvariantCulture, $"            @{{ Units = {layer.Units}; Slope = {ScriptText.Number(layer.Shape.Slope)}; Activation = {{ {ScriptActivations.Of(layer.Activation)} }}\n");
            text.Append(CultureInfo.InvariantCulture, $"               Weights = & $unpack {ScriptText.Bits(weights)}\n               Biases = & $unpack {ScriptText.Bits(biases)} }}\n");
        }

        text.Append("        )\n");
    }

    private static (double[] Weights, double[] Biases) Dense(Layer layer, ReadOnlySpan<double> parameters) =>
        (parameters[..layer.WeightCount].ToArray(), layer.BiasCount > 0 ? parameters[layer.WeightCount..].ToArray() : new double[layer.Units]);

    private static (double[] Weights, double[] Biases) Diagonal(Layer layer, ReadOnlySpan<double> parameters)
    {
        int units = layer.Units;
        double[] weights = new double[units * units];
        double[] biases = new double[units];
        for (int j = 0; j < units; j++)
        {
            double factor = parameters[j] / Math.Sqrt(parameters[(3 * units) + j] + BatchNormalizationLayer.Epsilon);
            weights[(j * units) + j] = factor;
            biases[j] = parameters[units + j] - (parameters[(2 * units) + j] * factor);
        }

        return (weights, biases);
    }

    private static void Columns(StringBuilder text, Network network)
    {
        if (network.Columns is not { } columns)
        {
            return;
        }

        text.Append("        $columns = @(\n");
        foreach (NetworkColumn column in columns.Input)
        {
            string missing = column.Missing is { } value ? ScriptText.Number(value) : "$null";
            text.Append(CultureInfo.InvariantCulture, $"            @{{ Name = {ScriptText.Quote(column.Name)}; IsNumber = ${column.Kind == ColumnKind.Numeric}; Width = {column.Width}; Offset = {ScriptText.Number(column.Offset)}; Scale = {ScriptText.Number(column.Scale)}; Missing = {missing}; Categories = [string[]]{ScriptText.List(column.Categories.Select(ScriptText.Quote))} }}\n");
        }

        text.Append("        )\n");
        text.Append(CultureInfo.InvariantCulture, $"        $names = [string[]]{ScriptText.List((columns.Task == NetworkTask.Regression ? columns.Output.Select(static column => column.Name) : columns.LabelNames).Select(ScriptText.Quote))}\n");
    }

    private static void Encode(StringBuilder text, Network network)
    {
        if (network.Columns is not { } columns)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                        $signal = [double[]]@(foreach ($value in $InputObject) { if ($value -is [string]) { [double]::Parse($value, 'Float', $invariant) } else { [double]$value } })
                        if ($signal.Length -ne {{network.InputSize}}) { throw "Row $row has $($signal.Length) values, but the network takes {{network.InputSize}}." }

                """);
            return;
        }

        string unknown = columns.UnknownCategory == UnknownCategory.Error ? "throw \"Row $row, column '$($column.Name)' is '$value', which the network does not know.\"" : "$place = -1";
        text.Append(CultureInfo.InvariantCulture, $$"""
                    $signal = New-Object double[] {{network.InputSize}}
                    $start = 0
                    foreach ($column in $columns) {
                        $value = if ($InputObject -is [Collections.IDictionary]) { $InputObject[$column.Name] } else { $InputObject.PSObject.Properties[$column.Name].Value }
                        $isMissing = $null -eq $value -or ($value -is [string] -and $value.Trim() -eq '')
                        if ($isMissing -and $null -eq $column.Missing) { throw "Row $row has no value in column '$($column.Name)'." }
                        if ($column.IsNumber) {
                            $number = if ($isMissing) { $column.Missing } elseif ($value -is [string]) { [double]::Parse($value, 'Float', $invariant) } else { [double]$value }
                            $signal[$start] = ($number - $column.Offset) / $column.Scale
                        }
                        else {
                            $place = if ($isMissing) { [int]$column.Missing } else { [array]::IndexOf($column.Categories, [Convert]::ToString($value, $invariant)) }
                            if ($place -lt 0) { {{unknown}} }
                            if ($column.Width -eq 1) { $signal[$start] = [double]($place -eq 1) }
                            elseif ($place -ge 0) { $signal[$start + $place] = 1 }
                        }
                        $start += $column.Width
                    }

            """);
    }

    private static void Decode(StringBuilder text, Network network)
    {
        bool isSoftmax = network.Layers[^1].Activation == Activation.Softmax;
        if (isSoftmax)
        {
            text.Append("""
                        $largest = $signal[0]; foreach ($z in $signal) { if ($z -gt $largest) { $largest = $z } }
                        $sum = 0.0
                        for ($j = 0; $j -lt $signal.Length; $j++) { $signal[$j] = [Math]::Exp($signal[$j] - $largest); $sum += $signal[$j] }
                        for ($j = 0; $j -lt $signal.Length; $j++) { $signal[$j] /= $sum }

                """);
        }

        string low = ScriptText.Number(TargetCoding.Low(network, network.Loss));
        string probability = $"[Math]::Min(1.0, [Math]::Max(0.0, ($signal[$j] - {low}) / (1 - {low})))";
        text.Append(network.Columns switch
        {
            null when isSoftmax => """
                        $best = 0; for ($j = 1; $j -lt $signal.Length; $j++) { if ($signal[$j] -gt $signal[$best]) { $best = $j } }
                        [pscustomobject]@{ Output = $signal; Label = $best; Probability = $signal[$best] }

                """,
            null => """
                        [pscustomobject]@{ Output = $signal }

                """,
            { Task: NetworkTask.Regression } columns => $$"""
                        $offsets = [double[]]{{ScriptText.List(columns.Output.Select(static column => ScriptText.Number(column.Offset)))}}
                        $scales = [double[]]{{ScriptText.List(columns.Output.Select(static column => ScriptText.Number(column.Scale)))}}
                        $values = [ordered]@{}
                        for ($j = 0; $j -lt $signal.Length; $j++) { $values[$names[$j]] = $signal[$j] * $scales[$j] + $offsets[$j] }
                        if ($names.Length -eq 1) { [pscustomobject]@{ Output = $signal; Value = $values[0] } } else { [pscustomobject]@{ Output = $signal; Values = $values } }

                """,
            { Task: NetworkTask.MultiLabel } => $$"""
                        $probabilities = [ordered]@{}
                        for ($j = 0; $j -lt $signal.Length; $j++) { $probabilities[$names[$j]] = {{probability}} }
                        [pscustomobject]@{ Output = $signal; Labels = @($names | Where-Object { $probabilities[$_] -ge 0.5 }); Probabilities = $probabilities }

                """,
            { OutputSize: 1 } => $$"""
                        $j = 0; $yes = {{probability}}
                        $best = if ($yes -ge 0.5) { 1 } else { 0 }
                        [pscustomobject]@{ Output = $signal; Label = $names[$best]; Probability = $(if ($best) { $yes } else { 1 - $yes }) }

                """,
            _ => """
                        $best = 0; for ($j = 1; $j -lt $signal.Length; $j++) { if ($signal[$j] -gt $signal[$best]) { $best = $j } }
                        [pscustomobject]@{ Output = $signal; Label = $names[$best]; Probability = $signal[$best] }

                """,
        });
    }
}
