#Requires -Version 7.4
# How do I use a network from ForEach-Object -Parallel? One network serves all runspaces at once: predicting does not
# change it. Give each runspace many rows, not one, so that its work outweighs its start.
[CmdletBinding()]
param([int] $ThrottleLimit = 4)
$ErrorActionPreference = 'Stop'

$module = (Get-Module PSBackprop).ModuleBase
$digits = Get-SampleDataset Digits
$network = New-Network -Dataset $digits -Seed 1 | Invoke-Training -Dataset $digits -Epoch 20

$parts = 0..3 | ForEach-Object { [pscustomobject]@{ Number = $_; Rows = $digits.Rows[(400 * $_)..(400 * $_ + 399)] } }
$results = $parts | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
    Import-Module $using:module
    $right = $_.Rows | Get-Prediction -Network $using:network -Append | Where-Object { $_.Digit -eq $_.Prediction }
    [pscustomobject]@{ Part = $_.Number; Right = @($right).Count; Of = $_.Rows.Count }
}
$results | Sort-Object Part
