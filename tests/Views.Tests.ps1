BeforeDiscovery {
    $shown = 'Network', 'Layers', 'History', 'LastTraining', 'Columns', 'InputColumns', 'Dataset', 'DataColumns', 'Predictions', 'Numbers', 'Labels', 'Bare', 'TopPredictions', 'Top',
        'Classes', 'PerClass', 'CalibrationBins', 'Calibration', 'CostByThreshold', 'CalibratedClasses', 'CalibratedNumbers', 'Intervals', 'Sets', 'ConfusionMatrix', 'Regression', 'PerTarget', 'Folds', 'Figures', 'CrossValidation', 'Trials', 'Check', 'LayerChecks', 'WorstParameters', 'Trace', 'Matrices',
        'Importance', 'Dependence', 'Curve', 'Drift', 'ColumnProfile'
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $culture = [cultureinfo]::CurrentCulture
    [cultureinfo]::CurrentCulture = 'de-DE'
    $train, $test = Get-SampleDataset Wine | Split-Dataset -Seed 1
    $net = New-Network -Dataset $train -HiddenLayer 4 -Seed 1 -Name wine | Invoke-Training -Dataset $train -Epoch 60 -LearningRate 0.01 -Metric Accuracy -ValidationSplit 0.2
    $sine = Get-SampleDataset Sine -Count 40 -Seed 1
    $curve = New-Network -Dataset $sine -HiddenLayer 4 -Seed 1 | Invoke-Training -Dataset $sine -Epoch 5
    $flags = 1..20 | ForEach-Object { [pscustomobject]@{ a = $_; p = $_ -gt 10; q = $_ % 2 -eq 0 } } | ConvertTo-Dataset -Target p, q
    $several = New-Network -Dataset $flags -Seed 1
    $prediction = $test.Rows[0] | Get-Prediction -Network $net -Top 2
    $classes = $net | Measure-Network -Dataset $test
    $regression = $curve | Measure-Network -Dataset $sine
    $crossValidation = $net | Measure-Network -Dataset $train -Fold 3 -Training @{ Epoch = 3 }
    $check = $net | Test-Gradient -Dataset $train -Sample 5
    $calibratedNumbers = $curve.Clone() | Invoke-Calibration -Dataset (Get-SampleDataset Sine -Count 40 -Seed 2)
    $odd = 1..60 | ForEach-Object { [pscustomobject]@{ a = $_; Class = $_ % 7 -eq 0 -or $_ -gt 50 ? 'yes' : 'no' } } | ConvertTo-Dataset -Target Class
    $calibrated = New-Network -Dataset $odd -Seed 1 | Invoke-Training -Dataset ($odd | Split-Dataset -TestFraction 0.9 -Seed 1)[0] -Epoch 20 -WarningAction Ignore | Invoke-Calibration -Dataset $odd -Cost @{ yes = 5 }
    $objects = @{
        Network = $net; Layers = $net.Layers; History = $net.History; LastTraining = $net.LastTraining; Columns = $net.Columns; InputColumns = $net.Columns.Input
        Dataset = $train; DataColumns = $train.Feature; Predictions = $test.Rows[0..2] | Get-Prediction -Network $net; Numbers = $sine.Rows[0..2] | Get-Prediction -Network $curve
        Labels = $flags.Rows[0..2] | Get-Prediction -Network $several; Top = $prediction.Top; TopPredictions = $prediction; Bare = New-Network 2, 2 -Seed 1 | Get-Prediction -InputData $x; Classes = $classes; PerClass = $classes.PerClass; CalibrationBins = $classes.CalibrationBins; Calibration = $calibrated.Calibration
        CostByThreshold = ($calibrated | Measure-Network -Dataset $odd).CostByThreshold; CalibratedClasses = $calibrated | Measure-Network -Dataset $odd; CalibratedNumbers = $calibratedNumbers | Measure-Network -Dataset $sine
        Intervals = $sine.Rows[0..2] | Get-Prediction -Network $calibratedNumbers -Interval 0.9; Sets = $odd.Rows[0, 6] | Get-Prediction -Network $calibrated -Interval 0.9; ConfusionMatrix = $classes.ConfusionMatrix
        Regression = $regression; PerTarget = $regression.PerTarget; Folds = $train | Split-Dataset -Fold 3 -Seed 1; Figures = $crossValidation.Figures; CrossValidation = $crossValidation
        Trials = ($train | Search-Network -Parameter @{ HiddenLayer = 2, @(3, 3) } -Training @{ Epoch = 2 } -Seed 1)[0, 1]; Check = $check; LayerChecks = $check.Layers; WorstParameters = $check.WorstParameters
        Trace = New-Network 2, 2, 1 -Seed 1 | Trace-Backpropagation -InputData (1, 0) -TargetData 1; Matrices = New-Network 2, 2, 1 -Seed 1 | Trace-Backpropagation -InputData (1, 0) -TargetData 1 -AsMatrix
        Drift = $test.Rows | Measure-DataDrift -Network $net; ColumnProfile = $net.Columns.Input[0].Profile
        Importance = $net | Measure-FeatureImportance -Dataset $test -Repeat 2; Dependence = ($net | Measure-FeatureImportance -Dataset $test -Profile Alcohol)[0..5]; Curve = ($curve | Measure-FeatureImportance -Dataset $sine -Profile X)[0..5]
    }
}

