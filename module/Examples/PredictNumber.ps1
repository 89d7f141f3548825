#Requires -Version 7.4
# How do I predict a number? The heating of a house by temperature, wind and kind of day, in the units of the meter.
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

$random = [Random]::new($Seed)
$days = foreach ($day in 1..400) {
    $temperature = 10 - 15 * [Math]::Cos($day / 58) + 6 * $random.NextDouble()
    $wind = 30 * $random.NextDouble()
    $kind = if ($day % 7 -in 0, 6) { 'weekend' } else { 'workday' }
    $need = [Math]::Max(0, 20 - $temperature) * (2.2 + 0.03 * $wind) + $(if ($kind -eq 'weekend') { 9 } else { 0 })
    [pscustomobject]@{ Temperature = $temperature; Wind = $wind; Kind = $kind; Kilowatthours = $need + 2 * $random.NextDouble() }
}

$train, $test = $days | ConvertTo-Dataset -Target Kilowatthours | Split-Dataset -TestFraction 0.25 -Seed $Seed
$network = New-Network -Dataset $train -Seed $Seed |
    Invoke-Training -Dataset $train -Epoch 400 -LearningRate 0.01 -ValidationSplit 0.2 -Patience 40

$evaluation = $network | Measure-Network -Dataset $test
'R² {0:N3}; off by {1:N1} kWh on average' -f $evaluation.R2, $evaluation.MeanAbsoluteError

$tomorrow = @{ Temperature = -5; Wind = 20; Kind = 'weekend' }
'Tomorrow: {0:N0} kWh' -f ($tomorrow | Get-Prediction -Network $network).Value
