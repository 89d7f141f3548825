#Requires -Version 7.4
# Why does a network not learn? The example this project began with: two hidden units, no biases, weights from [0, 1).
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

$x = @((0, 0), (0, 1), (1, 0), (1, 1))
$y = 0, 1, 1, 0

$training = @{
    InputData      = $x
    TargetData     = $y
    Epoch          = 1000
    Optimizer      = 'Sgd'
    LearningRate   = 0.1
    FullBatch      = $true
    Loss           = 'SumSquaredError'
    Metric         = 'MeanSquaredError'
    ReportInterval = 100
}
$network = New-Network 2, 2, 1 -Activation Sigmoid -OutputActivation Sigmoid -NoBias -Initializer Uniform -Seed $Seed |
    Invoke-Training @training

for ($epoch = 0; $epoch -lt 1000; $epoch += 100) {
    'Epoch {0,3}: mean squared error {1:N4}' -f $epoch, $network.History[$epoch].Metric.MeanSquaredError
}
$network | Get-Prediction -InputData $x -Raw | ForEach-Object { 'Predicted {0:N4}' -f $_[0] }
