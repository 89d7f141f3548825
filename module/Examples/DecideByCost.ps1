#Requires -Version 7.4
# How do I decide? Machines that may fail within the week: to miss one costs as much as fifty visits for nothing.
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

$random = [Random]::new($Seed)
$machines = foreach ($number in 1..3000) {
    $hours, $heat = (9000 * $random.NextDouble()), (40 + 40 * $random.NextDouble())
    [pscustomobject]@{ Hours = $hours; Heat = $heat; Fails = $random.NextDouble() -lt 0.5 / (1 + [Math]::Exp(11 - $hours / 1500 - $heat / 20)) }
}

# A part to train on, a part to calibrate on, and a part that says how good it is.
$train, $rest = $machines | ConvertTo-Dataset -Target Fails | Split-Dataset -TestFraction 0.5 -Seed $Seed
$held, $test = $rest | Split-Dataset -TestFraction 0.5 -Seed $Seed
$network = New-Network -Dataset $train -Seed $Seed | Invoke-Training -Dataset $train |
    Invoke-Calibration -Dataset $held -Cost @{ True = 50; False = 1 }

$evaluation = $network | Measure-Network -Dataset $test
$half = $evaluation.CostByThreshold | Where-Object Threshold -GE 0.5 | Select-Object -First 1
'Visit from a probability of {0:P1}: {1:N2} a machine, where a threshold of one half costs {2:N2}' -f $network.Calibration.Threshold, $evaluation.MeanCost, $half.MeanCost

$machine = [pscustomobject]@{ Hours = 7500; Heat = 75 } | Get-Prediction -Network $network
'After 7500 hours at 75 degrees a machine fails with probability {0:P0}: {1}' -f $machine.Probabilities['True'], ($machine.Label ? 'visit it' : 'leave it')
