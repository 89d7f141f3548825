#Requires -Version 7.4
# How do I send a network to another machine? It goes through remoting like any object, and arrives as a network where
# the module is installed. Without -ComputerName a job on this machine stands in for the other one.
[CmdletBinding()]
param([string[]] $ComputerName)
$ErrorActionPreference = 'Stop'

$iris = Get-SampleDataset Iris
$network = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris
$rows = $iris.Rows[0, 60, 120]

$score = {
    param($Module, $Network, $Rows)
    Import-Module $Module
    $Rows | Get-Prediction -Network $Network -Append
}
if ($ComputerName) {
    Invoke-Command -ComputerName $ComputerName -ScriptBlock $score -ArgumentList 'PSBackprop', $network, $rows
}
else {
    Start-Job $score -ArgumentList (Get-Module PSBackprop).ModuleBase, $network, $rows | Receive-Job -Wait -AutoRemoveJob
}

# Where nothing may be installed, send a script instead: $network | Export-Network iris.ps1
