BeforeAll {
    . $PSScriptRoot/common.ps1
    $train, $test = Get-SampleDataset Iris | Split-Dataset -Seed 1
    $net = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train
}

Describe 'Measure-Network' {
    It 'measures a classifier' {
        $measured = $net | Measure-Network -Dataset $test
        $measured.Accuracy | Should -BeGreaterOrEqual 0.9
        $measured.PerClass.Label | Should -Be 'setosa', 'versicolor', 'virginica'
        $right = @($net | Get-Prediction -InputData $test -Append | Where-Object { $_.Prediction -eq $_.Species }).Count
        $measured.Accuracy | Should -Be ($right / $test.Count)
        "$($measured.ConfusionMatrix)" | Should -Match 'setosa +10 +0 +0'
    }

    It 'measures numbers in their own units' {
        $sine = Get-SampleDataset Sine -Count 400 -Seed 1
        $wave = New-Network -Dataset $sine -HiddenLayer 16 -Seed 1 | Invoke-Training -Dataset $sine -LearningRate 0.01
        $measured = $wave | Measure-Network -Dataset $sine
        $measured.R2 | Should -BeGreaterThan 0.99
        $error2 = ($wave | Get-Prediction -InputData $sine -Append | ForEach-Object { ($_.Prediction - $_.Y) * ($_.Prediction - $_.Y) } | Measure-Object -Average).Average
        [Math]::Abs($measured.RootMeanSquaredError - [Math]::Sqrt($error2)) | Should -BeLessThan 1e-12
    }

    It 'measures a network that takes plain numbers' {
        $xor = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 500 -LearningRate 0.05
        ($xor | Measure-Network -InputData $x -TargetData $y).Accuracy | Should -Be 1
    }

    It 'cross-validates fresh copies, with the same figures for any number of threads' {
        $iris = Get-SampleDataset Iris
        $one, $two = 1, 2 | ForEach-Object { $net | Measure-Network -Dataset $iris -Fold 5 -Training @{ Epoch = 60; LearningRate = 0.01 } -Seed 3 -ThrottleLimit $_ }
        $one.Figures[0].Mean | Should -BeGreaterThan 0.92
        ($one.Folds.Loss | Get-Bit) | Should -Be ($two.Folds.Loss | Get-Bit)
        $one.Figures.Name | Should -Contain 'Accuracy'
        $net.EpochsTrained | Should -Be 200
    }

    It 'refuses training settings that are none' {
        { $net | Measure-Network -Dataset $test -Fold 2 -Training @{ Epochs = 3 } } | Should -Throw -ErrorId 'SettingUnknown,*'
        { $net | Measure-Network -Dataset $test -Fold 2 -Training @{ Epoch = 0 } } | Should -Throw -ErrorId 'SettingRefused,*'
        { $net | Measure-Network -Dataset $test -Fold 31 } | Should -Throw -ErrorId 'FewerRowsThanFolds,*'
    }
}
