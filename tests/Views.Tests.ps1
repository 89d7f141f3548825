BeforeDiscovery {
    $shown = 'Network', 'Layers', 'History', 'LastTraining', 'Columns', 'InputColumns', 'Dataset', 'DataColumns', 'Predictions', 'Numbers', 'Labels', 'Top',
        'Classes', 'PerClass', 'ConfusionMatrix', 'Regression', 'PerTarget', 'Folds', 'Figures', 'CrossValidation', 'Trials', 'Check', 'LayerChecks', 'Trace', 'Matrices'
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
    $objects = @{
        Network = $net; Layers = $net.Layers; History = $net.History; LastTraining = $net.LastTraining; Columns = $net.Columns; InputColumns = $net.Columns.Input
        Dataset = $train; DataColumns = $train.Feature; Predictions = $test.Rows[0..2] | Get-Prediction -Network $net; Numbers = $sine.Rows[0..2] | Get-Prediction -Network $curve
        Labels = $flags.Rows[0..2] | Get-Prediction -Network $several; Top = $prediction.Top; Classes = $classes; PerClass = $classes.PerClass; ConfusionMatrix = $classes.ConfusionMatrix
        Regression = $regression; PerTarget = $regression.PerTarget; Folds = $train | Split-Dataset -Fold 3 -Seed 1; Figures = $crossValidation.Figures; CrossValidation = $crossValidation
        Trials = ($train | Search-Network -Parameter @{ HiddenLayer = 2, @(3, 3) } -Training @{ Epoch = 2 } -Seed 1)[0, 1]; Check = $check; LayerChecks = $check.Layers
        Trace = New-Network 2, 2, 1 -Seed 1 | Trace-Backpropagation -InputData (1, 0) -TargetData 1; Matrices = New-Network 2, 2, 1 -Seed 1 | Trace-Backpropagation -InputData (1, 0) -TargetData 1 -AsMatrix
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
