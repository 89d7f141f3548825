BeforeAll {
    . $PSScriptRoot/common.ps1

    # Load drives three of the columns, Site one of them as well; Backup goes with the site.
    function Get-Usual([int] $Count, [int] $Seed) {
        $random = [Random]::new($Seed)
        foreach ($i in 1..$Count) {
            $load = $random.NextDouble()
            $site = 'north', 'south', 'west' | Select-Object -Index ([int][Math]::Floor(3 * [Math]::Pow($random.NextDouble(), 1.5)))
            [pscustomobject]@{
                Threads = 4 + 20 * $load + $random.NextDouble(); Handles = 100 + 900 * $load + 40 * $random.NextDouble(); Memory = 40 + 500 * $load + 30 * $random.NextDouble()
                Site = $site; Backup = $site -eq 'south'; Free = 10 * $random.NextDouble()
            }
        }
    }

    $odd = @{
        Number = @{ Change = { $_.Memory = 4000 }; Column = 'Memory' }
        Combination = @{ Change = { $_.Handles = 1140 - $_.Handles }; Column = 'Handles'; Where = { [Math]::Abs($_.Handles - 570) -gt 200 } }
        Category = @{ Change = { $_.Site = 'east' }; Column = 'Site' }
    }
    $data = Get-Usual 1500 1 | ConvertTo-Dataset -Anomaly
    $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -WarningAction Ignore
}

Describe 'A dataset of rows that are learned as such' {
    It 'has no target but its own columns, and a network with a narrow layer' {
        $data.IsAnomaly | Should -BeTrue
        $data.Target.Name | Should -Be $data.Feature.Name
        $net.Columns.Task | Should -Be Anomaly
        $net.Loss | Should -Be Reconstruction
        ($net.Layers.Units | Measure-Object -Minimum).Minimum | Should -BeLessThan 6
        $net.LastTraining.ValidationSamples | Should -Be 300
        $net.LastTraining.Samples | Should -Be 1200
        "$data" | Should -Not -Match '→'
    }

    It 'is read from a file as well' {
        Get-Usual 50 2 | Export-Csv TestDrive:/usual.csv
        $read = Import-Dataset TestDrive:/usual.csv -Anomaly
        $read.IsAnomaly, $read.Count | Should -Be $true, 50
        ($read | Split-Dataset -Seed 1).IsAnomaly | Should -Be $true, $true
    }

    It 'learns from dates and texts without looking for odd ones, and says so' {
        $rows = Get-Usual 40 3 | Select-Object *, @{ Name = 'When'; Expression = { [datetime]'2026-01-01' } }
        $dated = $rows | ConvertTo-Dataset -Anomaly -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "*'When'*"
        $dated.Target.Name | Should -Not -Contain When
        (New-Network -Dataset $dated -Seed 1).Columns.Output.Name | Should -Not -Contain When
    }

    It 'is refused where it cannot be' {
        { Get-Usual 5 1 | ConvertTo-Dataset -Anomaly -Target Free } | Should -Throw -ErrorId 'AnomalyTarget,*'
        { Get-Usual 5 1 | ConvertTo-Dataset -Anomaly -Time Free } | Should -Throw -ErrorId 'AnomalyOfSeries,*'
        { 1..5 | ForEach-Object { [pscustomobject]@{ When = [datetime]::new(2026, 1, $_) } } | ConvertTo-Dataset -Anomaly } | Should -Throw -ErrorId 'AnomalyNothing,*'
        { New-Network -Dataset $data -FeatureScaling Robust } | Should -Throw -ErrorId 'AnomalyScaling,*'
        { $net | Export-Network TestDrive:/net.onnx } | Should -Throw -ErrorId 'NotExportable,*'
        { $net | Invoke-Calibration -Dataset $data } | Should -Throw -ErrorId 'CalibrationOfAnomaly,*'
        { $net | Measure-FeatureImportance -Dataset $data -Profile Free } | Should -Throw -ErrorId 'ProfileOfAnomaly,*'
        $blind = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -NoValidation -Epoch 1 -WarningAction Ignore
        { $blind | Export-Network TestDrive:/blind.ps1 } | Should -Throw -ErrorId 'AnomalyWithoutReference,*'
        { Get-Usual 1 1 | Get-Prediction -Network $blind -ErrorAction Stop } | Should -Throw -ErrorId 'AnomalyWithoutReference,*'
        Get-Usual 1 1 | Get-Prediction -Network $blind -Raw | Should -Not -BeNullOrEmpty
    }
}

