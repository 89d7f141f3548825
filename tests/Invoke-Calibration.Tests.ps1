BeforeAll {
    . $PSScriptRoot/common.ps1

    # Rows of a number and a kind. Fails is a yes or no, Grade one of three classes, Wear and Cost numbers that they make less than sure.
    function Get-Row {
        param([int] $Count, [int] $Seed, [double] $Limit = 1.3)
        $random = [Random]::new($Seed)
        foreach ($i in 1..$Count) {
            $load = $random.NextDouble()
            $kind = ('a', 'b', 'c')[$random.Next(3)]
            $score = $load + ($kind -eq 'b' ? 0.3 : 0) + 0.5 * $random.NextDouble()
            [pscustomobject]@{
                Load = $load; Kind = $kind; Fails = $score -gt $Limit; Grade = $score -lt 0.6 ? 'good' : $score -lt 1.1 ? 'fair' : 'bad'
                Wear = 10 * $score; Cost = 100 - 20 * $score * $score
            }
        }
    }

    function Get-Trained {
        param([string[]] $Target, [hashtable] $With = @{})
        $data = $rows | ConvertTo-Dataset -Feature Load, Kind -Target $Target
        New-Network -Dataset $data -HiddenLayer 5 -Seed 1 @With | Invoke-Training -Dataset $data -Epoch 40 -LearningRate 0.01 -NoValidation -WarningAction Ignore
    }

    $rows = Get-Row 200 1
    $held = Get-Row 120 2
    $fresh = Get-Row 80 3
}