AfterAll {
    [cultureinfo]::CurrentCulture = $culture
    $PSStyle.OutputRendering = $rendering
}

Describe 'The view of <_>' -ForEach $shown {
    It 'has no empty page, no type name in the place of a value, and numbers of the culture' {
        foreach ($show in { $args | Out-String -Width 120 }, { $args | Format-List | Out-String -Width 120 }, { $args | Format-Wide | Out-String -Width 120 }) {
            $text = & $show @($objects[$_])
            $text | Should -Not -Match '^\s*$'
            $text | Should -Not -Match 'PSBackprop\.|System\.'
            $text | Should -Not -Match "`e\["
        }

        # Times, and settings as one would type them, are the same everywhere.
        ($objects[$_] | Out-String -Width 120) -replace '(?m)^(Duration|Optimizer) .*$' | Should -Not -Match '\d\.\d+(?!\.)\b'
    }
}

Describe 'The table of <_>' -ForEach $shown {
    It 'has headers that are names of properties, but for what is computed, and fits 80 columns' {
        $computed = 'Epochs', 'Last loss', 'At', 'Shape'
        foreach ($object in @($objects[$_])[0]) {
            $view = @((Get-FormatData $object.PSObject.TypeNames).FormatViewDefinition.Control).Where({ $_ -is [Management.Automation.TableControl] })[0]
            foreach ($label in $view.Headers.Label.Where({ $_ -notin $computed })) { $object.PSObject.Properties[$label] | Should -Not -BeNullOrEmpty -Because $label }
        }
        $lines = ($objects[$_] | Out-String -Width 80) -split '\r?\n'
        $lines.Where({ $_.Length -gt 80 }) | Should -BeNullOrEmpty
        $rule = $lines.IndexOf($lines.Where({ $_ -match '^[- ]*--[- ]*$' })[0])
        if ($rule -gt 0) { $lines[$rule - 1] | Should -Not -Match '…' }
    }
}

Describe 'What is shown' {
    It 'of a prediction can be asked for by the name of its column, with and without -Append' {
        $objects.Predictions[0].Prediction | Should -Be $objects.Predictions[0].Label
        $objects.Numbers[0].Prediction | Should -Be $objects.Numbers[0].Value
        $objects.Labels[0].Prediction | Should -Be $objects.Labels[0].Labels
        $objects.Bare[0].Prediction | Should -Be $objects.Bare[0].Output
        ($test.Rows[0] | Get-Prediction -Network $net -Append).Prediction | Should -Be ($test.Rows[0] | Get-Prediction -Network $net).Prediction
    }

    It 'of -Top is each of the classes asked for' {
        $rows = $test.Rows[0..1] | Get-Prediction -Network $net -Top 2 | Out-String -Width 80
        foreach ($class in $prediction.Top) { $rows | Should -Match ('{0} {1:N4}' -f $class.Label, $class.Probability) }
    }

    It 'of a dataset made of objects is no name, as it has none' {
        $flags.Name | Should -BeNullOrEmpty
        { @() | ConvertTo-Dataset -Target a } | Should -Throw -ErrorId 'NoRows,*'
        Get-SampleDataset Wine | Out-String -Width 80 | Should -Match 'Wine +178 13 columns: Alcohol'
    }

    It 'of predictions in a CSV file is what they say, and no name of a type: <_>' -ForEach 'Predictions', 'TopPredictions', 'Numbers', 'Labels', 'Bare' {
        $csv = $objects[$_] | ConvertTo-Csv
        $csv -join "`n" | Should -Not -Match 'System\.|PSBackprop\.|\{'
        $first = $csv | ConvertFrom-Csv | Select-Object -First 1
        $one = @($objects[$_])[0]
        $written = [double[]]($first.Output -split ' ').ForEach({ [double]::Parse($_) })
        $written | Should -HaveCount $one.Output.Count
        for ($i = 0; $i -lt $written.Count; $i++) { [Math]::Abs($written[$i] - $one.Output[$i]) | Should -BeLessThan 1e-12 }
        $first.Prediction | Should -Be ($one.Prediction -is [double] ? $one.Value.ToString() : $one.Prediction -join ($_ -eq 'Bare' ? ' ' : ', '))
    }

    It 'leaves the outputs an array' {
        , $objects.Bare[0].Output | Should -BeOfType double[]
        [double[]]$objects.Bare[0].Output | Should -HaveCount 2
    }
}
