#Requires -Version 7.4
# How do I tell classes apart? Three species of iris by four measurements, judged by flowers the network has not seen.
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

$csv = [IO.Path]::Combine($PSScriptRoot, '..', 'Data', 'iris.csv')
$train, $test = Import-Dataset $csv -Target Species | Split-Dataset -TestFraction 0.2 -Seed $Seed

$network = New-Network -Dataset $train -HiddenLayer 10 -Seed $Seed | Invoke-Training -Dataset $train -LearningRate 0.01

$evaluation = $network | Measure-Network -Dataset $test
'{0:P1} of {1} test flowers right' -f $evaluation.Accuracy, $evaluation.Samples
"$($evaluation.ConfusionMatrix)"

$flower = [pscustomobject]@{ SepalLength = 5.9; SepalWidth = 3.0; PetalLength = 5.1; PetalWidth = 1.8 }
$prediction = $flower | Get-Prediction -Network $network
'A new flower is {0}, with probability {1:N2}' -f $prediction.Label, $prediction.Probability
