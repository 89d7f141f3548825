namespace PSBackprop.Storage.Script;

/// <summary>What is the same in all scripts of networks that give rows back, in words that Windows PowerShell 5.1 knows.</summary>
internal static class AnomalyTemplate
{
    /// <summary>How rare values and errors are.</summary>
    public const string Begin = """
                $tail = {
                    # The probability that a number of the kind is at least as large.
                    param($of, $value)
                    $least = $value - $slack * (1 + [Math]::Abs($value))
                    if ($least -gt $of.Threshold) {
                        $part = [Math]::Pow(1 + $of.Shape * (($value - $of.Threshold) / $of.Scale), -1 / $of.Shape)
                        return [Math]::Max($of.Beyond * $part, $leastProbability)
                    }
                    $low = 0
                    $high = $of.Numbers.Length
                    while ($low -lt $high) {
                        $middle = ($low + $high) -shr 1
                        if ($of.Numbers[$middle] -lt $least) { $low = $middle + 1 } else { $high = $middle }
                    }
                    (1.0 + $of.Numbers.Length - $low) / ($of.Numbers.Length + 1)
                }
                $rare = {
                    # How rare a value is that is missing, or that training did not have; nothing for any other.
                    param($column, $units)
                    $end = $column.Start + $column.Width
                    if ($null -ne $column.Missing -and $units[$end - 1] -ne 0) { return $column.Missing }
                    if ($null -eq $column.Unknown) { return }
                    for ($k = $column.Start; $k -lt $end; $k++) { if ($units[$k] -ne 0) { return } }
                    $column.Unknown
                }
                $usual = {
                    # How probable it is that a usual row is given back as badly in a column.
                    param($column, $units, $output)
                    $probability = & $rare $column $units
                    if ($null -ne $probability) { return $probability }
                    if (-not $column.Errors) { return 1.0 }
                    $own = New-Object double[] $column.Units
                    $wanted = New-Object double[] $column.Units
                    [Array]::Copy($output, $column.From, $own, 0, $column.Units)
                    [Array]::Copy($units, $column.Start, $wanted, 0, $column.Units)
                    $distance = & $column.ErrorOf $own $wanted
                    & $tail $column.Errors $(if ($distance -lt $most) { $distance } else { $most })
                }
                $without = {
                    # What the network gives back of the row when a column is what the other columns want there.
                    param($column, $units)
                    $changed = $units.Clone()
                    [Array]::Clear($changed, $column.Start, $column.Width)
                    for ($n = 0; $n -lt $corrections; $n++) {
                        $output = & $network $changed
                        $own = New-Object double[] $column.Units
                        [Array]::Copy($output, $column.From, $own, 0, $column.Units)
                        $own = & $column.GivenBack $own
                        for ($k = 0; $k -lt $column.Units; $k++) {
                            $isFinite = -not [double]::IsNaN($own[$k]) -and -not [double]::IsInfinity($own[$k])
                            $changed[$column.Start + $k] = if ($isFinite) { $own[$k] } else { 0.0 }
                        }
                    }
                    , (& $network $changed)
                }

        """;

    /// <summary>From the network's inputs in <c>$signal</c> to <c>$answer</c>.</summary>
    public const string Answer = """
                $units = $signal
                $output = & $network $units
                $probabilities = @(foreach ($column in $back) { & $usual $column $units $output })
                $sum = 0.0
                foreach ($probability in $probabilities) { $sum += 1 / $probability }
                $score = [Math]::Log($sum / $probabilities.Length)
                $pValue = & $tail $scores $score
                # A value that is rare by itself needs no further evidence.
                $oddest = -1
                $least = $odd
                for ($i = 0; $i -lt $back.Length; $i++) {
                    $probability = & $rare $back[$i] $units
                    if ($null -ne $probability -and $probability -lt $least) {
                        $oddest = $i
                        $least = $probability
                    }
                }
                if ($oddest -lt 0 -and $pValue -ge $odd) {
                    $oddest = 0
                    for ($i = 1; $i -lt $back.Length; $i++) { if ($probabilities[$i] -lt $probabilities[$oddest]) { $oddest = $i } }
                }
                elseif ($oddest -lt 0) {
                    # The odd column is that without which the rest of the row is most usual.
                    $least = [double]::PositiveInfinity
                    for ($i = 0; $i -lt $back.Length; $i++) {
                        $output = & $without $back[$i] $units
                        $rest = 0.0
                        for ($j = 0; $j -lt $back.Length; $j++) { if ($j -ne $i) { $rest += 1 / (& $usual $back[$j] $units $output) } }
                        if ($oddest -lt 0 -or $rest -lt $least -or ($rest -eq $least -and $probabilities[$i] -lt $probabilities[$oddest])) {
                            $oddest = $i
                            $least = $rest
                        }
                    }
                }
                $answer = [ordered]@{ AnomalyScore = $score; PValue = $pValue; OddestColumn = $back[$oddest].Name }

        """;
}