Describe 'Invoke-Calibration' {
    It 'calibrates in place, and writes the network on' {
        $net = Get-Trained Wear
        $net.Calibration | Should -BeNullOrEmpty
        $same = $net | Invoke-Calibration -InputObject $held
        [object]::ReferenceEquals($net, $same) | Should -BeTrue
        $net.Calibration.Rows | Should -Be 120
        $net.Calibration.HighestInterval | Should -Be (120 / 121)
        "$($net.Calibration)" | Should -BeLike 'intervals up to * from 120 rows'
        $net | Format-List | Out-String | Should -Match 'Calibration +: intervals up to'
    }

    It 'takes a dataset, rows of every kind, and plain numbers, with the same result' {
        $net = Get-Trained Wear
        $null = $net | Invoke-Calibration -InputObject $held
        $expected = ($fresh | Get-Prediction -Network $net -Interval 0.9).Lower | Get-Bit
        $table = [Data.DataTable]::new()
        foreach ($name in 'Load', 'Wear') { $null = $table.Columns.Add($name, [double]) }
        $null = $table.Columns.Add('Kind', [string])
        foreach ($row in $held) { $null = $table.Rows.Add($row.Load, $row.Wear, $row.Kind) }
        $german = $held | Select-Object Kind, @{ Name = 'Load'; Expression = { $_.Load.ToString('R', [cultureinfo]'de-DE') } }, @{ Name = 'Wear'; Expression = { $_.Wear.ToString('R', [cultureinfo]'de-DE') } }
        $ways = { $net | Invoke-Calibration -Dataset ($held | ConvertTo-Dataset -Feature Load, Kind -Target Wear) },
            { $net | Invoke-Calibration -InputObject $table }, { $net | Invoke-Calibration -InputObject $german -Culture de-DE },
            { $net | Invoke-Calibration -InputObject @($held.ForEach({ @{ Kind = $_.Kind; Load = $_.Load; Wear = $_.Wear } })) }
        foreach ($way in $ways) {
            $null = & $way
            ($fresh | Get-Prediction -Network $net -Interval 0.9).Lower | Get-Bit | Should -Be $expected -Because $way
        }

        $plain = New-Network 1, 3, 1 -Seed 1
        $plain | Invoke-Calibration -InputData $held.Load -TargetData $held.Wear | Should -Be $plain
        $prediction = $plain | Get-Prediction -InputData $fresh.Load -Interval 0.8
        @($prediction.Where({ $_.Upper - $_.Lower -gt 0 })).Count | Should -Be 80
        $plain | Measure-Network -InputData $held.Load -TargetData $held.Wear -Interval 0.8 | ForEach-Object Coverage | Should -BeGreaterOrEqual 0.8
    }

    It 'reads the rows for each network of a pipeline by its own columns, those of a reader as well' {
        $wear, $fails = (Get-Trained Wear), (Get-Trained Fails)
        $table = [Data.DataTable]::new()
        foreach ($name in 'Load', 'Wear') { $null = $table.Columns.Add($name, [double]) }
        $null = $table.Columns.Add('Kind', [string])
        $null = $table.Columns.Add('Fails', [bool])
        foreach ($row in $held) { $null = $table.Rows.Add($row.Load, $row.Wear, $row.Kind, $row.Fails) }
        $null = $wear, $fails | Invoke-Calibration -InputObject $held
        $expected = "$($wear.Calibration)", "$($fails.Calibration)"
        $expected[1] | Should -Match slope
        $null = $wear, $fails | Invoke-Calibration -InputObject $table.CreateDataReader()
        "$($wear.Calibration)", "$($fails.Calibration)" | Should -Be $expected
    }

    It 'gives each of several numbers its interval' {
        $net = Get-Trained Wear, Cost | Invoke-Calibration -InputObject $held
        $predictions = $fresh | Get-Prediction -Network $net -Interval 0.9
        $appended = $fresh | Get-Prediction -Network $net -Interval 0.9 -Append
        for ($i = 0; $i -lt 80; $i++) {
            $predictions[$i].Lowers.Keys | Should -Be 'Wear', 'Cost'
            $appended[$i].Lower_Wear, $appended[$i].Upper_Cost | Should -Be $predictions[$i].Lowers.Wear, $predictions[$i].Uppers.Cost
            [Math]::Abs(($appended[$i].Lower_Cost + $appended[$i].Upper_Cost) / 2 - $appended[$i].Prediction_Cost) | Should -BeLessThan 1e-9
        }
        $predictions[0].Lower | Should -BeNullOrEmpty
        $measured = $net | Measure-Network -Dataset ($fresh | ConvertTo-Dataset -Feature Load, Kind -Target Wear, Cost)
        $inside = foreach ($target in 'Wear', 'Cost') {
            @(0..79).Where({ $fresh[$_].$target -ge $predictions[$_].Lowers.$target -and $fresh[$_].$target -le $predictions[$_].Uppers.$target }).Count / 80
        }
        $measured.PerTarget.Coverage | Should -Be $inside
        [Math]::Abs($measured.Coverage - ($inside | Measure-Object -Average).Average) | Should -BeLessThan 1e-12
        $measured.IntervalLevel | Should -Be 0.9
        [Math]::Abs($measured.PerTarget[0].MeanIntervalWidth - $predictions[0].Uppers.Wear + $predictions[0].Lowers.Wear) | Should -BeLessThan 1e-9
    }

    It 'makes probabilities of a yes or no honest' {
        # Trained as if both classes were equally frequent, which makes the rare one too probable.
        $rare = Get-Row 600 4 -Limit 1.55
        $data = $rare | ConvertTo-Dataset -Feature Load, Kind -Target Fails
        $net = New-Network -Dataset $data -HiddenLayer 5 -Seed 1 | Invoke-Training -Dataset $data -Epoch 40 -ClassWeight Balanced -NoValidation -WarningAction Ignore
        $test = Get-Row 2000 6 -Limit 1.55 | ConvertTo-Dataset -Feature Load, Kind -Target Fails
        $before = $net | Measure-Network -Dataset $test
        $net | Invoke-Calibration -InputObject (Get-Row 600 5 -Limit 1.55) | Out-Null
        $after = $net | Measure-Network -Dataset $test
        $net.Calibration.Slope | Should -HaveCount 1
        $after.ExpectedCalibrationError | Should -BeLessThan ($before.ExpectedCalibrationError / 2)
        $after.LogLoss, $after.BrierScore | Should -BeLessThan 0.2
        $after.LogLoss | Should -BeLessThan $before.LogLoss
        $after.RocAuc | Should -Be $before.RocAuc
        $after.Loss | Should -Be $before.Loss
    }

    It 'makes probabilities of classes honest' {
        $net = Get-Trained Grade
        $net | Invoke-Calibration -InputObject $held | Out-Null
        $net.Calibration.Temperature | Should -BeGreaterThan 0
        $net.Calibration.Slope | Should -HaveCount 0
        $bare = $net.Clone()
        $bare = Import-Network $(($bare | ForEach-Object { $_ | Export-Network "$TestDrive/bare.json"; "$TestDrive/bare.json" }))
        foreach ($row in $fresh[0..9]) {
            # The same order of classes, as one temperature is for all.
            $calibrated = $row | Get-Prediction -Network $net
            $calibrated.Probability | Should -Be ($row | Get-Prediction -Network $bare).Probability
            [Math]::Abs(($calibrated.Probabilities.Values | Measure-Object -Sum).Sum - 1) | Should -BeLessThan 1e-12
            $calibrated.Output.IndexOf(($calibrated.Output | Measure-Object -Maximum).Maximum) | Should -Be @($calibrated.Probabilities.Keys).IndexOf($calibrated.Label)
        }
    }

    It 'calibrates each of several yes-or-no targets' {
        $flags = { param($Given) $Given | Select-Object Load, Kind, Fails, @{ Name = 'Bad'; Expression = { $_.Grade -eq 'bad' } } }
        $data = & $flags $rows | ConvertTo-Dataset -Feature Load, Kind -Target Fails, Bad
        $net = New-Network -Dataset $data -HiddenLayer 5 -Seed 1 | Invoke-Training -Dataset $data -Epoch 40 -LearningRate 0.01 -WarningAction Ignore
        $test = & $flags (Get-Row 1000 8) | ConvertTo-Dataset -Feature Load, Kind -Target Fails, Bad
        $before = $net | Measure-Network -Dataset $test
        $net | Invoke-Calibration -InputObject (& $flags $held) | Out-Null
        $net.Calibration.Slope | Should -HaveCount 2
        $after = $net | Measure-Network -Dataset $test
        $after.BrierScore | Should -BeLessThan ($before.BrierScore + 0.005)
        $said = $net | Get-Prediction -InputData $test
        $after.BrierScore | Should -Not -Be $before.BrierScore
        $errors = foreach ($i in 0..999) { foreach ($name in 'Fails', 'Bad') { [Math]::Pow($said[$i].Probabilities[$name] - [int]$test.Rows[$i].$name, 2) } }
        [Math]::Abs($after.BrierScore - ($errors | Measure-Object -Average).Average) | Should -BeLessThan 1e-12
        { $fresh[0] | Get-Prediction -Network $net -Interval 0.9 } | Should -Throw -ErrorId 'IntervalOfLabels,*'
        { $net | Invoke-Calibration -InputObject (& $flags $held) -Cost @{ Fails = 3 } } | Should -Throw -ErrorId 'CostWithoutClasses,*'
        $net | Export-Network "$TestDrive/flags.json"
        $net | Export-Network "$TestDrive/flags.ps1"
        . "$TestDrive/flags.ps1"
        $loaded = Import-Network "$TestDrive/flags.json"
        foreach ($row in $fresh) {
            $expected = $row | Get-Prediction -Network $net -Append
            ($row | Get-Prediction -Network $loaded -Append).Probability_Bad | Should -Be $expected.Probability_Bad
            $actual = $row | Get-FlagsPrediction
            [Math]::Abs($actual.Probability_Fails - $expected.Probability_Fails) | Should -BeLessThan 1e-12
            $actual.Prediction_Bad | Should -Be $expected.Prediction_Bad
        }
    }
}

