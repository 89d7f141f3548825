BeforeAll {
    . $PSScriptRoot/common.ps1
    $random = [Random]::new(3)

    # Strong tells most, Weak some, Noise nothing; Place is told by two columns together, Day by the parts of a date.
    $rows = foreach ($i in 1..400) {
        $strong, $weak, $noise, $north, $east = 1..5 | ForEach-Object { $random.NextDouble() }
        $when = [datetime]::new(2026, 1, 1).AddHours($random.Next(0, 8000))
        $kind = 'a', 'b', 'c' | Get-Random -SetSeed $i
        [pscustomobject]@{
            Strong = $strong; Weak = $i % 9 -eq 0 ? $null : $weak; Noise = $noise; North = $north; East = $east; When = $when; Kind = $kind; Open = $i % 2 -eq 0
            Y      = 4 * $strong + $weak + 3 * [Math]::Abs($north - $east) + ($when.Hour -ge 12) + 2 * ($kind -eq 'c')
        }
    }
    $data = $rows | ConvertTo-Dataset -Target Y -Missing Mean
    $train, $test = $data | Split-Dataset -Seed 1
    $net = New-Network -Dataset $train -HiddenLayer 24 -Seed 1 | Invoke-Training -Dataset $train -Epoch 120 -LearningRate 0.01 -WarningAction Ignore
}

