#Requires -Version 7.4
# How do I find odd rows without knowing what odd looks like? An autoencoder learns to give usual rows back through a
# layer too narrow for anything else; rows it gives back badly are odd. Here: statistics of processes, five of them odd.
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

$random = [Random]::new($Seed)
$rows = foreach ($id in 1..300) {
    $load = $random.NextDouble()
    $row = [ordered]@{ Id = $id; Threads = 4 + 20 * $load; Handles = 100 + 900 * $load; MemoryMB = 40 + 500 * $load; CpuSeconds = 600 * $load }
    foreach ($name in 'Threads', 'Handles', 'MemoryMB', 'CpuSeconds') { $row[$name] *= 0.95 + 0.1 * $random.NextDouble() }
    if ($id % 60 -eq 0) { $row.Handles = 1600 - $row.Handles; $row.CpuSeconds *= 0.2 }
    [pscustomobject]$row
}

$columns = 'Threads', 'Handles', 'MemoryMB', 'CpuSeconds'
$data = $rows | ConvertTo-Dataset -Feature $columns -Target $columns
$network = New-Network -Dataset $data -HiddenLayer 8, 1, 8 -Seed $Seed | Invoke-Training -Dataset $data -Epoch 300 -LearningRate 0.01

$scale = $network.Columns.Output
$scored = foreach ($row in $rows) {
    $values = ($row | Get-Prediction -Network $network).Values
    $distance = 0.0
    foreach ($column in $scale) { $distance += [Math]::Pow(($row.($column.Name) - $values[$column.Name]) / $column.Scale, 2) }
    [pscustomobject]@{ Id = $row.Id; Distance = [Math]::Sqrt($distance) }
}
$sorted = [double[]]$scored.Distance
[array]::Sort($sorted)
$limit = $sorted[-5]
$scored.Where({ $_.Distance -ge $limit }) | ForEach-Object { 'Row {0} is odd: {1:N2} from usual' -f $_.Id, $_.Distance }
