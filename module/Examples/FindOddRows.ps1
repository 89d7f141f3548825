#Requires -Version 7.4
# How do I find odd rows without knowing what odd looks like? An autoencoder learns to give usual rows back through a
# layer too narrow for anything else; rows it gives back badly are odd. Here: statistics of processes, five of them odd.
[CmdletBinding()]
param([int] $Seed = 1)
$ErrorActionPreference = 'Stop'

$random = [Random]::new($Seed)
$columns = 'Threads', 'Handles', 'MemoryMB', 'CpuSeconds'
$rows = foreach ($id in 1..300) {
    $load = $random.NextDouble()
    $row = [ordered]@{ Id = $id; Threads = 4 + 20 * $load; Handles = 100 + 900 * $load; MemoryMB = 40 + 500 * $load; CpuSeconds = 600 * $load }
    foreach ($name in $columns) { $row[$name] *= 0.95 + 0.1 * $random.NextDouble() }
    if ($id % 60 -eq 0) { $row.Handles = 1600 - $row.Handles; $row.CpuSeconds *= 0.2 }
    [pscustomobject]$row
}

$data = $rows | ConvertTo-Dataset -Feature $columns -Target $columns
$network = New-Network -Dataset $data -HiddenLayer 8, 1, 8 -Seed $Seed | Invoke-Training -Dataset $data -Epoch 300 -LearningRate 0.01

$distances = foreach ($row in $rows | Get-Prediction -Network $network -Append) {
    $squares = $network.Columns.Output.ForEach({ [Math]::Pow(($row.($_.Name) - $row."Prediction_$($_.Name)") / $_.Scale, 2) })
    [Math]::Sqrt([System.Linq.Enumerable]::Sum([double[]]$squares))
}
$sorted = [double[]]$distances
[array]::Sort($sorted)
0..299 | Where-Object { $distances[$_] -ge $sorted[-5] } | ForEach-Object { 'Row {0} is odd: {1:N2} from usual' -f $rows[$_].Id, $distances[$_] }
