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

    It 'checks all settings before the first trial' {
        { Search-Network $iris @{ Units = 4 } } | Should -Throw -ErrorId 'SettingUnknown,*'
        { Search-Network $iris @{ LearningRate = 0.1, -1 } } | Should -Throw -ErrorId 'SettingRefused,*'
        { Search-Network $iris @{ LearningRate = @{ Minimum = 0.1 } } -Method Random } | Should -Throw -ErrorId 'SearchCandidate,*'
        { Search-Network $iris @{ LearningRate = @{ Minimum = 0.1; Maximum = 1 } } } | Should -Throw -ErrorId 'SearchGridRange,*'
        { Search-Network $iris @{ LearningRate = 0.1 } -Metric Beauty } | Should -Throw -ErrorId 'SearchMetricUnknown,*'
    }
}