Describe 'Costs' {
    It 'of missing a class make the threshold that costs least' {
        $net = Get-Trained Fails | Invoke-Calibration -InputObject $held -Cost @{ True = 50; False = 1 }
        $net.Calibration.PositiveClass | Should -BeTrue
        [Math]::Abs($net.Calibration.Threshold - 1 / 51) | Should -BeLessThan 1e-15
        $net.Calibration.Cost.True.False, $net.Calibration.Cost.False.True, $net.Calibration.Cost.True.True | Should -Be 50, 1, 0
        $predictions = $fresh | Get-Prediction -Network $net
        $predictions.Label | Should -Be $predictions.ForEach({ $_.Probabilities['True'] -ge 1 / 51 })
        $cost = (0..79).ForEach({ $predictions[$_].Label -eq $fresh[$_].Fails ? 0 : $fresh[$_].Fails ? 50 : 1 })
        $measured = $net | Measure-Network -Dataset ($fresh | ConvertTo-Dataset -Feature Load, Kind -Target Fails)
        [Math]::Abs($measured.MeanCost - ($cost | Measure-Object -Average).Average) | Should -BeLessThan 1e-12
        $measured.CostByThreshold.Count | Should -BeGreaterThan 10

        # The caller's own threshold goes before.
        ($fresh | Get-Prediction -Network $net -Threshold 0.5).Label | Should -Be $predictions.ForEach({ $_.Probabilities['True'] -ge 0.5 })
    }

    It 'can be for the other class, and of each pair of classes' {
        $net = Get-Trained Fails
        $net | Invoke-Calibration -InputObject $held -Cost @{ $true = 4 } -PositiveClass $false | Out-Null
        $net.Calibration.PositiveClass, $net.Calibration.Threshold | Should -Be $false, 0.8
        $net | Invoke-Calibration -InputObject $held -Cost @{ True = @{ False = 4; True = 1 }; False = @{ True = 1 } } | Out-Null
        $net.Calibration.Threshold | Should -Be 0.25
        $grades = Get-Trained Grade
        $grades | Invoke-Calibration -InputObject $held -Cost @{ bad = @{ good = 30 }; good = 2 } | Out-Null
        $grades.Calibration.Cost.bad.good, $grades.Calibration.Cost.bad.fair, $grades.Calibration.Cost.good.bad, $grades.Calibration.Cost.fair.bad | Should -Be 30, 1, 2, 1
        $grades.Calibration.Threshold | Should -BeNullOrEmpty
        foreach ($prediction in $fresh | Get-Prediction -Network $grades) {
            $expected = foreach ($decided in 'good', 'fair', 'bad') {
                $sum = 0
                foreach ($truth in 'good', 'fair', 'bad') { $sum += $prediction.Probabilities[$truth] * $grades.Calibration.Cost.$truth.$decided }
                [pscustomobject]@{ Label = $decided; Cost = $sum }
            }
            $prediction.Label | Should -Be ($expected | Sort-Object Cost)[0].Label
        }
    }

    It 'cost less on fresh rows than the threshold of one half, one in a hundred a yes and 50 : 1' {
        $wins = 0
        foreach ($seed in 1..10) {
            $random = [Random]::new($seed)
            $make = {
                foreach ($i in 1..$args[0]) {
                    $yes = $random.NextDouble() -lt 0.01
                    [pscustomobject]@{
                        A = $random.NextDouble() + $random.NextDouble() + ($yes ? 0.8 : 0); B = $random.NextDouble() + $random.NextDouble() + ($yes ? 0.6 : 0); C = $random.NextDouble(); Yes = $yes
                    }
                }
            }
            $train, $calibration, $test = 2000, 2000, 4000 | ForEach-Object { & $make $_ | ConvertTo-Dataset -Target Yes }
            $net = New-Network -Dataset $train -HiddenLayer 4 -Seed $seed | Invoke-Training -Dataset $train -Epoch 15 -LearningRate 0.01 -NoValidation -WarningAction Ignore
            $net | Invoke-Calibration -Dataset $calibration -Cost @{ True = 50; False = 1 } | Out-Null
            $half = ($net | Get-Prediction -InputData $test -Threshold 0.5).Label
            $truth = $test.Target[0]
            $cost = 0
            for ($i = 0; $i -lt 4000; $i++) { if ($half[$i] -ne [bool]::Parse($truth[$i])) { $cost += $truth[$i] -eq 'True' ? 50 : 1 } }
            $wins += ($net | Measure-Network -Dataset $test -WarningAction Ignore).MeanCost * 4000 -lt $cost
        }
        $wins | Should -BeGreaterOrEqual 9
    }

    It 'are refused: <What>' -ForEach @(
        @{ What = 'a label that there is not'; Cost = @{ Maybe = 3 }; Id = 'CostLabelUnknown'; Like = "*'Maybe'*'False', 'True'*" }
        @{ What = 'another label to be taken for'; Cost = @{ True = @{ Perhaps = 3 } }; Id = 'CostLabelUnknown'; Like = "*'Perhaps'*" }
        @{ What = 'one below 0'; Cost = @{ True = -1 }; Id = 'CostValue'; Like = "*-1 for taking 'True' for 'False'*" }
        @{ What = 'NaN'; Cost = @{ True = [double]::NaN }; Id = 'CostValue'; Like = '*NaN*' }
        @{ What = 'infinity'; Cost = @{ True = [double]::PositiveInfinity }; Id = 'CostValue'; Like = '*finite*' }
        @{ What = 'a text'; Cost = @{ True = 'much' }; Id = 'CostNotUnderstood'; Like = "*'much' for the class 'True'*" }
        @{ What = 'nothing'; Cost = @{ True = $null }; Id = 'CostNotUnderstood'; Like = "*nothing for the class 'True'*" }
        @{ What = 'a list'; Cost = @{ False = 1, 2 }; Id = 'CostNotUnderstood'; Like = "*a list for the class 'False'*" }
        @{ What = 'all alike'; Cost = @{ True = 0; False = 0 }; Id = 'CostsAlike'; Like = '*nothing to decide*' }
        @{ What = 'right decisions that cost more'; Cost = @{ True = @{ True = 9; False = 3 } }; Id = 'CostOfRightDecision'; Like = "*'True'*" }
    ) {
        $net = Get-Trained Fails
        $fault = { $net | Invoke-Calibration -InputObject $held -Cost $Cost } | Should -Throw -ErrorId "$Id,*" -PassThru
        $fault.Exception.Message | Should -BeLike $Like
        $net.Calibration | Should -BeNullOrEmpty
    }
}

