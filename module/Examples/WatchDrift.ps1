#Requires -Version 7.4
# Are the rows of today still like those that the network was trained on? A task for each night: it names the columns that are not, and
# ends with the exit code 1. On Windows: schtasks /Create /SC DAILY /ST 03:00 /TN Drift /TR "pwsh -File WatchDrift.ps1 -Network net.json -Rows new.csv";
# elsewhere a line of cron: 0 3 * * * pwsh -File WatchDrift.ps1 -Network net.json -Rows new.csv
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Network,
    [Parameter(Mandatory)] [string] $Rows
)
$ErrorActionPreference = 'Stop'

$net = Import-Network $Network
$drift = Import-Csv $Rows | Measure-DataDrift -Network $net
$changed = @($drift | Where-Object Level -NE None)
foreach ($column in $changed) { "Changed: $column" }
if (-not $changed) { "All columns are as in training, which was $($net.Trained)." }
exit [int]($changed.Level -contains 'Severe')