Describe 'The importance of columns' {
    It 'is that of the columns that the rows have, each once, the most important first' {
        $measured = $net | Measure-FeatureImportance -Dataset $test
        $measured.Column | Sort-Object | Should -Be ('East', 'Kind', 'Noise', 'North', 'Open', 'Strong', 'Weak', 'When' | Sort-Object)
        $measured.Column[0] | Should -Be Strong
        $measured.ForEach({ $_.Rank }) | Should -Be (1..8)
        $measured.Metric | Should -Be (, 'R2' * 8)
        $measured[0].Values | Should -HaveCount 10
        foreach ($one in 'Strong', 'Kind', 'When', 'Weak') { $measured.Where({ $_.Column -eq $one }).ForEach({ $_.Importance -gt $_.Floor }) | Should -BeTrue -Because $one }
        foreach ($one in 'Noise', 'Open') { $measured.Where({ $_.Column -eq $one }).ForEach({ $_.Importance -gt $_.Floor }) | Should -BeFalse -Because $one }
    }

    It 'is what is lost where values are in other rows' {
        $one = ($net | Measure-FeatureImportance -Dataset $test -Metric RootMeanSquaredError -Repeat 40).Where({ $_.Column -eq 'Kind' })
        $before = ($net | Measure-Network -Dataset $test).RootMeanSquaredError
        $plain = foreach ($i in 1..40) {
            $kinds = $test.Rows.Kind | Get-Random -Shuffle -SetSeed $i
            $at = 0
            $mixed = $test.Rows | ForEach-Object { $_.Kind = $kinds[$at++]; $_ } | ConvertTo-Dataset -Target Y -Missing Mean
            ($net | Measure-Network -Dataset $mixed).RootMeanSquaredError - $before
        }
        $spread = [Math]::Sqrt(2 / 40) * $one.StandardDeviation
        [Math]::Abs($one.Importance - ($plain | Measure-Object -Average).Average) | Should -BeLessThan (4 * $spread)
    }

    It 'has the same bits for any number of threads, from rows as from a dataset, and for the same seed' {
        $one, $two, $rowwise, $other = & {
            , ($net | Measure-FeatureImportance -Dataset $test -ThrottleLimit 1 -Seed 5)
            , ($net | Measure-FeatureImportance -Dataset $test -ThrottleLimit 3 -Seed 5)
            , ($net | Measure-FeatureImportance -InputObject $test.Rows -Seed 5)
            , ($net | Measure-FeatureImportance -Dataset $test -Seed 6)
        }
        ($one.Importance | Get-Bit) | Should -Be ($two.Importance | Get-Bit)
        ($one.Importance | Get-Bit) | Should -Be ($rowwise.Importance | Get-Bit)
        ($one.Importance | Get-Bit) | Should -Not -Be ($other.Importance | Get-Bit)
    }

    It 'is exactly 0 for a column that the network does not use' {
        $deaf = $net.Clone()
        $deaf.Layers[0].Weights = & {
            $weights = $deaf.Layers[0].Weights
            $names = 'Strong', 'Weak', 'Weak missing', 'Noise'
            for ($unit = 0; $unit -lt $weights.GetLength(1); $unit++) { $weights[3, $unit] = 0 }
            , $weights
        }
        $noise = ($deaf | Measure-FeatureImportance -Dataset $test).Where({ $_.Column -eq 'Noise' })
        $noise.Importance, $noise.StandardDeviation, $noise.Floor | Should -Be 0, 0, 0
    }

    It 'is taken of groups together' {
        $measured = $net | Measure-FeatureImportance -Dataset $test -Group @{ Place = 'North', 'East'; Rest = 'No?se', 'Open' }
        $measured.Column | Sort-Object | Should -Be ('Kind', 'Place', 'Rest', 'Strong', 'Weak', 'When' | Sort-Object)
        $measured.Where({ $_.Column -eq 'Place' }).Columns | Should -Be 'North', 'East'
    }

    It 'is that of a date, of which a network has parts' {
        $parts = $rows | ConvertTo-Dataset -Feature Strong, When -Target Y -DatePart Hour, DayOfWeek
        $small = New-Network -Dataset $parts -HiddenLayer 8 -Seed 1 | Invoke-Training -Dataset $parts -Epoch 20 -WarningAction Ignore
        $measured = $small | Measure-FeatureImportance -Dataset $parts -Repeat 2
        $measured.Column | Sort-Object | Should -Be 'Strong', 'When'
        $measured.Where({ $_.Column -eq 'When' }).Columns | Should -Be 'When.Hour', 'When.DayOfWeek'
        ($small | Measure-FeatureImportance -InputObject $rows -Repeat 2).Importance | Get-Bit | Should -Be ($measured.Importance | Get-Bit)
        ($small | Measure-FeatureImportance -InputObject $rows -Profile When).Column | Select-Object -Unique | Should -Be 'When.Hour', 'When.DayOfWeek'
    }

    It 'knows no spread of a single repeat' {
        $one = $net | Measure-FeatureImportance -Dataset $test -Repeat 1
        $one.StandardDeviation | Should -Be (, $null * 8)
        $one.Floor | Should -Be (, $null * 8)
        "$($one[0])" | Should -Match '^Strong'
    }

    It 'is measured by what decisions cost where they have costs' {
        $two = $rows | Select-Object Strong, Noise, @{ Name = 'High'; Expression = { $_.Y -gt 4 } } | ConvertTo-Dataset -Target High
        $learn, $held, $look = & { $first, $rest = $two | Split-Dataset -TestFraction 0.6 -Seed 1; $first; $rest | Split-Dataset -TestFraction 0.5 -Seed 1 }
        $decider = New-Network -Dataset $learn -HiddenLayer 6 -Seed 1 | Invoke-Training -Dataset $learn -Epoch 60 -LearningRate 0.01 -NoValidation -WarningAction Ignore
        ($decider | Measure-FeatureImportance -Dataset $look -Repeat 2).Metric | Should -Be Accuracy, Accuracy
        { $decider | Measure-FeatureImportance -Dataset $look -Metric MeanCost } | Should -Throw -ErrorId 'SearchMetricUnknown,*'
        { $decider | Measure-FeatureImportance -Dataset $look -Metric Foo } | Should -Throw -ExpectedMessage "*'Accuracy'*'LogLoss'*'BrierScore'*'ExpectedCalibrationError'*'Loss'."
        $null = $decider | Invoke-Calibration -Dataset $held -Cost @{ True = 3; False = 1 }
        $costs = $decider | Measure-FeatureImportance -Dataset $look -Repeat 20
        $costs.Metric | Should -Be MeanCost, MeanCost
        $costs[0].Column | Should -Be Strong
        $costs[0].Importance | Should -BeGreaterThan $costs[0].Floor

        # What the rows with the values of others cost more, counted one by one.
        $before = ($decider | Measure-Network -Dataset $look).MeanCost
        $plain = foreach ($i in 1..40) {
            $values = $look.Rows.Strong | Get-Random -Shuffle -SetSeed $i
            $at = 0
            $mixed = $look.Rows | ForEach-Object { $_.Strong = $values[$at++]; $_ }
            $said = $mixed | Get-Prediction -Network $decider
            $sum = 0
            for ($j = 0; $j -lt $mixed.Count; $j++) { $sum += $mixed[$j].High -eq $said[$j].Label ? 0 : $mixed[$j].High ? 3 : 1 }
            $sum / $mixed.Count - $before
        }
        $spread = $costs[0].StandardDeviation * [Math]::Sqrt(1 / 20 + 1 / 40)
        [Math]::Abs($costs[0].Importance - ($plain | Measure-Object -Average).Average) | Should -BeLessThan (4 * $spread)
        ($decider | Measure-FeatureImportance -Dataset $look -Metric MeanSetSize -Repeat 2).Metric | Select-Object -Unique | Should -Be MeanSetSize
        (TabExpansion2 '$decider | Measure-FeatureImportance -Metric MeanC' -CursorColumn 50).CompletionMatches.CompletionText | Should -Be MeanCost
    }

    It 'takes rows without another parameter' {
        ($net | Measure-FeatureImportance -InputObject $test.Rows).Importance | Get-Bit | Should -Be (($net | Measure-FeatureImportance -Dataset $test).Importance | Get-Bit)
        ($net | Measure-FeatureImportance -InputObject $test.Rows -Profile Kind).Mean | Should -Be ($net | Measure-FeatureImportance -Dataset $test -Profile Kind).Mean
    }

    It 'warns where the metric says nothing' {
        $same = $test.Rows | ForEach-Object { $_.Y = 5.0; $_ } | ConvertTo-Dataset -Target Y -Missing Mean
        $measured = $net | Measure-FeatureImportance -Dataset $same -Repeat 2 -WarningVariable warnings -WarningAction SilentlyContinue
        $measured.Importance | Select-Object -Unique | Should -Be 0
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike 'All rows have the same target*R2*'
        $null = $net | Measure-FeatureImportance -Dataset $same -Metric MeanAbsoluteError -Repeat 2 -WarningVariable none
        $none | Should -BeNullOrEmpty
        $deaf = $net.Clone()
        foreach ($layer in $deaf.Layers) { $layer.Weights = [double[,]]::new($layer.Weights.GetLength(0), $layer.Weights.GetLength(1)) }
        $null = $deaf | Measure-FeatureImportance -Dataset $test -Repeat 2 -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike 'No exchange has changed R2*'
    }

    It 'is refused where it cannot be' {
        { New-Network 2, 1 -Seed 1 | Measure-FeatureImportance -Dataset $test } | Should -Throw -ErrorId 'NetworkWithoutColumns,*' -ExpectedMessage '*no columns that could be measured. Build one with New-Network -Dataset*'
        { $net | Measure-FeatureImportance -InputObject $test.Rows[0] } | Should -Throw -ErrorId 'ImportanceRows,*' -ExpectedMessage '*at least two rows*'
        { $net | Measure-FeatureImportance -Dataset $test -Profile Kind -Repeat 2 } | Should -Throw -ErrorId 'ProfileContradiction,*' -ExpectedMessage '-Repeat *'
        { $net | Measure-FeatureImportance -InputObject ($test.Rows | Select-Object * -ExcludeProperty Kind) } | Should -Throw -ErrorId 'ColumnMissing,*' -ExpectedMessage "No row has the column 'Kind'*"
        { $net | Measure-FeatureImportance -Dataset $test -Metric Accuracy } | Should -Throw -ErrorId 'SearchMetricUnknown,*'
        { $net | Measure-FeatureImportance -Dataset $test -Group @{ A = 'Strong', 'Weak'; B = 'Weak' } } | Should -Throw -ErrorId 'ImportanceGroupTwice,*'
        { $net | Measure-FeatureImportance -Dataset $test -Group @{ Strong = 'Weak', 'Noise' } } | Should -Throw -ErrorId 'ImportanceGroupName,*'
        { $net | Measure-FeatureImportance -Dataset $test -Group @{ A = $null } } | Should -Throw -ErrorId 'ImportanceGroupEmpty,*'
        { $net | Measure-FeatureImportance -Dataset $test -Group @{ A = 'Nowhere' } } | Should -Throw -ErrorId 'ColumnPatternEmpty,*'
        { $net | Measure-FeatureImportance -Dataset ($rows | ConvertTo-Dataset -Exclude Kind -Target Y -Missing Mean) } | Should -Throw -ErrorId 'ColumnMissing,*'
        $xor = Get-SampleDataset Xor
        $xorNet = New-Network -Dataset $xor -Seed 1 | Invoke-Training -Dataset $xor -Epoch 2 -WarningAction Ignore
        $yes = $xor.Rows.Where({ $_.Y }) | ConvertTo-Dataset -Target Y -Kind @{ '*' = 'Boolean' }
        { $xorNet | Measure-FeatureImportance -Dataset $yes -Metric RocAuc } | Should -Throw -ErrorId 'ImportanceMetricUndefined,*'
    }
}