Describe 'Odd rows' {
    It 'of each kind are found among usual ones, with the column that is odd: <_>' -ForEach 'Number', 'Combination', 'Category' {
        $kind = $odd[$_]
        $rows = Get-Usual 400 4 | Where-Object ($kind.Where ?? { $true }) | Select-Object -First 100 | ForEach-Object { . $kind.Change; $_ }
        $told = $rows | Get-Prediction -Network $net -Append -WarningVariable warnings
        $told.Where({ $_.PValue -lt 0.01 }).Count | Should -BeGreaterThan 90
        $told.Where({ $_.OddestColumn -eq $kind.Column }).Count | Should -BeGreaterThan 70
        $warnings | Should -BeNullOrEmpty
    }

    It 'are told by a probability that is uniform over usual rows' {
        $usual = Get-Usual 2000 5 | Get-Prediction -Network $net
        $sorted = [double[]]$usual.PValue
        [array]::Sort($sorted)
        $distance = 0.0
        for ($i = 0; $i -lt $sorted.Count; $i++) { $distance = [Math]::Max($distance, [Math]::Abs($sorted[$i] - ($i + 0.5) / $sorted.Count)) }

        # 300 rows held out tell quantiles to 1.63 / sqrt(300) in 99 of 100 cases (Kolmogorov), 2000 rows to 1.63 / sqrt(2000).
        $distance | Should -BeLessThan (1.63 / [Math]::Sqrt(300) + 1.63 / [Math]::Sqrt(2000))

        # 20 and 2 are expected; how rare the rarest are, 300 rows tell to a factor of several.
        $usual.Where({ $_.PValue -lt 0.01 }).Count | Should -BeLessThan 80
        $usual.Where({ $_.PValue -lt 0.001 }).Count | Should -BeLessThan 20
    }

    It 'are told alike one by one and all at once, by -Append and without, by a clone, a file and a job' {
        $rows = @(Get-Usual 20 6) + @(Get-Usual 5 7 | ForEach-Object { $_.Site = 'east'; $_ })
        $expected = $rows | Get-Prediction -Network $net
        $net | Export-Network TestDrive:/odd.json
        Test-Json -Path TestDrive:/odd.json -SchemaFile (Join-Path $module psbackprop-network.schema.json) | Should -BeTrue
        $net | Export-Clixml TestDrive:/odd.clixml
        foreach ($told in (Get-Prediction -Network $net -InputData $rows), ($rows | Get-Prediction -Network $net -Append), ($rows | Get-Prediction -Network $net.Clone()),
            ($rows | Get-Prediction -Network (Import-Network TestDrive:/odd.json)), ($rows | Get-Prediction -Network (Import-Clixml TestDrive:/odd.clixml))) {
            ($told.AnomalyScore | Get-Bit) | Should -Be ($expected.AnomalyScore | Get-Bit)
            ($told.PValue | Get-Bit) | Should -Be ($expected.PValue | Get-Bit)
            $told.OddestColumn | Should -Be $expected.OddestColumn
        }

        $appended = $rows[0] | Get-Prediction -Network $net -Append
        $appended.psobject.Properties.Name | Should -Be (@($rows[0].psobject.Properties.Name) + 'AnomalyScore', 'PValue', 'OddestColumn', 'OutOfRange')
        "$($expected[-1])" | Should -Match 'Site$'
    }

    It 'have the same scores for the same seed and any number of threads' {
        $small = Get-Usual 200 8 | ConvertTo-Dataset -Anomaly
        $one, $two = 1, 2 | ForEach-Object {
            $trained = New-Network -Dataset $small -Seed 3 | Invoke-Training -Dataset $small -Epoch 5 -ThrottleLimit $_ -WarningAction Ignore
            , (Get-Usual 30 9 | Get-Prediction -Network $trained).AnomalyScore
        }
        ($one | Get-Bit) | Should -Be ($two | Get-Bit)
    }

    It 'can be missing values, where training had few, and are never what training had throughout' {
        $gaps = Get-Usual 600 10 | ForEach-Object { if ($_.Threads -lt 4.4) { $_.Free = $null }; $_ } | ConvertTo-Dataset -Anomaly -Missing Mean
        $trained = New-Network -Dataset $gaps -Seed 1 | Invoke-Training -Dataset $gaps -WarningAction Ignore
        $told = Get-Usual 20 11 | ForEach-Object { $_.Free = $null; $_ } | Get-Prediction -Network $trained
        ($told.OddestColumn | Group-Object | Sort-Object Count)[-1].Name | Should -Be Free
    }

    It 'are told after further training on rows, or on a dataset that was not made for it, with rows held out of these' {
        foreach ($given in @{ InputObject = Get-Usual 200 15 }, @{ Dataset = Get-Usual 200 15 | ConvertTo-Dataset -Target Free }) {
            $further = $net.Clone() | Invoke-Training @given -Epoch 2 -WarningAction Ignore
            $further.LastTraining.Samples, $further.LastTraining.ValidationSamples | Should -Be 160, 40
            $told = Get-Usual 1 16 | ForEach-Object { $_.Memory = 4000; $_ } | Get-Prediction -Network $further
            $told.OddestColumn | Should -Be Memory
        }
    }

    It 'are not odd in a column that is the same in all rows, of which a new category is warned of' {
        $constant = Get-Usual 200 17 | Select-Object *, @{ Name = 'Status'; Expression = { 'ok' } } | ConvertTo-Dataset -Anomaly
        $trained = New-Network -Dataset $constant -Seed 1 | Invoke-Training -Dataset $constant -Epoch 30 -WarningAction Ignore
        $rows = Get-Usual 20 18 | Select-Object *, @{ Name = 'Status'; Expression = { 'ok' } }
        ($rows | Get-Prediction -Network $trained -WarningVariable warnings).OddestColumn | Should -Not -Contain Status
        $warnings | Should -BeNullOrEmpty
        $rows.ForEach({ $_.Memory = 4000 })
        ($rows | Get-Prediction -Network $trained).Where({ $_.OddestColumn -eq 'Memory' }).Count | Should -BeGreaterThan 15
        $rows[3].Status = 'failed'
        foreach ($predict in { $rows | Get-Prediction -Network $trained -WarningVariable script:warnings -WarningAction SilentlyContinue },
            { Get-Prediction -Network $trained -InputData $rows -WarningVariable script:warnings -WarningAction SilentlyContinue }) {
            $null = & $predict
            "$script:warnings" | Should -BeLike "1 of 20 rows has a category*row 4: 'Status' is 'failed'*"
        }
    }

    It 'are not told by a joined network before it is trained further' {
        $joined = $net, ($net.Clone() | Invoke-Training -Dataset $data -Epoch 1 -WarningAction Ignore) | Join-Network
        { Get-Usual 1 19 | Get-Prediction -Network $joined -ErrorAction Stop } | Should -Throw '*joined*Train it, if only for one epoch more*' -ErrorId 'AnomalyWithoutReference,*'
        $joined = $joined | Invoke-Training -Dataset $data -Epoch 1 -WarningAction Ignore
        (Get-Usual 1 19 | Get-Prediction -Network $joined).PValue | Should -BeGreaterThan 0
    }

    It 'are told by a network of members, and measured' {
        $five = New-Network -Dataset $data -Member 2 -Seed 1 | Invoke-Training -Dataset $data -Epoch 30 -WarningAction Ignore
        $told = Get-Usual 20 12 | ForEach-Object { $_.Memory = 4000; $_ } | Get-Prediction -Network $five
        $told.Where({ $_.PValue -lt 0.01 }).Count | Should -BeGreaterThan 18
        $measured = $net | Measure-Network -Dataset (Get-Usual 100 13 | ConvertTo-Dataset -Anomaly)
        $measured.Samples | Should -Be 100
        $measured.Loss | Should -BeLessThan 0.5
        "$measured" | Should -Match '^loss 0'
        (Measure-FeatureImportance -Network $net -Dataset $data -Repeat 2).Metric | Select-Object -Unique | Should -Be Loss
    }

    It 'are not told by a file in which that is wrong: <Change>' -ForEach @(
        @{ Change = 'no scores'; Edit = { $args[0].anomaly.scores = @() } }, @{ Change = 'too few columns'; Edit = { $args[0].anomaly.columns = @(@{}) } }
        @{ Change = 'another task'; Edit = { $args[0].output.task = 'regression' } }, @{ Change = 'no task'; Edit = { $args[0].output.Remove('task') } }
        @{ Change = 'no profile'; Edit = { $args[0].input.columns[0].Remove('profile') } }, @{ Change = 'other targets'; Edit = { $args[0].output.columns[0].name = 'Other' } }
    ) {
        $net | Export-Network TestDrive:/wrong.json
        $file = Get-Content TestDrive:/wrong.json -Raw | ConvertFrom-Json -AsHashtable
        & $Edit $file
        $file | ConvertTo-Json -Depth 20 | Set-Content TestDrive:/wrong.json
        { Import-Network TestDrive:/wrong.json -ErrorAction Stop } | Should -Throw -ErrorId 'FileContent,*'
    }
}

