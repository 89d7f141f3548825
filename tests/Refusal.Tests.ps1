BeforeAll {
    . $PSScriptRoot/common.ps1

    # A property that refuses its value reports through the engine, with the module's own exception inside.
    function Get-Fault([scriptblock] $Script) {
        try { $null = & $Script }
        catch {
            $exception = $_.Exception
            while ($exception -and $exception -isnot [PSBackprop.BackpropException]) { $exception = $exception.InnerException }
            return $exception ?? $_.Exception
        }
    }
}

Describe 'Each mistake has an id of its own, a sentence that says where and what to do, and changes nothing' {
    BeforeEach {
        $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1
        $before = "$($net.Layers.Weights)$($net.Layers.Biases)"
    }

    AfterEach {
        $fault.Id | Should -Be $Id
        $fault.Message | Should -BeLike "*$([WildcardPattern]::Escape($Part))*.*"
        $fault.Message | Should -Match '\.$'
        "$($net.Layers.Weights)$($net.Layers.Biases)" | Should -BeExactly $before
        $net.History.Count | Should -Be 0
    }

    It 'in building a network: <Script>' -ForEach @(
        @{ Script = { New-Network 2 }; Id = 'NoLayer'; Part = '-Layer 2,4,1' }
        @{ Script = { New-Network 0, 1 }; Id = 'LayerSize'; Part = 'at least 1' }
        @{ Script = { New-Network 2, -3, 1 }; Id = 'LayerSize'; Part = 'Layer 1 has -3 units' }
        @{ Script = { New-Network 2, 0 }; Id = 'LayerSize'; Part = 'Layer 1 has 0 units' }
        @{ Script = { New-Network two, 1 }; Id = 'LayerNotUnderstood'; Part = "'two'" }
        @{ Script = { New-Network 2, many, 1 }; Id = 'LayerNotUnderstood'; Part = "'many'" }
        @{ Script = { New-Network 2, 1.5 }; Id = 'LayerNotUnderstood'; Part = "'1.5'" }
        @{ Script = { New-Network 2, @{ Units = 4; Colour = 'red' }, 1 }; Id = 'LayerKeyUnknown'; Part = "'Colour'" }
        @{ Script = { New-Network 2, @{ Units = 4; Activation = 'step' }, 1 }; Id = 'LayerValue'; Part = 'step' }
        @{ Script = { New-Network 2, @{ Activation = 'Tanh' }, 1 }; Id = 'LayerSize'; Part = 'Layer 1' }
        @{ Script = { New-Network 2, @{ Units = 4; Activation = 'Softmax' }, 1 }; Id = 'HiddenSoftmax'; Part = 'Layer 1' }
        @{ Script = { New-Network 100000, 100000, 1 }; Id = 'NetworkTooLarge'; Part = 'parameters' }
        @{ Script = { New-Network 2147483647, 2147483647, 2147483647 }; Id = 'NetworkTooLarge'; Part = 'parameters' }
        @{ Script = { $net.Layers[0].Weights = [double[, ]]::new(1, 1) }; Id = 'WeightShape'; Part = '[2 × 4]' }
        @{ Script = { $net.Layers[0].Biases = @(1.0) }; Id = 'BiasShape'; Part = '4 biases' }
        @{ Script = { $net.Layers[0].Biases = @(1.0, 2, [double]::NaN, 4) }; Id = 'ParameterNotFinite'; Part = 'unchanged' }
    ) {
        $fault = Get-Fault $Script
    }

    It 'in data and settings of a training: <Id>, <Part>' -ForEach @(
        @{ With = { @{ InputData = @((0, 0), (0, 1, 2)); TargetData = 0, 1 } }; Id = 'RaggedRow'; Part = 'row 2' }
        @{ With = { @{ InputData = @((0, 0), (0, 'abc')); TargetData = 0, 1 } }; Id = 'NotANumber'; Part = "row 2, column 2 is 'abc'" }
        @{ With = { @{ InputData = @((0, 0), (0, $null)); TargetData = 0, 1 } }; Id = 'NotANumber'; Part = 'row 2, column 2 is empty' }
        @{ With = { @{ InputData = @((0, 0), (0, '1,5')); TargetData = 0, 1 } }; Id = 'NotANumber'; Part = "'1,5'" }
        @{ With = { @{ InputData = @((0, 0), ([double]::NaN, 1)); TargetData = 0, 1 } }; Id = 'NotFinite'; Part = 'row 2, column 1' }
        @{ With = { @{ InputData = @((0, 0), ([double]::PositiveInfinity, 1)); TargetData = 0, 1 } }; Id = 'NotFinite'; Part = 'row 2, column 1' }
        @{ With = { @{ InputData = @((0, 0, 0), (0, 1, 0)); TargetData = 0, 1 } }; Id = 'RowWidth'; Part = '3 values' }
        @{ With = { @{ InputData = @(); TargetData = @() } }; Id = 'EmptyData'; Part = 'no rows' }
        @{ With = { @{ InputData = @{ a = 1 }; TargetData = 0 } }; Id = 'DataNotUnderstood'; Part = 'Hashtable' }
        @{ With = { @{ InputData = $x; TargetData = 0, 1, 1, 0, 1 } }; Id = 'TargetCount'; Part = '4 rows' }
        @{ With = { @{ InputData = $x; TargetData = 0, 1 } }; Id = 'TargetCount'; Part = '4 rows' }
        @{ With = { @{ InputData = $x; TargetData = @((0, 1), (0, 1), (0, 1), (0, 1)) } }; Id = 'TargetWidth'; Part = '2 values' }
        @{ With = { @{ InputData = $x; TargetData = $y; Loss = 'CategoricalCrossEntropy' } }; Id = 'LossPairing'; Part = 'Softmax' }
        @{ With = { @{ InputData = $x; TargetData = $y; FullBatch = $true; BatchSize = 2 } }; Id = 'BatchContradiction'; Part = '-BatchSize' }
        @{ With = { @{ InputData = $x; TargetData = $y; Optimizer = 'Sgd'; Nesterov = $true } }; Id = 'NesterovWithoutMomentum'; Part = '-Momentum' }
        @{ With = { @{ InputData = $x; TargetData = 0, 1, 1, 2; Loss = 'BinaryCrossEntropy' } }; Id = 'TargetOutsideDomain'; Part = 'row 4' }
    ) {
        $training = & $With
        $fault = Get-Fault { $net | Invoke-Training @training }
    }

    It 'in reading a file: <Script>' -ForEach @(
        @{ Script = { Import-Network . -ErrorAction Stop }; Id = 'PathIsFolder'; Part = '' }
        @{ Script = { Import-Network env:PATH -ErrorAction Stop }; Id = 'PathNotFileSystem'; Part = '' }
        @{ Script = { Import-Network none/x.json -ErrorAction Stop }; Id = 'FileNotFound'; Part = 'x.json' }
        @{ Script = { Import-Network 'none*.json' -ErrorAction Stop }; Id = 'FileNotFound'; Part = 'none*.json' }
    ) {
        Push-Location $TestDrive
        try { $fault = Get-Fault $Script } finally { Pop-Location }
    }
}

