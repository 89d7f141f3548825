#Requires -Version 7.4
# How do I find odd rows without knowing what odd looks like? A network learns to give usual rows back through a layer too narrow for
# anything else; what it gives back badly is odd. Here: statistics of processes, five of them odd.
[CmdletBinding()]
param([int] $Seed = 1)
$ErrorActionPreference = 'Stop'

$random = [Random]::new($Seed)
$rows = foreach ($id in 1..600) {
    $load = $random.NextDouble()
    $row = [ordered]@{ Id = $id; Threads = 4 + 20 * $load; Handles = 100 + 900 * $load; MemoryMB = 40 + 500 * $load; CpuSeconds = 600 * $load }
    foreach ($name in 'Threads', 'Handles', 'MemoryMB', 'CpuSeconds') { $row[$name] *= 0.95 + 0.1 * $random.NextDouble() }
    if ($id % 120 -eq 0) { $row.Handles = 1600 - $row.Handles }
    [pscustomobject]$row
}

$data = $rows | ConvertTo-Dataset -Exclude Id -Anomaly
$network = New-Network -Dataset $data -Seed $Seed | Invoke-Training -Dataset $data
$rows | Get-Prediction -Network $network -Append | Where-Object PValue -LT 0.002 |
    ForEach-Object { 'Row {0} is odd in {1}: {2:N1}' -f $_.Id, $_.OddestColumn, $_.AnomalyScore }
