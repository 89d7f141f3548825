#Requires -Version 7.4
# How do I tell classes apart? Three species of iris from four measurements; every fifth row is kept for testing.
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

$lines = [IO.File]::ReadAllLines([IO.Path]::Combine($PSScriptRoot, '..', 'Data', 'iris.csv')).Where({ $_ }) |
    ForEach-Object { , $_.Split(',') }
$rows = $lines[1..($lines.Count - 1)]
$species = @($rows.ForEach({ $_[4] }) | ForEach-Object { $seen = [ordered]@{} } { $seen[$_] = $true } { $seen.Keys })

$train = @(for ($i = 0; $i -lt $rows.Count; $i++) { if ($i % 5) { $i } })
$test = @(for ($i = 0; $i -lt $rows.Count; $i += 5) { $i })

# Features are standardised with the training rows' mean and standard deviation.
$mean = @(0..3 | ForEach-Object { $f = $_; $s = 0.0; $train.ForEach({ $s += [double]$rows[$_][$f] }); $s / $train.Count })
$deviation = @(0..3 | ForEach-Object { $f = $_; $s = 0.0; $train.ForEach({ $d = [double]$rows[$_][$f] - $mean[$f]; $s += $d * $d }); [Math]::Sqrt($s / $train.Count) })
$features = @($rows.ForEach({ $row = $_; , [double[]]@(0..3 | ForEach-Object { ([double]$row[$_] - $mean[$_]) / $deviation[$_] }) }))
$targets = @($rows.ForEach({ $label = $_[4]; , [double[]]@($species | ForEach-Object { [int]($_ -eq $label) }) }))

$training = @{
    InputData    = $features[$train]
    TargetData   = $targets[$train]
    Epoch        = 200
    BatchSize    = 32
    Optimizer    = 'Sgd'
    LearningRate = 0.01
    Momentum     = 0.9
}
$network = New-Network 4, 10, 3 -Activation Tanh -OutputActivation Softmax -Seed $Seed | Invoke-Training @training

$predictions = @($network | Get-Prediction -InputData $features[$test])
$right = 0
for ($i = 0; $i -lt $test.Count; $i++) {
    if ($species[[int]$predictions[$i].Label] -eq $rows[$test[$i]][4]) { $right++ }
}
'{0} of {1} test flowers right' -f $right, $test.Count