Describe 'The profile of a column' {
    It 'is the mean of what is predicted with its value in every row: <_>' -ForEach 'Strong', 'Kind', 'Open', 'When', 'Weak' {
        $column = $_
        $profile = $net | Measure-FeatureImportance -Dataset $test -Profile $column
        $profile.Column | Select-Object -Unique | Should -Be $column
        $point = $profile[1]
        $predicted = $test.Rows | ForEach-Object { $_.$column = $point.Value; $_ } | Get-Prediction -Network $net
        [Math]::Abs($point.Mean - ($predicted.Value | Measure-Object -Average).Average) | Should -BeLessThan 1e-9
        $point.Lower | Should -BeLessThan $point.Upper
        $predicted.Where({ $_.Value -lt $point.Lower }).Count / $predicted.Count | Should -BeLessOrEqual 0.1
        $predicted.Where({ $_.Value -gt $point.Upper }).Count / $predicted.Count | Should -BeLessOrEqual 0.1
    }

    It 'has numbers in order, each category, and what is missing where the network tells it' {
        ($net | Measure-FeatureImportance -Dataset $test -Profile Kind).Value | Sort-Object | Should -Be 'a', 'b', 'c'
        ($net | Measure-FeatureImportance -Dataset $test -Profile Open).Value | Should -Be $false, $true
        $weak = ($net | Measure-FeatureImportance -Dataset $test -Profile Weak).Value
        $weak | Should -HaveCount 20
        $weak[-1] | Should -BeNullOrEmpty
        $weak[0..18] | Should -Be ($weak[0..18] | Sort-Object)
        ($net | Measure-FeatureImportance -Dataset $test -Profile When).Value[0] | Should -BeOfType datetime
    }

    It 'has each class, and of two the positive one' {
        $iris = Get-SampleDataset Iris
        $flowers = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 20
        $profile = $flowers | Measure-FeatureImportance -Dataset $iris -Profile Petal*
        ($profile | Group-Object Column).Name | Should -Be 'PetalLength', 'PetalWidth'
        $first = $profile.Where({ $_.Value -eq $profile[0].Value -and $_.Column -eq 'PetalLength' })
        $first.Target | Should -Be 'setosa', 'versicolor', 'virginica'
        [Math]::Abs(($first.Mean | Measure-Object -Sum).Sum - 1) | Should -BeLessThan 1e-12
        $moons = Get-SampleDataset Moons -Count 60 -Seed 1
        $two = New-Network -Dataset $moons -PositiveClass Upper -Seed 1 | Invoke-Training -Dataset $moons -Epoch 5
        ($two | Measure-FeatureImportance -Dataset $moons -Profile X).Target | Select-Object -Unique | Should -Be Upper
    }

    It 'is that of each earlier value, of a time series that importance names as a whole' {
        $steps = 0..119 | ForEach-Object { [pscustomobject]@{ T = [datetime]::new(2026, 1, 1).AddHours($_); V = [Math]::Sin($_ / 3) + $_ % 7 } } | ConvertTo-Dataset -Time T -Target V -Lag 1, 2
        $series = New-Network -Dataset $steps -HiddenLayer 3 -Seed 1 | Invoke-Training -Dataset $steps -Epoch 2 -WarningAction Ignore
        $importance = $series | Measure-FeatureImportance -Dataset $steps -Repeat 2
        $importance.Column | Should -Contain V
        ($series | Measure-FeatureImportance -Dataset $steps -Profile V).Column | Select-Object -Unique | Should -Be 'V (lag 1)', 'V (lag 2)'
        $page = $series | Export-TrainingReport "$TestDrive/series.html" -Dataset $steps -Importance $importance -Dependence ($series | Measure-FeatureImportance -Dataset $steps -Profile $importance.Column) -PassThru
        Get-Content $page -Raw | Should -Match 'Predictions by V \(lag 1\)'
    }

    It 'is refused for a column that is not there, and for texts' {
        { $net | Measure-FeatureImportance -Dataset $test -Profile Nowhere } | Should -Throw -ErrorId 'ColumnPatternEmpty,*'
        $texts = 1..20 | ForEach-Object { [pscustomobject]@{ Note = "the text number $_"; Y = $_ } } | ConvertTo-Dataset -Target Y -Kind @{ Note = 'Text' }
        $reader = New-Network -Dataset $texts -TextBit 8 -Seed 1 | Invoke-Training -Dataset $texts -Epoch 2 -WarningAction Ignore
        { $reader | Measure-FeatureImportance -Dataset $texts -Profile Note } | Should -Throw -ErrorId 'ProfileKind,*'
        ($reader | Measure-FeatureImportance -Dataset $texts -Repeat 2).Column | Should -Be Note
    }
}
