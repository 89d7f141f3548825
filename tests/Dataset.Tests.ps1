BeforeAll {
    . $PSScriptRoot/common.ps1
    $csv = Join-Path $module Data iris.csv
    $train, $test = Import-Dataset $csv -Target Species | Split-Dataset -TestFraction 0.2 -Seed 1
    $net = New-Network -Dataset $train -HiddenLayer 10 -Seed 1 | Invoke-Training -Dataset $train -LearningRate 0.01 -ValidationSplit 0.2 -Patience 20
}

Describe 'Objects in, labelled objects out' {
    It 'labels rows of a file in order, and the file of them is right in <_>' -ForEach 'de-DE', '', 'tr-TR' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $out = Join-Path $TestDrive labelled.csv
            Import-Csv $csv | Get-Prediction -Network $net -Append | Export-Csv $out
            $back = Import-Csv $out
            $back | Should -HaveCount 150
            $back.SepalLength | Should -Be (Import-Csv $csv).SepalLength
            @($back.Where({ $_.Prediction -eq $_.Species })).Count | Should -BeGreaterThan 140
            $back.ForEach({ [double]::Parse($_.Probability) }) | ForEach-Object { $_ | Should -BeGreaterThan 0.33; $_ | Should -Not -BeGreaterThan 1 }
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
    }

    It 'leaves the rows it was given as they are' {
        $rows = Import-Csv $csv | Select-Object -First 2
        $null = $rows | Get-Prediction -Network $net -Append
        $rows[0].PSObject.Properties.Name | Should -Not -Contain Prediction
    }

    It 'finds columns by name: order and extra ones do not matter, a missing one is named' {
        $plain = [pscustomobject]@{ SepalLength = 5.1; SepalWidth = 3.5; PetalLength = 1.4; PetalWidth = 0.2 }
        $other = @{ Id = 7; petalwidth = '0.2'; PetalLength = 1.4; SEPALWIDTH = 3.5; SepalLength = 5.1 }
        ($plain, $other, (5.1, 3.5, 1.4, 0.2) | ForEach-Object { , $_ } | Get-Prediction -Network $net).Probability | Select-Object -Unique | Should -HaveCount 1
        [pscustomobject]@{ SepalLength = 1 } | Get-Prediction -Network $net -ErrorVariable fault -ErrorAction SilentlyContinue
        $fault[0].ToString() | Should -BeLike "*Row 1 has no column 'SepalWidth'*"
    }

    It 'names the most probable classes with -Top' {
        $top = ($net | Get-Prediction -InputData $test -Top 2)[0].Top
        $top | Should -HaveCount 2
        $top[0].Probability | Should -BeGreaterOrEqual $top[1].Probability
        { $net | Get-Prediction -InputData $test -Threshold 0.7 } | Should -Throw -ErrorId 'ThresholdWithoutEffect,*'
    }

    It 'decides between two classes by -Threshold' {
        $moons = Get-SampleDataset Moons -Noise 0.2 -Seed 1
        $binary = New-Network -Dataset $moons -Seed 1 | Invoke-Training -Dataset $moons
        $binary.OutputSize | Should -Be 1
        $lower = 0.1, 0.5, 0.9 | ForEach-Object { @($binary | Get-Prediction -InputData $moons -Threshold $_ | Where-Object Label -EQ Lower).Count }
        $lower[0] | Should -BeGreaterThan $lower[1]
        $lower[1] | Should -BeGreaterThan $lower[2]
    }

    It 'predicts several numbers at once, in their own units' {
        $rows = 0..40 | ForEach-Object { [pscustomobject]@{ A = $_; Double = 2000 + 2 * $_; Half = $_ / 2 } }
        $data = $rows | ConvertTo-Dataset -Feature A -Target Double, Half
        $two = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Optimizer LBfgs
        $prediction = [pscustomobject]@{ A = 10 } | Get-Prediction -Network $two
        [Math]::Abs($prediction.Values['Double'] - 2020) | Should -BeLessThan 1
        $added = [pscustomobject]@{ A = 10 } | Get-Prediction -Network $two -Append
        [Math]::Abs($added.Prediction_Half - 5) | Should -BeLessThan 0.3
    }

    It 'answers several yes-or-no questions at once' {
        $rows = 0..63 | ForEach-Object { [pscustomobject]@{ A = $_; Big = $_ -gt 31; Small = $_ -lt 16 } }
        $data = $rows | ConvertTo-Dataset -Target Big, Small
        $labels = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Optimizer LBfgs
        ([pscustomobject]@{ A = 60 } | Get-Prediction -Network $labels).Labels | Should -Be 'Big'
        ([pscustomobject]@{ A = 2 } | Get-Prediction -Network $labels -Append).Prediction_Small | Should -BeTrue
        ($labels | Measure-Network -Dataset $data).HammingLoss | Should -BeLessThan 0.05
    }

    It 'trains on rows named by -Target, and again on rows with the network''s own columns' {
        $rows = Import-Csv $csv
        $own = New-Network 4, 8, 3 -OutputActivation Softmax -Seed 1 | Invoke-Training -InputObject $rows -Target Species -Epoch 20
        $own.Columns.Labels | Should -Be 'setosa', 'versicolor', 'virginica'
        $again = $own | Invoke-Training -InputObject $rows -Epoch 20
        $again.EpochsTrained | Should -Be 40
        { New-Network 3, 2 | Invoke-Training -InputObject $rows -Target Species } | Should -Throw -ErrorId 'DatasetSize,*'
    }

    It 'takes the scaling from the rows it trains on, and keeps it' {
        $fresh = New-Network -Dataset $train -Seed 1
        $before = $fresh.Columns.Input[0].Offset
        $null = $fresh | Invoke-Training -Dataset $train -ValidationSplit 0.5 -Epoch 1
        $after = $fresh.Columns.Input[0].Offset
        $after | Should -Not -Be $before
        $null = $fresh | Invoke-Training -Dataset $test -Epoch 1
        $fresh.Columns.Input[0].Offset | Should -Be $after
    }

    It 'refuses or ignores a category it never saw, as the network was built' {
        $rows = 'a', 'b' | ForEach-Object { [pscustomobject]@{ K = $_; Y = $_ -eq 'a' } }
        $data = $rows | ConvertTo-Dataset -Target Y
        $strict, $mild = 'Error', 'Zero' | ForEach-Object { New-Network -Dataset $data -UnknownCategory $_ -Seed 1 }
        { [pscustomobject]@{ K = 'c' } | Get-Prediction -Network $strict -ErrorAction Stop } | Should -Throw -ErrorId 'CategoryUnknown,*' -ExpectedMessage "*'c'*'a', 'b'*"
        [pscustomobject]@{ K = 'c' } | Get-Prediction -Network $mild | Should -BeOfType PSBackprop.Prediction
    }

    It 'weighs classes by name' {
        $weighted = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train -ClassWeight @{ setosa = 5 } -Epoch 5
        $plain = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train -Epoch 5
        $weighted.LastTraining.Loss | Should -Not -Be $plain.LastTraining.Loss
        { New-Network -Dataset $train | Invoke-Training -Dataset $train -ClassWeight @{ rose = 5 } } | Should -Throw -ErrorId 'ClassLabelUnknown,*'
    }

    It 'refuses targets that cannot be learned' {
        { [pscustomobject]@{ A = 1; Y = 'x' }, [pscustomobject]@{ A = 2; Y = 'x' } | ConvertTo-Dataset -Target Y | New-Network } | Should -Throw -ErrorId 'OneClassOnly,*'
        { [pscustomobject]@{ A = 1 } | ConvertTo-Dataset | New-Network } | Should -Throw -ErrorId 'NoTarget,*'
        { [pscustomobject]@{ A = 1; Y = 'x'; Z = 2.5 }, [pscustomobject]@{ A = 2; Y = 'y'; Z = 3 } | ConvertTo-Dataset -Target Y, Z | New-Network } | Should -Throw -ErrorId 'TargetKindsMixed,*'
        { [pscustomobject]@{ A = 1; Y = 2 }, [pscustomobject]@{ A = 2; Y = [double]::NaN } | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'ValueMissing,*'
    }
}