Describe 'A setting out of range' {
    It 'is refused before anything begins: <Setting>' -ForEach @(
        @{ Setting = @{ Epoch = 0 } }
        @{ Setting = @{ BatchSize = 0 } }
        @{ Setting = @{ LearningRate = 0 } }
        @{ Setting = @{ LearningRate = -1 } }
        @{ Setting = @{ LearningRate = [double]::NaN } }
        @{ Setting = @{ Momentum = 1 } }
        @{ Setting = @{ Beta1 = 1 } }
        @{ Setting = @{ L2 = -1 } }
        @{ Setting = @{ TimeLimit = 0 } }
        @{ Setting = @{ TargetLoss = [double]::PositiveInfinity } }
        @{ Setting = @{ ReportInterval = 0 } }
        @{ Setting = @{ Seed = -1 } }
    ) {
        { New-Network 2, 4, 1 | Invoke-Training -InputData $x -TargetData $y @Setting } |
            Should -Throw -ErrorId 'ParameterArgumentValidationError,PSBackprop.Commands.InvokeTrainingCommand'
    }
}

Describe 'A row that cannot be used' {
    It 'is an error of its own that names it, and the others are predicted' {
        $rows = (0, 0), (0, 'abc'), (1, 2, 3), ([double]::NaN, 1), (1, 1)
        $predictions = $rows | Get-Prediction -Network (New-Network 2, 4, 1) -ErrorVariable faults -ErrorAction SilentlyContinue
        $predictions | Should -HaveCount 2
        $faults.FullyQualifiedErrorId -replace ',.*' | Should -Be 'NotANumber', 'RowWidth', 'NotFinite'
        $faults.ForEach({ "$_" -replace '(?s).*?[rR]ow (\d+).*', '$1' }) | Should -Be 2, 3, 4
    }
}

