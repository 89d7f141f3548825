BeforeAll {
    . $PSScriptRoot/common.ps1

    # A number, a category and what follows from them, but for noise.
    function New-Data([int] $Row) {
        $random = [Random]::new(1)
        1..$Row | ForEach-Object {
            $number = $random.NextDouble() * 10
            $kind = 'red', 'green', 'blue' | Select-Object -Index $random.Next(3)
            [pscustomobject]@{
                Number = $number
                Kind = $kind
                Value = [Math]::Sin($number) + ($kind -eq 'red') + $random.NextDouble() / 10
                Coin = 'heads', 'tails' | Select-Object -Index $random.Next(2)
            }
        } | ConvertTo-Dataset -Target Value -Feature Number, Kind
    }

    $few = New-Data 499
    $many = New-Data 500
}

Describe 'A network for a dataset, unless told otherwise' {
    It 'has one layer of 16 units for fewer than 500 rows' {
        (New-Network -Dataset $few -Seed 1).ToString() | Should -Match '^4 → tanh 16 → linear 1,'
    }

    It 'has pieces for numbers and two layers of 64 for more' {
        (New-Network -Dataset $many -Seed 1).ToString() | Should -Match '^4 → piecewise linear 11 → siLU 64 → siLU 64 → linear 1,'
    }

    It 'has the activation that is given, and the layers that are given' {
        (New-Network -Dataset $many -Activation ReLU -Seed 1).ToString() | Should -Match '^4 → piecewise linear 11 → reLU 64 → reLU 64 → '
        (New-Network -Dataset $many -HiddenLayer 16 -Seed 1).ToString() | Should -Match '^4 → tanh 16 → linear 1,'
        (New-Network -Dataset $many -HiddenLayer 0 -Seed 1).ToString() | Should -Match '^4 → linear 1,'
    }

    It 'has no pieces where there are no numbers, and one layer where there are texts' {
        $texts = 1..600 | ForEach-Object { [pscustomobject]@{ Note = "note $_ of $($_ % 7)"; Number = $_; Odd = $_ % 2 -eq 1 } } | ConvertTo-Dataset -Target Odd -Kind @{ Note = 'Text' }
        (New-Network -Dataset $texts -Seed 1).ToString() | Should -Match '→ siLU 64 → sigmoid 1,'
        (New-Network -Dataset $texts -Seed 1).Layers.Kind | Should -Be 'Dense', 'Dense'
        $categories = 1..600 | ForEach-Object { [pscustomobject]@{ Kind = "k$($_ % 7)"; Odd = $_ % 2 -eq 1 } } | ConvertTo-Dataset -Target Odd
        (New-Network -Dataset $categories -Seed 1).Layers.Kind | Should -Be 'Dense', 'Dense', 'Dense'
    }

    It 'has at most 2048 pieces, and so fewer for each of many numbers' {
        $random = [Random]::new(1)
        $header = (1..300).ForEach({ "x$_" }) + 'y' -join ','
        @($header) + @(1..1100 | ForEach-Object { (1..301).ForEach({ $random.Next(100) }) -join ',' }) | Set-Content TestDrive:/wide.csv
        $wide = Import-Dataset TestDrive:/wide.csv -Target y
        (New-Network -Dataset $wide -Seed 1).Layers[0].Units | Should -Be (300 + 300 * 6)
    }
}

