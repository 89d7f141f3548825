#Requires -Version 7.4
# How do I train for long and survive a reboot? With a checkpoint. Run this script again after it was stopped or killed,
# as a scheduled task for instance: it goes on where the file says, to the bits of a training that was never stopped.
[CmdletBinding()]
param(
    [string] $Path = (Join-Path ([IO.Path]::GetTempPath()) 'digits-checkpoint.json'),
    [int] $Epoch = 60,
    [timespan] $TimeLimit = '8:00'
)
$ErrorActionPreference = 'Stop'

$train, $test = Get-SampleDataset Digits | Split-Dataset -Seed 1

$training = @{
    Dataset            = $train
    Epoch              = $Epoch
    TimeLimit          = $TimeLimit
    CheckpointPath     = $Path
    CheckpointInterval = [timespan]'0:05'
    Resume             = $true
}
$network = New-Network -Dataset $train -HiddenLayer 64 -Seed 1 | Invoke-Training @training

'{0} after epoch {1}: {2:P1} of the test digits right' -f $network.LastTraining.StopReason, $network.EpochsTrained,
    ($network | Measure-Network -Dataset $test).Accuracy