Describe 'A calibration' {
    It 'goes with the network: <Target>, <Member> members' -ForEach @(
        @{ Target = 'Fails'; Member = 1; Cost = @{ True = 20 } }, @{ Target = 'Grade'; Member = 1; Cost = @{ bad = 5 } }, @{ Target = 'Wear'; Member = 1; Cost = $null }
        @{ Target = 'Fails'; Member = 2; Cost = @{ True = 20 } }, @{ Target = 'Grade'; Member = 2; Cost = $null }, @{ Target = 'Wear'; Member = 2; Cost = $null }
    ) {
        $with = $Cost ? @{ Cost = $Cost } : @{}
        $net = Get-Trained $Target @{ Member = $Member } | Invoke-Calibration -InputObject $held @with
        $expected = $fresh | Get-Prediction -Network $net -Interval 0.9 -Append | ConvertTo-Json -Depth 4
        $net | Export-Network "$TestDrive/goes.json"
        $net | Export-Clixml "$TestDrive/goes.clixml"
        Get-Content "$TestDrive/goes.json" -Raw | Test-Json -SchemaFile (Join-Path $module psbackprop-network.schema.json) | Should -BeTrue
        $job = Start-ThreadJob { param($net) $net.Clone() } -ArgumentList $net | Receive-Job -Wait -AutoRemoveJob
        foreach ($other in (Import-Network "$TestDrive/goes.json"), (Import-Clixml "$TestDrive/goes.clixml"), $net.Clone(), $job) {
            $fresh | Get-Prediction -Network $other -Interval 0.9 -Append | ConvertTo-Json -Depth 4 | Should -Be $expected
            Get-Prediction -Network $other -InputData $fresh -Interval 0.9 -Append | ConvertTo-Json -Depth 4 | Should -Be $expected
        }
    }

    It 'gives the same numbers in a script, on random rows: <Target>, <Member> members' -ForEach @(
        @{ Target = 'Fails'; Member = 1; Setting = @{ Cost = @{ True = 20 } } }, @{ Target = 'Fails'; Member = 1; Setting = @{ Cost = @{ True = 5 }; PositiveClass = 'False' } }
        @{ Target = 'Fails'; Member = 2; Setting = @{} }, @{ Target = 'Grade'; Member = 1; Setting = @{ Cost = @{ bad = @{ good = 9 } } } }, @{ Target = 'Grade'; Member = 2; Setting = @{} }
        @{ Target = 'Wear'; Member = 1; Setting = @{} }, @{ Target = 'Wear', 'Cost'; Member = 1; Setting = @{} }
    ) {
        $net = Get-Trained $Target @{ Member = $Member } | Invoke-Calibration -InputObject $held @Setting
        $net | Export-Network "$TestDrive/alone.ps1"
        . "$TestDrive/alone.ps1"
        foreach ($with in @{}, @{ Interval = 0.9 }, @{ Interval = 0.55 }, @{ Interval = 0.99 }) {
            $expected = $fresh | Get-Prediction -Network $net -Append @with
            $actual = $fresh | Get-AlonePrediction @with
            $names = $actual[0].PSObject.Properties.Name.Where({ $_ -notin $fresh[0].PSObject.Properties.Name })
            $names | Sort-Object | Should -Be ($expected[0].PSObject.Properties.Name.Where({ $_ -notin $fresh[0].PSObject.Properties.Name -and $_ -ne 'Spread' }) | Sort-Object)
            for ($i = 0; $i -lt 80; $i++) {
                foreach ($name in $names) {
                    if ($expected[$i].$name -is [double]) { [Math]::Abs($actual[$i].$name - $expected[$i].$name) | Should -BeLessThan 1e-10 -Because "$name of $i" }
                    else { $actual[$i].$name | Should -Be $expected[$i].$name -Because "$name of $i" }
                }
            }

            # As texts, too: a file gets a set as its classes.
            $texts = { $args[0] | Select-Object PredictionSet, OutOfRange | ConvertTo-Csv }
            & $texts $actual | Should -Be (& $texts $expected)
            if ($expected[0].PredictionSet) { (& $texts $expected | ConvertFrom-Csv).PredictionSet | Should -Be $expected.ForEach({ $_.PredictionSet -join ', ' }) }
        }
        { $fresh[0] | Get-AlonePrediction -Interval 0.999 } | Should -Throw '*-Interval 0.999 takes a calibration on at least 999 rows; the network was calibrated on 120.*'
        { $fresh[0] | Get-Prediction -Network $net -Interval 0.999 } | Should -Throw '*-Interval 0.999 takes a calibration on at least 999 rows; the network was calibrated on 120.*'
        { $fresh[0] | Get-AlonePrediction -Interval 1 } | Should -Throw
    }

    It 'has costs that an ONNX model does not keep, which one warning says' {
        $net = Get-Trained Fails | Invoke-Calibration -InputObject $held -Cost @{ True = 24 }
        $grades = Get-Trained Grade | Invoke-Calibration -InputObject $held -Cost @{ bad = 5 }
        $net, $net | Export-Network "$TestDrive/costs.onnx" -WarningVariable one -WarningAction SilentlyContinue
        $grades | Export-Network "$TestDrive/costs.onnx" -WarningVariable two -WarningAction SilentlyContinue
        $one, $two | ForEach-Object { $_ | Should -HaveCount 1 }
        "$one" | Should -BeLike "*no decisions*Decide for 'True' from a probability of 0.04 on*"
        "$two" | Should -BeLike '*no decisions*$net.Calibration.Cost*'
        $net | Export-Network "$TestDrive/costs.json" -WarningVariable none
        $net | Export-Network "$TestDrive/costs.ps1" -WarningVariable +none
        Get-Trained Fails | Invoke-Calibration -InputObject $held | Export-Network "$TestDrive/costs.onnx" -WarningVariable +none
        $none | Should -BeNullOrEmpty
    }

    It 'is dropped by a training with one warning, and not by one that is refused' {
        $net = Get-Trained Fails @{ Member = 2 } | Invoke-Calibration -InputObject $held
        $data = $rows | ConvertTo-Dataset -Feature Load, Kind -Target Fails
        { $net | Invoke-Training -Dataset $data -Patience 3 -NoValidation } | Should -Throw
        $net.Calibration | Should -Not -BeNullOrEmpty
        $null = $net | Invoke-Training -Dataset $data -Epoch 60 -NoValidation -WarningVariable warnings -WarningAction SilentlyContinue
        $net.Calibration | Should -BeNullOrEmpty
        @($warnings -match 'calibration is dropped').Count | Should -Be 1
        "$($warnings[0])" | Should -BeLike '*Invoke-Calibration*'
        ($net.Members[0].ToNetwork()).Calibration | Should -BeNullOrEmpty
        (1..2 | ForEach-Object { Get-Trained Fails | Invoke-Calibration -InputObject $held } | Join-Network).Calibration | Should -BeNullOrEmpty
    }

    It 'is not in a checkpoint, and a network that was resumed has none' {
        $net = Get-Trained Wear | Invoke-Calibration -InputObject $held
        $data = $rows | ConvertTo-Dataset -Feature Load, Kind -Target Wear
        $null = $net | Invoke-Training -Dataset $data -Epoch 2 -CheckpointPath "$TestDrive/check.json" -WarningAction Ignore
        (Get-Content "$TestDrive/check.json" -Raw | ConvertFrom-Json).PSObject.Properties.Name | Should -Not -Contain calibration
    }

    It 'shows its intervals' {
        $net = Get-Trained Wear | Invoke-Calibration -InputObject $held
        $fresh[0] | Get-Prediction -Network $net -Interval 0.9 | Out-String | Should -Match ' ± '
        $grades = Get-Trained Grade | Invoke-Calibration -InputObject $held
        $fresh[0] | Get-Prediction -Network $grades -Interval 0.9 | Out-String | Should -Match '\{\w+'
        $shown = $fresh[0] | Get-Prediction -Network $grades -Interval 0.9 | Out-String
        $shown | Should -Match '(?m)^\w+ \{.*\} +\d[.,]\d+ \w+ \d[.,]\d+, \w+ \d' -Because 'the set stands with the answer, and probabilities under their own heading'
        $set = ($fresh | Get-Prediction -Network $grades -Interval 0.9).Where({ $_.PredictionSet.Count -gt 1 })[0]
        $set.PredictionSet | Should -Be @($set.Probabilities.GetEnumerator() | Sort-Object Value -Descending | Select-Object -First $set.PredictionSet.Count | ForEach-Object Key)
    }
}