Describe 'What cannot be right is refused with the place and the remedy' {
    It 'in texts with half of a character, which no file keeps: <_>' -ForEach "a$([char]0xD83D)", "$([char]0xDE00)z", "$([char]0xDE00)$([char]0xD83D)" {
        $text = $_
        { 'a', $text, 'b' | ForEach-Object { [pscustomobject]@{ c = $_; y = 1 } } | ConvertTo-Dataset -Target y } | Should -Throw "*Row 2, column 'c'*" -ErrorId 'TextNotUnicode,*'
        { 'a', $text, 'b' | ForEach-Object { [pscustomobject]@{ c = 1; y = $_ } } | ConvertTo-Dataset -Target y } | Should -Throw "*Row 2, column 'y'*" -ErrorId 'TextNotUnicode,*'
        { @{ $text = 1; y = 1 } | ConvertTo-Dataset -Target y } | Should -Throw -ErrorId 'TextNotUnicode,*'
        $data = 'a', "$([char]::ConvertFromUtf32(0x1F600))z", $text | ForEach-Object { [pscustomobject]@{ c = $_; y = 1.5 } } | ConvertTo-Dataset -Target y -Kind @{ c = 'Text' }
        $data.Count | Should -Be 3
        New-Network -Dataset ('a', 'b' | ForEach-Object { @{ c = $_; y = 1.5 } } | ConvertTo-Dataset -Target y) -Seed 1 | Export-Network "$TestDrive/half.json"
        (Get-Content "$TestDrive/half.json" -Raw) -replace '"b"', '"\uD83D"' | Set-Content "$TestDrive/half.json"
        { Import-Network "$TestDrive/half.json" -ErrorAction Stop } | Should -Throw -ErrorId 'File*'
    }

    It 'in a network file with two columns that differ in case alone; of version 1 they are read' {
        New-Network -Dataset (@{ a = 1; b = 2; y = 1.5 } | ConvertTo-Dataset -Target y) -Seed 1 | Export-Network "$TestDrive/twice.json"
        $twice = (Get-Content "$TestDrive/twice.json" -Raw) -creplace '"b"', '"A"'
        Set-Content "$TestDrive/twice.json" $twice
        { Import-Network "$TestDrive/twice.json" -ErrorAction Stop } | Should -Throw "*two columns named*case makes no difference*" -ErrorId 'FileContent,*'
        Set-Content "$TestDrive/twice.json" ($twice -replace '"version": 2', '"version": 1')
        (Import-Network "$TestDrive/twice.json").Columns.Input.Name.ToLowerInvariant() | Should -Be 'a', 'a'
    }

    It 'in settings that a hashtable gives, with the range: <Part>' -ForEach @(
        @{ Script = { Search-Network (Get-SampleDataset Iris) @{ TextBit = 6, 30 } }; Part = "-Parameter has '30' for TextBit. Give a number from 1 to 24." }
        @{ Script = { Search-Network (Get-SampleDataset Iris) @{ LearningRate = 0.1, -1 } }; Part = "-Parameter has '-1' for LearningRate. Give a finite number above 0." }
        @{ Script = { Search-Network (Get-SampleDataset Iris) -Parameter @{ LearningRate = 0.1 } -Training @{ Epoch = 0 } }; Part = "-Training has '0' for Epoch. Give a number of 1 or more." }
        @{ Script = { Search-Network (Get-SampleDataset Iris) @{ Optimizer = 'None' } }; Part = "-Parameter has 'None' for Optimizer. *Adam*" }
    ) {
        $Script | Should -Throw "$Part*" -ErrorId 'SettingRefused,*'
    }

    It 'in numbers that scaling takes out of the range, those to train on, too' {
        $data = -1e308, 1e308, 1 | ForEach-Object { [pscustomobject]@{ a = $_; y = 1.5 } } | ConvertTo-Dataset -Target y
        $net = New-Network -Dataset $data -FeatureScaling MinMax -Seed 1
        { $net | Invoke-Training -Dataset $data -Epoch 1 } | Should -Throw "*column 'a' is 1E+308, which is too large to be scaled: (value * offset) / scale*Robust*" -ErrorId 'NumberNotFinite,*'
    }

    It 'in numbers of two notations in one column, with what to do' {
        { '1,5', '23.90' | ForEach-Object { [pscustomobject]@{ a = $_; y = 1 } } | ConvertTo-Dataset -Target y -Culture de-DE } |
            Should -Throw "*'23.90'*write it like the others*-Culture ''*" -ErrorId 'TextInNumericColumn,*'
        $null = '1.5', '2,5' | ForEach-Object { [pscustomobject]@{ a = $_; y = 1 } } | ConvertTo-Dataset -Target y -Culture de-DE -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike "Column 'a' has values that look like numbers with a decimal point, such as '1.5', and was read as a column of categories.*"
    }
}
