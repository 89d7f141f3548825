#Requires -Version 7.4
# How does backpropagation work? From one neuron to XOR to Iris, in steps that can be run one by one.
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
function Show { param($Record) '    {0} = {1} = {2:G6}' -f $Record.Symbol, $Record.Formula, $Record.Value }

'1. One neuron. It multiplies its input by a weight, adds a bias, and gives the sum through an activation.'
$neuron = New-Network 1, 1 -OutputActivation Sigmoid -Seed 1
$neuron.Layers[0].Weights = , @(, 0.6)
$neuron.Layers[0].Biases = 0.2
$example = @{ InputData = 1; TargetData = 0; Loss = 'SumSquaredError'; LearningRate = 1 }
$trace = @($neuron | Trace-Backpropagation @example)
$trace.Where({ $_.Step -eq 'ForwardPass' }).ForEach({ Show $_ })

'2. It should have said 0. The loss is how far off it is.'
$trace.Where({ $_.Step -eq 'Loss' }, 'First').ForEach({ Show $_ })

'3. Which way is down? The chain rule goes backwards: from the loss to the output, the net input, the weight.'
$trace.Where({ $_.Step -in 'OutputDelta', 'Gradient' }).ForEach({ Show $_ })

'4. A step downhill: each parameter goes against its gradient, by the learning rate.'
$trace.Where({ $_.Step -eq 'Update' }).ForEach({ Show $_ })

'5. The same step again and again makes the loss smaller.'
$null = $neuron | Invoke-Training -InputData 1 -TargetData 0 -Loss SumSquaredError -Optimizer Sgd -LearningRate 1 -FullBatch -Epoch 40
$neuron.History.Where({ $_.Epoch -in 1, 5, 10, 20, 40 }).ForEach({ '    epoch {0,2}: loss {1:N4}' -f $_.Epoch, $_.Loss })

'6. A hidden layer. Its units have no target of their own: their deltas come from the layer above, by its weights.'
$xor = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1
@($xor | Trace-Backpropagation -InputData (1, 0) -TargetData 1).Where({ $_.Step -eq 'HiddenDelta' }).ForEach({ Show $_ })

'7. With hidden units a network learns what one neuron cannot: exclusive or.'
$x = @((0, 0), (0, 1), (1, 0), (1, 1)); $y = 0, 1, 1, 0
$null = $xor | Invoke-Training -InputData $x -TargetData $y -Epoch 500 -LearningRate 0.05
for ($i = 0; $i -lt 4; $i++) { '    {0} xor {1} → {2:N3}' -f $x[$i][0], $x[$i][1], ($xor | Get-Prediction -InputData $x -Raw)[$i][0] }

'8. Is the calculus right? The gradient is what the loss does when a parameter moves a little.'
"    $($xor | Test-Gradient -InputData $x -TargetData $y)"

'9. Real data: three species of iris. Flowers kept for testing say how good the network is.'
$train, $test = Get-SampleDataset Iris | Split-Dataset -Seed 1
$iris = New-Network -Dataset $train -HiddenLayer 10 -Seed 1 | Invoke-Training -Dataset $train -LearningRate 0.01
"    $($iris | Measure-Network -Dataset $test)"