Describe 'A script that tells odd rows' {
    BeforeAll {
        # What module and script say of the same rows, which must be the same: to rounding, or to what single precision has.
        function Compare-Told {
            param($Network, [object[]] $Rows, [double] $Tolerance = 1e-9)
            $Network | Export-Network TestDrive:/told.ps1
            . TestDrive:/told.ps1
            $here = @($Rows | Get-Prediction -Network $Network -Append -WarningAction Ignore)
            $there = @($Rows | Get-ToldPrediction)
            $there.Count | Should -Be $here.Count
            for ($i = 0; $i -lt $here.Count; $i++) {
                $there[$i].psobject.Properties.Name | Should -Be $here[$i].psobject.Properties.Name
                $where = $Rows[$i] | ConvertTo-Json -Compress
                $there[$i].AnomalyScore | Should -BeGreaterOrEqual ($here[$i].AnomalyScore - $Tolerance) -Because $where
                $there[$i].AnomalyScore | Should -BeLessOrEqual ($here[$i].AnomalyScore + $Tolerance) -Because $where
                [Math]::Abs($there[$i].PValue / $here[$i].PValue - 1) | Should -BeLessThan (10 * $Tolerance) -Because $where
                $there[$i].OddestColumn | Should -Be $here[$i].OddestColumn -Because $where
                "$($there[$i].OutOfRange)" | Should -Be "$($here[$i].OutOfRange)"
            }
        }

        # Each row has what another has in about one column, or something that no row has.
        function Get-Strange([object[]] $Rows, [int] $Count, [int] $Seed) {
            $random = [Random]::new($Seed)
            $names = @($Rows[0].psobject.Properties.Name)
            foreach ($i in 1..$Count) {
                $row = $Rows[$random.Next($Rows.Count)].psobject.Copy()
                $name = $names[$random.Next($names.Count)]
                $other = $Rows[$random.Next($Rows.Count)].$name
                $row.$name = switch ($random.Next(4)) {
                    0 { if ($other -is [double]) { $other * [Math]::Pow(10, $random.Next(12)) } elseif ($other -is [string]) { "new $i" } else { $other } }
                    1 { $null }
                    default { $other }
                }
                $row
            }
        }
    }

    It 'says what the module says, of rows of numbers, states and categories: <Name>' -ForEach @(
        @{ Name = 'as they are'; New = @{}; Tolerance = 1e-9 }
        @{ Name = 'in single precision'; New = @{ Precision = 'Single' }; Tolerance = 1e-2 }
        @{ Name = 'of members'; New = @{ Member = 2 }; Tolerance = 1e-9 }
        @{ Name = 'with other layers'; New = @{ HiddenLayer = 5, @{ Kind = 'BatchNormalization' }, 3 }; Tolerance = 1e-9 }
    ) {
        $rows = Get-Usual 300 20 | ForEach-Object { if ($_.Threads -lt 5) { $_.Free = $null }; if ($_.Handles -gt 950) { $_.Site = $null }; $_ }
        $gaps = $rows | ConvertTo-Dataset -Anomaly -Missing Mean
        $trained = New-Network -Dataset $gaps -Seed 1 @New | Invoke-Training -Dataset $gaps -Epoch 40 -WarningAction Ignore
        Compare-Told $trained (@($rows[0..40]) + @(Get-Strange $rows 80 21)) $Tolerance
    }

    It 'says so of rows that training had, and of such as are alike' {
        # Of few different rows many have the very error that others have.
        $rows = foreach ($i in 0..239) { [pscustomobject]@{ Tier = "t$($i % 5)"; Zone = "z$($i % 3)"; Even = $i % 2 -eq 0; Size = [double]($i % 4) } }
        $alike = $rows | ConvertTo-Dataset -Anomaly
        $trained = New-Network -Dataset $alike -Seed 1 | Invoke-Training -Dataset $alike -Epoch 60 -WarningAction Ignore
        Compare-Told $trained (@($rows[0..59]) + @([pscustomobject]@{ Tier = 't9'; Zone = 'z0'; Even = $true; Size = 1.0 }))
    }

    It 'reads dates and texts that are learned from without being given back' {
        $random = [Random]::new(22)
        $rows = Get-Usual 200 23 | ForEach-Object {
            $when = [datetime]::new(2026, 1, 1).AddHours($random.Next(5000))
            $_ | Select-Object *, @{ Name = 'When'; Expression = { $when } }, @{ Name = 'Note'; Expression = { "disk $($random.Next(30)) is slow" } }
        }
        $dated = $rows | ConvertTo-Dataset -Anomaly -Kind @{ Note = 'Text' } -WarningAction Ignore
        $trained = New-Network -Dataset $dated -Seed 1 | Invoke-Training -Dataset $dated -Epoch 20 -WarningAction Ignore
        Compare-Told $trained $rows[0..30]
    }

    It 'needs no module' {
        $net | Export-Network TestDrive:/alone.ps1
        $rows = @(Get-Usual 5 24) + @(Get-Usual 5 25 | ForEach-Object { $_.Memory = 4000; $_ })
        $here = $rows | Get-Prediction -Network $net
        $rows | ConvertTo-Json | Set-Content TestDrive:/alone.json
        $json = pwsh -NoProfile -NonInteractive -Command {
            param($path, $rows)
            . $path
            Get-Content $rows -Raw | ConvertFrom-Json | Get-AlonePrediction | ConvertTo-Json
        } -args (Resolve-Path TestDrive:/alone.ps1).ProviderPath, (Resolve-Path TestDrive:/alone.json).ProviderPath
        $alone = $json | ConvertFrom-Json
        $alone.OddestColumn | Should -Be $here.OddestColumn
        for ($i = 0; $i -lt 10; $i++) { [Math]::Abs($alone[$i].AnomalyScore - $here[$i].AnomalyScore) | Should -BeLessThan 1e-9 }
    }
}
