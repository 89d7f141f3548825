BeforeAll {
    . $PSScriptRoot/common.ps1
    $iris = Get-SampleDataset Iris
}

Describe 'Search-Network' {
    It 'writes each combination of a grid in order, then the best network' {
        $found = Search-Network $iris @{ HiddenLayer = 4, @(8, 8); LearningRate = 0.001, 0.02 } -Training @{ Epoch = 30 } -Seed 1
        $found | Should -HaveCount 5
        $found[0..3].Trial | Should -Be 1, 2, 3, 4
        $found[4] | Should -BeOfType PSBackprop.Network
        $best = $found[0..3] | Sort-Object Score -Descending -Stable | Select-Object -First 1
        $found[4].Layers[0].Units | Should -Be @($best.Parameter.HiddenLayer)[0]
        ($found[4] | Measure-Network -Dataset $iris).Accuracy | Should -BeGreaterThan 0.9
    }

    It 'finds the same whatever the number of threads' {
        $search = @{ Parameter = @{ HiddenLayer = 4, 8; LearningRate = @{ Minimum = 0.001; Maximum = 0.1; Logarithmic = $true } }; Method = 'Random'; Trial = 4; Training = @{ Epoch = 20 }; Seed = 2; Fold = 3 }
        $one, $two = 1, 2 | ForEach-Object { , (Search-Network $iris @search -ThrottleLimit $_) }
        ($one[0..3].Score | Get-Bit) | Should -Be ($two[0..3].Score | Get-Bit)
        ($one[4].Layers.Biases | Get-Bit) | Should -Be ($two[4].Layers.Biases | Get-Bit)
    }

    It 'halves: the best third of each round goes on for three times as many epochs' {
        $found = Search-Network $iris @{ HiddenLayer = 2, 4, 8; LearningRate = @{ Minimum = 0.001; Maximum = 0.1; Logarithmic = $true } } -Method Halving -Trial 9 -Training @{ Epoch = 90 } -Seed 1
        $trials = $found.Where({ $_ -is [PSBackprop.SearchTrial] })
        ($trials | Group-Object Epochs | Sort-Object { [int]$_.Name }).ForEach({ $_.Count }) | Should -Be 9, 3, 1
        ($trials.Epochs | Select-Object -Unique) | Should -Be 10, 30, 90
    }

    It 'goes by another figure where asked for, the lowest where lower is better' {
        $found = Search-Network $iris @{ LearningRate = 0.0001, 0.02 } -Metric LogLoss -Training @{ Epoch = 30 } -Seed 1
        $found[0].Metric | Should -Be 'LogLoss'
        $found[2].LastTraining.Loss | Should -BeLessThan 0.5
    }

    It 'halves until one trial is left, whatever their number: <Trials>' -ForEach @(
        @{ Trials = 243; Rounds = 243, 81, 27, 9, 3, 1 }
        @{ Trials = 10; Rounds = 10, 3, 1 }
        @{ Trials = 2; Rounds = 2 }
    ) {
        $small = Get-SampleDataset Sine -Count 10 -Seed 1
        $found = Search-Network $small @{ LearningRate = @{ Minimum = 0.001; Maximum = 0.1 } } -Method Halving -Trial $Trials -Training @{ Epoch = 486 } -Seed 1
        ($found.Where({ $_ -is [PSBackprop.SearchTrial] }) | Group-Object Epochs | Sort-Object { [int]$_.Name }).ForEach({ $_.Count }) | Should -Be $Rounds
    }

    It 'says of a trial whose metric is undefined that it is, and why, and goes on: <Name>' -ForEach @(
        @{ Name = 'with folds'; Fold = @{ Fold = 3 }; Reason = 'LogLoss is undefined in each of 3 folds for what the network predicts.' }
        @{ Name = 'without'; Fold = @{}; Reason = 'LogLoss is undefined on the rows measured for what the network predicts.' }
    ) {
        $first, $second, $best = Search-Network $iris @{ OutputActivation = 'Linear', 'Softmax' } -Metric LogLoss -Training @{ Epoch = 5 } -Seed 1 @Fold
        $first.Outcome | Should -Be 'Undefined'
        $first.Reason | Should -Be $Reason
        $first.Score | Should -BeNullOrEmpty
        "$first" | Should -Match '^1: LogLoss undefined with'
        $second.Outcome | Should -Be 'Measured'
        $second.Reason | Should -BeNullOrEmpty
        $best.Layers[-1].Activation | Should -Be 'Softmax'
    }

    It 'says of a trial that diverged that it did' {
        $found = Search-Network (Get-SampleDataset Sine -Count 20 -Seed 1) @{ LearningRate = 1e200, 0.01 } -Training @{ Epoch = 5; Optimizer = 'Sgd' } -Seed 1
        $found[0].Outcome | Should -Be 'Diverged'
        $found[0].Reason | Should -Match 'no longer finite'
        $found[-1].SearchTrial.Trial | Should -Be 2
    }

    It 'ends with an error that says why where no trial has a score' {
        { Search-Network $iris @{ OutputActivation = 'Linear' } -Metric RocAuc -Fold 3 -Training @{ Epoch = 2 } -Seed 1 } |
            Should -Throw -ErrorId 'SearchNothingFinished,*' -ExpectedMessage '*RocAuc is undefined in each of 3 folds*-Metric*'
        { Search-Network (Get-SampleDataset Sine -Count 20 -Seed 1) @{ LearningRate = 1e200 } -Training @{ Epoch = 5; Optimizer = 'Sgd' } } |
            Should -Throw -ErrorId 'SearchNothingFinished,*' -ExpectedMessage '*no longer finite*LearningRate*'
    }

    It 'marks the best trial, and shows it and the network in one table where the settings can be read at 80 columns' {
        $found = Search-Network $iris @{ Activation = 'LeakyRelu', 'HardSigmoid'; HiddenLayer = @(@{ Units = 5; Dropout = 0.2 }, 3), 4; Optimizer = 'RmsProp'; LearningRate = 0.001, 0.012345678 } -Training @{ Epoch = 2 } -Seed 1
        $found.Where({ $_.IsBest }) | Should -HaveCount 1
        $best = $found[0..7] | Sort-Object Score -Descending -Stable | Select-Object -First 1
        $best.IsBest | Should -BeTrue
        [object]::ReferenceEquals($found[8].SearchTrial, $best) | Should -BeTrue
        $found[0].Settings | Should -Be 'Activation LeakyRelu, HiddenLayer (Dropout 0.2 Units 5)-3, LearningRate 0.001, Optimizer RmsProp'
        $shown = $found | Out-String -Width 80
        @($shown -split '\r?\n').Where({ $_.Length -gt 80 }) | Should -BeNullOrEmpty
        $joined = $shown -replace '\s'
        foreach ($trial in $found[0..7]) { $joined | Should -Match ([regex]::Escape(($trial.Settings -replace '\s'))) }
        ([regex]::Matches($shown, "(?m)^ +$($best.Trial) best ")).Count | Should -Be 2
        $joined | Should -Match 'network,trainedonallrows:4→'
        $found | Format-List | Out-String | Should -Not -Match 'PSBackprop\.|System\.'
    }

    It 'checks all settings before the first trial' {
        { Search-Network $iris @{ Units = 4 } } | Should -Throw -ErrorId 'SettingUnknown,*'
        { Search-Network $iris @{ LearningRate = 0.1, -1 } } | Should -Throw -ErrorId 'SettingRefused,*'
        { Search-Network $iris @{ LearningRate = @{ Minimum = 0.1 } } -Method Random } | Should -Throw -ErrorId 'SearchCandidate,*'
        { Search-Network $iris @{ LearningRate = @{ Minimum = 0.1; Maximum = 1 } } } | Should -Throw -ErrorId 'SearchGridRange,*'
        { Search-Network $iris @{ LearningRate = 0.1 } -Metric Beauty } | Should -Throw -ErrorId 'SearchMetricUnknown,*'
    }
}