Describe 'A training on a dataset, unless told otherwise' {
    It 'keeps nothing for validation of fewer than 500 rows, and trains for 200 epochs' {
        $net = New-Network -Dataset $few -Seed 1 | Invoke-Training -Dataset $few
        $net.LastTraining.ValidationSamples | Should -BeNullOrEmpty
        $net.LastTraining.Samples | Should -Be 499
        $net.EpochsTrained | Should -Be 200
    }

    It 'keeps a tenth of more rows, and ends when that gets no better' {
        $net = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many
        $told = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -ValidationSplit 0.1 -Patience 10 -AverageWeight -LearningRate 0.002
        $net.LastTraining.ValidationSamples | Should -Be 50
        $net.LastTraining.Samples | Should -Be 450
        $net.LastTraining.BestEpoch | Should -BeGreaterThan 0
        $net.Layers[1].Weights | Should -Be $told.Layers[1].Weights
        ($net.LastTraining | Out-String) | Should -Match 'ValidationSamples\s+: 50'
    }

    It 'averages weights unless told not to, but not where a method has no average' {
        $average, $last = @{}, @{ AverageWeight = $false } | ForEach-Object { New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 5 @_ }
        $average.Layers[1].Weights | Should -Not -Be $last.Layers[1].Weights
        $told = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 5 -AverageWeight:$false -LearningRate 0.002
        $told.Layers[1].Weights | Should -Be $last.Layers[1].Weights
        $whole = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 5 -Optimizer LBfgs
        $whole.EpochsTrained | Should -Be 5
        $sgd = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 5 -Optimizer Sgd -AverageWeight:$false
        $same = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 5 -Optimizer Sgd -AverageWeight:$false -LearningRate 0.1
        $sgd.Layers[1].Weights | Should -Be $same.Layers[1].Weights
    }

    It 'takes a patience, and validation of other kinds, as they are given' {
        (New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Patience 1).EpochsTrained | Should -BeLessThan 200
        $net = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -ValidationSplit 0.2 -Epoch 3
        $net.LastTraining.ValidationSamples | Should -Be 100
        $net.LastTraining.BestEpoch | Should -BeNullOrEmpty
        (New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -ValidationDataset $few -Epoch 3).LastTraining.ValidationSamples | Should -Be 499
    }

    It 'trains on all rows for all epochs with -NoValidation' {
        $net = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 30 -NoValidation
        $net.LastTraining.Samples | Should -Be 500
        $net.EpochsTrained | Should -Be 30
        $net.LastTraining.ValidationSamples | Should -BeNullOrEmpty
        $net.History.Where({ $null -ne $_.ValidationLoss }) | Should -BeNullOrEmpty
    }

    It 'does the same for rows, in folds and for members' {
        $net = New-Network -Dataset $many -Seed 1 | Invoke-Training -InputObject $many.Rows -Epoch 3
        $net.LastTraining.ValidationSamples | Should -Be 50
        $members = New-Network -Dataset $many -Member 2 -Seed 1 | Invoke-Training -Dataset $many -Epoch 3
        $members.LastTraining.ValidationSamples | Should -Be 50
        $folds = New-Network -Dataset $many -Seed 1 | Measure-Network -Dataset $many -Fold 2 -Training @{ Epoch = 3 }
        $folds | Should -Not -BeNullOrEmpty
    }

    It 'leaves trainings on plain numbers as they are' {
        $x = [double[, ]]::new(600, 1)
        0..599 | ForEach-Object { $x[$_, 0] = $_ / 300 - 1 }
        $net = New-Network 1, 4, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $x -Epoch 3
        $net.LastTraining.ValidationSamples | Should -BeNullOrEmpty
        $net.EpochsTrained | Should -Be 3
    }

    It 'refuses -NoValidation beside <_>' -ForEach '-ValidationSplit', '-ValidationDataset', '-Patience', '-MinimumImprovement', '-KeepLastWeight' {
        $setting = @{
            '-ValidationSplit' = @{ ValidationSplit = 0.1 }; '-ValidationDataset' = @{ ValidationDataset = $few }
            '-Patience' = @{ Patience = 3 }; '-MinimumImprovement' = @{ MinimumImprovement = 0.1 }; '-KeepLastWeight' = @{ KeepLastWeight = $true }
        }[$_]
        $because = { New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -NoValidation @setting -ErrorAction Stop } |
            Should -Throw -ErrorId 'NoValidationContradiction*' -PassThru
        "$because" | Should -Match ($_ -eq '-ValidationDataset' ? 'validation data' : $_)
    }

    It 'smooths the labels of classes' {
        $classes = 1..600 | ForEach-Object { [pscustomobject]@{ a = $_ % 17; b = $_ % 5; Side = 'low', 'high' | Select-Object -Index ([int](($_ % 17) -gt 8)) } } | ConvertTo-Dataset -Target Side
        $net = New-Network -Dataset $classes -Seed 1 | Invoke-Training -Dataset $classes -Epoch 3
        $told = New-Network -Dataset $classes -Seed 1 | Invoke-Training -Dataset $classes -Epoch 3 -LabelSmoothing 0.03
        $none = New-Network -Dataset $classes -Seed 1 | Invoke-Training -Dataset $classes -Epoch 3 -LabelSmoothing 0
        $net.Layers[1].Weights | Should -Be $told.Layers[1].Weights
        $net.LastTraining.Loss | Should -BeGreaterThan $none.LastTraining.Loss
        { New-Network -Dataset $classes -Seed 1 | Invoke-Training -Dataset $classes -Epoch 3 -Loss MeanSquaredError -WarningAction Ignore -ErrorAction Stop } | Should -Not -Throw
    }

    It 'ends before it learns by heart what has no rule' {
        $random = [Random]::new(2)
        $coins = 1..800 | ForEach-Object { [pscustomobject]@{ a = $random.NextDouble(); b = $random.NextDouble(); Side = 'heads', 'tails' | Select-Object -Index $random.Next(2) } }
        $train, $test = $coins | ConvertTo-Dataset -Target Side | Split-Dataset -TestFraction 0.25 -Seed 1
        $stopped = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train -WarningAction Ignore | Measure-Network -Dataset $test
        $whole = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train -NoValidation -WarningAction Ignore | Measure-Network -Dataset $test
        $stopped.LogLoss | Should -BeLessThan 0.72
        $whole.LogLoss | Should -BeGreaterThan ($stopped.LogLoss + 0.05)
    }

    It 'resumes to the same bits' {
        $straight = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 12
        $null = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 5 -CheckpointPath TestDrive:/c.json
        $resumed = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many -Epoch 12 -CheckpointPath TestDrive:/c.json -Resume
        $resumed.Layers[1].Weights | Should -Be $straight.Layers[1].Weights
        $resumed.Layers[0].Start | Should -Be $straight.Layers[0].Start
    }
}
