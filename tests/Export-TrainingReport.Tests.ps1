BeforeAll {
    . $PSScriptRoot/common.ps1
    $moons = Get-SampleDataset Moons -Noise 0.1 -Seed 1
    $net = New-Network -Dataset $moons -Seed 1 | Invoke-Training -Dataset $moons -Epoch 20
}

Describe 'Export-TrainingReport' {
    It 'writes one page and gives its file' {
        $file = $net | Export-TrainingReport TestDrive:/report.html -Dataset $moons -Title 'Moons & more' -PassThru
        $file | Should -BeOfType IO.FileInfo
        $page = Get-Content $file -Raw
        $page | Should -Match 'Moons &amp; more'
        $page | Should -Match 'Decision surface'
        $page | Should -Not -Match '<script|https?:'
    }

    It 'shows arrays, too' {
        $xor = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 5
        $xor | Export-TrainingReport TestDrive:/xor.html -InputData $x -TargetData $y
        Get-Content TestDrive:/xor.html -Raw | Should -Match 'Confusion matrix'
        { $xor | Export-TrainingReport TestDrive:/xor.html -InputData $x } | Should -Throw -ErrorId 'ReportDataHalf,*'
    }

    It 'shows importances as bars and dependences as curves, with what stands in them' {
        $rows = 1..90 | ForEach-Object { [pscustomobject]@{ '<b>A' = $_ / 90; Kind = 'x', '<y>', 'z' | Get-Random -SetSeed $_; When = [datetime]::new(2026, 1, 1).AddDays($_); Y = $_ } }
        $data = $rows | ConvertTo-Dataset -Target Y
        $numbers = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 30 -LearningRate 0.01 -WarningAction Ignore
        $importance = $numbers | Measure-FeatureImportance -Dataset $data
        $curves = $numbers | Measure-FeatureImportance -Dataset $data -Profile '<b>A', Kind, When
        $numbers | Export-TrainingReport TestDrive:/important.html -Importance $importance -Dependence $curves
        $page = Get-Content TestDrive:/important.html -Raw
        [regex]::Matches($page, '<div class="bar').Count | Should -Be 3
        $page | Should -Match 'Predictions by &lt;b&gt;A'
        $page | Should -Match '&lt;y&gt;: Y'
        $page | Should -Match '2026-0\d-\d\d'
        $page | Should -Not -MatchExactly '<b>|<y>|NaN'
        $moonCurve = $net | Measure-FeatureImportance -Dataset $moons -Profile X
        $net | Export-TrainingReport TestDrive:/moons.html -Dataset $moons -Dependence $moonCurve
        Get-Content TestDrive:/moons.html -Raw | Should -Match 'Predictions by X'
    }

    It 'shows the calibration curve, the cost by threshold and the intervals, where they are there' {
        $train, $held = Get-SampleDataset Moons -Count 300 -Noise 0.3 -Seed 2 | Split-Dataset -TestFraction 0.5 -Seed 1
        $decided = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train -Epoch 20 -WarningAction Ignore
        $decided | Export-TrainingReport TestDrive:/curve.html -Dataset $held
        $page = Get-Content TestDrive:/curve.html -Raw
        $page | Should -Match 'Calibration: how often'
        $page | Should -Not -Match 'Mean cost'
        $decided | Invoke-Calibration -Dataset $held -Cost @{ Upper = 5 } | Export-TrainingReport TestDrive:/cost.html -Dataset $held
        Get-Content TestDrive:/cost.html -Raw | Should -Match 'Mean cost of a decision \(upwards\) by threshold'
        $train, $held = Get-SampleDataset Sine -Count 300 -Noise 0.3 -Seed 2 | Split-Dataset -TestFraction 0.5 -Seed 1
        $number = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train -Epoch 20 -WarningAction Ignore
        $number | Invoke-Calibration -Dataset $held | Export-TrainingReport TestDrive:/interval.html -Dataset $held
        Get-Content TestDrive:/interval.html -Raw | Should -Match '9\d\.\d ?% lie between the outer lines, in intervals for 90 ?%'
    }

    It 'leaves nothing behind with -WhatIf, and replaces no file with -NoClobber' {
        $net | Export-TrainingReport TestDrive:/none.html -WhatIf
        'TestDrive:/none.html' | Should -Not -Exist
        Set-Content TestDrive:/mine.html 'mine'
        { $net | Export-TrainingReport TestDrive:/mine.html -NoClobber } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content TestDrive:/mine.html | Should -Be 'mine'
    }

    It 'keeps the curves of a network that was saved with its history' {
        $net | Export-Network TestDrive:/moons.json -IncludeHistory
        Import-Network TestDrive:/moons.json | Export-TrainingReport TestDrive:/loaded.html
        Get-Content TestDrive:/loaded.html -Raw | Should -Match 'Loss by epoch'
    }
}

Describe 'A history on screen' {
    It 'has the curve of the loss above it' {
        $net.History | Out-String | Should -Match 'Loss: █.*▁.* → '
    }
}
