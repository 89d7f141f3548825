#Requires -Version 7.4
# How do I train a network and use it? The smallest problem that needs a hidden layer: exclusive or.
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'

$x = @((0, 0), (0, 1), (1, 0), (1, 1))
$y = 0, 1, 1, 0

$training = @{
    InputData    = $x
    TargetData   = $y
    Epoch        = 500
    Optimizer    = 'Adam'
    LearningRate = 0.05
}
$network = New-Network 2, 4, 1 -Activation Tanh -OutputActivation Sigmoid -Seed 1 | Invoke-Training @training

$predictions = @($network | Get-Prediction -InputData $x)
for ($i = 0; $i -lt $x.Count; $i++) {
    '{0} xor {1} = {2}, predicted {3:N3}' -f $x[$i][0], $x[$i][1], $y[$i], $predictions[$i].Output[0]
}
"Loss after $($network.EpochsTrained) epochs: {0:N4}" -f $network.LastTraining.Loss