Describe 'What cannot be calibrated' {
    It 'says so: <What>' -ForEach @(
        @{ What = 'fewer rows than needed'; Id = 'CalibrationRows'; Like = '*at least 20 rows*19 were given*'; Do = { Get-Trained Wear | Invoke-Calibration -InputObject $held[0..18] } }
        @{ What = 'one row'; Id = 'CalibrationRows'; Like = '*1 was given*'; Do = { Get-Trained Wear | Invoke-Calibration -InputObject $held[0] } }
        @{ What = 'one class only'; Id = 'CalibrationOneClass'; Like = "*'False'*"; Do = { Get-Trained Fails | Invoke-Calibration -InputObject $held.Where({ -not $_.Fails }) } }
        @{ What = 'one class only of three'; Id = 'CalibrationOneClass'; Like = "*'fair'*"; Do = { Get-Trained Grade | Invoke-Calibration -InputObject $held.Where({ $_.Grade -eq 'fair' }) } }
        @{ What = 'other columns'; Id = 'ColumnMissing'; Like = "No row has the column 'Load', which the network needs. The rows have 'Kind', 'Wear'.*"; Do = { Get-Trained Wear | Invoke-Calibration -InputObject ($held | Select-Object Kind, Wear) } }
        @{ What = 'no target'; Id = 'ColumnMissing'; Like = "No row has the column 'Wear', which the network needs.*"; Do = { Get-Trained Wear | Invoke-Calibration -InputObject ($held | Select-Object Kind, Load) } }
        @{ What = 'a value that is missing'; Id = 'ValueMissing'; Like = "Row 2 has no value in column 'Load', and the network has no value to fill in*"; Do = { Get-Trained Wear | Invoke-Calibration -InputObject ($held[0], [pscustomobject]@{ Load = $null; Kind = 'a'; Wear = 1 }) } }
        @{ What = 'a target that is missing'; Id = 'ValueMissing'; Like = "Row 2 has no value in the target column 'Wear', which a labelled row must have*"; Do = { Get-Trained Wear | Invoke-Calibration -InputObject ($held[0], [pscustomobject]@{ Load = 1; Kind = 'a'; Wear = $null }) } }
        @{ What = 'a target without one yes'; Id = 'CalibrationOneClass'; Like = "All rows are 'False' in the column 'Odd'.*"; Do = {
                $data = $rows | Select-Object Load, Kind, Fails, @{ Name = 'Odd'; Expression = { $_.Load -gt 0.5 } } | ConvertTo-Dataset -Feature Load, Kind -Target Fails, Odd
                $net = New-Network -Dataset $data -HiddenLayer 5 -Seed 1 | Invoke-Training -Dataset $data -Epoch 40 -LearningRate 0.01 -NoValidation -WarningAction Ignore
                $net | Invoke-Calibration -InputObject ($held | Select-Object Load, Kind, Fails, @{ Name = 'Odd'; Expression = { $false } })
            }
        }
        @{ What = 'another dataset'; Id = 'ColumnMissing'; Like = "*'Load'*"; Do = { Get-Trained Wear | Invoke-Calibration -Dataset (Get-SampleDataset Iris) } }
        @{ What = 'a class that the network does not know'; Id = 'CategoryUnknown'; Like = "*'worse'*"; Do = { Get-Trained Grade | Invoke-Calibration -InputObject ($held + [pscustomobject]@{ Load = 1; Kind = 'a'; Grade = 'worse' }) } }
        @{ What = 'the rows of the training'; Id = 'CalibrationTrained'; Like = '*Split-Dataset*'; Do = { Get-Trained Wear | Invoke-Calibration -InputObject $rows } }
        @{ What = 'some of the rows of the training'; Id = 'CalibrationTrained'; Like = '*about 50 %*'; Do = { Get-Trained Wear | Invoke-Calibration -InputObject ($rows[0..39] + $held[0..39]) } }
        @{ What = 'labels that are the other way round'; Id = 'CalibrationUseless'; Like = '*labelled*'; Do = { Get-Trained Fails | Invoke-Calibration -InputObject ($held | Select-Object Load, Kind, @{ Name = 'Fails'; Expression = { -not $_.Fails } }) } }
        @{ What = 'costs of a number'; Id = 'CostWithoutClasses'; Like = '*-Cost*'; Do = { Get-Trained Wear | Invoke-Calibration -InputObject $held -Cost @{ a = 1 } } }
        @{ What = 'a positive class without costs'; Id = 'PositiveClassWithoutCost'; Like = '*-Cost*'; Do = { Get-Trained Fails | Invoke-Calibration -InputObject $held -PositiveClass True } }
        @{ What = 'a positive class of three'; Id = 'PositiveClassWithoutTwo'; Like = '*two*'; Do = { Get-Trained Grade | Invoke-Calibration -InputObject $held -Cost @{ bad = 2 } -PositiveClass bad } }
        @{ What = 'outputs that are no probabilities'; Id = 'CalibrationActivation'; Like = '*Softmax*'; Do = { Get-Trained Grade @{ OutputActivation = 'Linear' } | Invoke-Calibration -InputObject $held } }
        @{ What = 'plain numbers for columns'; Id = 'ColumnsWithoutNames'; Like = '*-Dataset*'; Do = { Get-Trained Wear | Invoke-Calibration -InputData (1..20) -TargetData (1..20) } }
        @{ What = 'a dataset for plain numbers'; Id = 'NetworkWithoutColumns'; Like = '*'; Do = { New-Network 4, 3 | Invoke-Calibration -Dataset (Get-SampleDataset Iris) } }
        @{ What = 'an interval without a calibration'; Id = 'IntervalWithoutCalibration'; Like = '*Invoke-Calibration*'; Do = { $fresh[0] | Get-Prediction -Network (Get-Trained Wear) -Interval 0.9 } }
        @{ What = 'a measured interval without a calibration'; Id = 'IntervalWithoutCalibration'; Like = '*Invoke-Calibration*'; Do = { Get-Trained Wear | Measure-Network -Dataset ($held | ConvertTo-Dataset -Feature Load, Kind -Target Wear) -Interval 0.9 } }
        @{ What = 'an interval of a network for odd rows'; Id = 'CalibrationOfAnomaly'; Like = '*gives rows back*'; Do = { $fresh[0] | Get-Prediction -Interval 0.9 -Network (New-Network -Dataset ($rows | Select-Object Load, Kind | ConvertTo-Dataset -Anomaly)) } }
        @{ What = 'an interval of raw outputs'; Id = 'RawContradiction'; Like = '*-Interval*'; Do = { $fresh[0] | Get-Prediction -Network (Get-Trained Wear) -Interval 0.9 -Raw } }
    ) {
        $fault = $Do | Should -Throw -ErrorId "$Id,*" -PassThru
        $fault.Exception.Message | Should -BeLike $Like
    }

    It 'as an interval is a level between 0 and 1: <_>' -ForEach 0, 1, -0.5, 90, ([double]::NaN) {
        { $fresh[0] | Get-Prediction -Network (Get-Trained Wear) -Interval $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'as a level in percent says what it is, in a script in the same words' {
        $net = Get-Trained Wear | Invoke-Calibration -InputObject $held
        $net | Export-Network "$TestDrive/percent.ps1"
        . "$TestDrive/percent.ps1"
        $words = '*90 is not a finite number above 0 and below 1. 90 % is 0.9.'
        { $fresh[0] | Get-Prediction -Network $net -Interval 90 } | Should -Throw $words -ErrorId 'ParameterArgumentValidationError,*'
        { $fresh[0] | Get-PercentPrediction -Interval 90 } | Should -Throw $words -ErrorId 'ParameterArgumentValidationError,*'
        { $fresh[0] | Get-PercentPrediction -Interval 0 } | Should -Throw '*0 is not a finite number above 0 and below 1.'
    }

    It 'warns of a class that no row is of' {
        $net = Get-Trained Grade
        $null = $net | Invoke-Calibration -InputObject $held.Where({ $_.Grade -ne 'bad' }) -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "No row is of the class 'bad'*Give rows of every class*"
        $net.Calibration | Should -Not -BeNullOrEmpty
        $null = $net | Invoke-Calibration -InputObject $held -WarningVariable none
        $none | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        $net = Get-Trained Wear
        $net | Invoke-Calibration -InputObject $held -WhatIf | Should -BeNullOrEmpty
        $net.Calibration | Should -BeNullOrEmpty
    }

    It 'warns of the rows that chose the weights' {
        $data = $rows | ConvertTo-Dataset -Feature Load, Kind -Target Wear
        $other = $held | ConvertTo-Dataset -Feature Load, Kind -Target Wear
        $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -ValidationDataset $other -Epoch 20 -Patience 5 -WarningAction Ignore
        $null = $net | Invoke-Calibration -Dataset $other -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*validated*'
        $net.Calibration | Should -Not -BeNullOrEmpty
    }
}
