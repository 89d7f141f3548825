BeforeAll {
    . $PSScriptRoot/common.ps1
    $random = [Random]::new(5)
    $rows = foreach ($i in 1..200) {
        $score = $random.NextDouble()
        [pscustomobject]@{ Score = $score; Other = $random.NextDouble(); Spam = $score + 0.3 * $random.NextDouble() -gt 0.9 }
    }

    # The same rows with the named class first in the data.
    function Get-Ordered {
        param([bool] $First)
        $rows | Sort-Object { $_.Spam -ne $First } -Stable
    }

    function Get-Trained {
        param($Data, [hashtable] $With = @{})
        New-Network -Dataset $Data -Seed 1 @With | Invoke-Training -Dataset $Data -Epoch 60 -LearningRate 0.02 -WarningAction Ignore
    }
}

Describe 'The positive class' {
    It 'is the true one, whichever came first in the data' {
        foreach ($first in $true, $false) {
            (New-Network -Dataset (Get-Ordered $first | ConvertTo-Dataset -Target Spam)).Columns.PositiveClass | Should -BeTrue
        }
    }

    It 'is the rarer of two names, whichever came first in the data' {
        foreach ($first in $true, $false) {
            $named = Get-Ordered $first | Select-Object Score, @{ Name = 'Class'; Expression = { $_.Spam ? 'spam' : 'ham' } }
            (New-Network -Dataset ($named | ConvertTo-Dataset -Target Class)).Columns.PositiveClass | Should -Be 'spam'
        }
    }

    It 'is the one that -Threshold is for, with one output and with two, first in the data or second' {
        foreach ($first in $true, $false) {
            foreach ($with in @{}, @{ OutputActivation = 'Softmax' }) {
                $named = Get-Ordered $first | Select-Object Score, Other, @{ Name = 'Class'; Expression = { $_.Spam ? 'spam' : 'ham' } }
                $net = Get-Trained ($named | ConvertTo-Dataset -Target Class) $with
                $net.OutputSize | Should -Be ($with.Count + 1)
                $probability = ($named | Get-Prediction -Network $net).ForEach({ $_.Probabilities['spam'] })
                foreach ($threshold in 0.05, 0.2, 0.5, 0.8) {
                    $expected = $probability.ForEach({ $_ -ge $threshold ? 'spam' : 'ham' })
                    ($named | Get-Prediction -Network $net -Threshold $threshold).Label | Should -Be $expected
                    (Get-Prediction -Network $net -InputData $named -Threshold $threshold).Label | Should -Be $expected
                    $ham = $probability.ForEach({ 1 - $_ -ge $threshold ? 'ham' : 'spam' })
                    ($named | Get-Prediction -Network $net -Threshold $threshold -PositiveClass HAM).Label | Should -Be $ham
                }
            }
        }
    }

    It 'is chosen by -PositiveClass and kept in files, jobs and trainings' {
        $data = $rows | ConvertTo-Dataset -Target Spam
        $net = Get-Trained $data @{ PositiveClass = $false }
        $net | Export-Network "$TestDrive/spam.json"
        $net | Export-Clixml "$TestDrive/spam.clixml"
        $expected = ($rows | Get-Prediction -Network $net -Threshold 0.9).Label
        foreach ($one in $net, (Import-Network "$TestDrive/spam.json"), (Import-Clixml "$TestDrive/spam.clixml"), $net.Clone()) {
            $one.Columns.PositiveClass | Should -BeOfType [bool]
            $one.Columns.PositiveClass | Should -BeFalse
            ($rows | Get-Prediction -Network $one -Threshold 0.9).Label | Should -Be $expected
            ($one | Measure-Network -Dataset $data).PositiveClass | Should -BeFalse
        }

        Test-Json -Path "$TestDrive/spam.json" -SchemaFile (Join-Path $module 'psbackprop-network.schema.json') | Should -BeTrue
    }

    It 'is the one whose precision, recall and F1 Measure-Network shows' {
        $data = $rows | ConvertTo-Dataset -Target Spam
        $net = Get-Trained $data
        $predictions = $rows | Get-Prediction -Network $net -Append
        $right = @($predictions | Where-Object { $_.Prediction -and $_.Spam }).Count
        $measured = $net | Measure-Network -Dataset $data
        $measured.Precision | Should -Be ($right / @($predictions | Where-Object Prediction).Count)
        $measured.Recall | Should -Be ($right / @($predictions | Where-Object Spam).Count)
        [Math]::Abs($measured.F1 - 2 * $measured.Precision * $measured.Recall / ($measured.Precision + $measured.Recall)) | Should -BeLessThan 1e-12
        $measured.MacroF1 | Should -Be ($measured.PerClass.F1 | Measure-Object -Average).Average
        $other = $net | Measure-Network -Dataset $data -PositiveClass $false
        $other.PositiveClass | Should -BeFalse
        $other.F1, $other.AveragePrecision | Should -Be $measured.PerClass[0].F1, $measured.PerClass[0].AveragePrecision
        $folds = $net | Measure-Network -Dataset $data -Fold 2 -Training @{ Epoch = 5 } -PositiveClass $false
        $folds.Folds.PositiveClass | Should -Be $false, $false
        $folds.Figures.Name | Should -Contain 'MacroF1'
    }

    It 'is named in every view' {
        $data = $rows | ConvertTo-Dataset -Target Spam
        $net = Get-Trained $data
        $net | Format-List | Out-String | Should -Match 'PositiveClass +: True'
        $shown = $net | Measure-Network -Dataset $data | Out-String
        $shown | Should -Match 'PositiveClass +: True'
        foreach ($figure in 'Precision', 'Recall', 'F1', 'AveragePrecision', 'MacroF1') {
            $shown | Should -Match "(?m)^$figure +: [01]\.\d{4}"
        }

        $net | Export-TrainingReport "$TestDrive/report.html" -Dataset $data
        Get-Content "$TestDrive/report.html" -Raw | Should -Match 'positive class.*is True'
        $iris = Get-SampleDataset Iris
        $several = New-Network -Dataset $iris -Seed 1 | Measure-Network -Dataset $iris -WarningAction Ignore | Out-String
        $several | Should -Not -Match '(?m)^(PositiveClass|F1|Precision) '
        $several | Should -Match '(?m)^MacroF1 '
    }

    It 'that is never predicted is a finding' {
        $rare = $rows | Select-Object Other, @{ Name = 'Class'; Expression = { $_.Score -gt 0.97 ? 'Rare' : 'Usual' } }
        $data = $rare | ConvertTo-Dataset -Target Class
        $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 30 -WarningAction Ignore
        $measured = $net | Measure-Network -Dataset $data -WarningVariable warnings -WarningAction SilentlyContinue
        $measured.F1, $measured.Recall | Should -Be 0, 0
        $measured.MacroF1 | Should -BeGreaterThan 0.45
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "The class 'Rare' is never predicted, though * of 200 samples are of it. To find them, lower -Threshold of Get-Prediction*"
        $measured.Findings | Should -Be "$warnings"
        $found = $rare | Get-Prediction -Network $net -Threshold 0.001 | Where-Object Label -EQ Rare
        @($found).Count | Should -BeGreaterThan 0
    }

    It 'of a network of version 1 is the second' {
        $old = Import-Network $PSScriptRoot/PSBackprop.Core.Tests/Files/network-version-1-boolean.json
        $old.Columns.PositiveClass | Should -Be 'True'
        ([pscustomobject]@{ Temp = 20; Line = 'A'; Open = $true } | Get-Prediction -Network $old -Threshold 0.01).Label | Should -Be 'True'
    }

    It 'has to be one of two' {
        $data = $rows | ConvertTo-Dataset -Target Spam
        $iris = Get-SampleDataset Iris
        { New-Network -Dataset $data -PositiveClass eggs } | Should -Throw -ErrorId 'PositiveClassUnknown,*'
        { New-Network -Dataset $iris -PositiveClass setosa } | Should -Throw -ErrorId 'PositiveClassWithoutTwo,*'
        $net = New-Network -Dataset $data -Seed 1
        { $rows | Get-Prediction -Network $net -Threshold 0.5 -PositiveClass eggs } | Should -Throw -ErrorId 'PositiveClassUnknown,*'
        { $rows | Get-Prediction -Network $net -PositiveClass $true } | Should -Throw -ErrorId 'PositiveClassWithoutThreshold,*'
        { $net | Measure-Network -Dataset $data -PositiveClass eggs } | Should -Throw -ErrorId 'PositiveClassUnknown,*'
        { $net | Measure-Network -Dataset $data -Fold 2 -PositiveClass eggs } | Should -Throw -ErrorId 'PositiveClassUnknown,*'
        { New-Network -Dataset $iris | Measure-Network -Dataset $iris -PositiveClass setosa } | Should -Throw -ErrorId 'PositiveClassWithoutTwo,*'
    }

    It 'completes on Tab' {
        $global:spamData = $rows | Select-Object Score, @{ Name = 'Class'; Expression = { $_.Spam ? 'no ham' : 'ham' } } | ConvertTo-Dataset -Target Class
        $global:spamNet = New-Network -Dataset $spamData -Seed 1
        try {
            foreach ($line in 'New-Network -Dataset $spamData -PositiveClass ', '$spamData | New-Network -PositiveClass ', 'Get-Prediction -Network $spamNet -Threshold 0.1 -PositiveClass ', '$spamNet | Measure-Network -PositiveClass ') {
                (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Sort-Object | Should -Be "'no ham'", 'ham' -Because $line
            }
        }
        finally {
            Remove-Variable spamData, spamNet -Scope Global
        }
    }

    It 'names what Search-Network goes by' {
        $data = $rows | ConvertTo-Dataset -Target Spam
        $best = Search-Network $data @{ LearningRate = 0.01, 0.02 } -Method Grid -Metric f1 -Training @{ Epoch = 5 } -Seed 1 -WarningAction Ignore
        $best[0].Metric | Should -Be 'F1'
        $macro = Search-Network (Get-SampleDataset Iris) @{ LearningRate = 0.01, 0.02 } -Method Grid -Metric f1 -Training @{ Epoch = 5 } -Seed 1 -WarningAction Ignore
        $macro[0].Metric | Should -Be 'MacroF1'
    }
}
