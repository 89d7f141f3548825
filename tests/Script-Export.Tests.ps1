BeforeDiscovery { . $PSScriptRoot/common.ps1 }

BeforeAll {
    . $PSScriptRoot/common.ps1

    # What a script gives in a session that never saw the module.
    function Invoke-Alone {
        param($Path, $Function, $Rows)
        $Rows | ConvertTo-Json -Depth 4 -AsArray | Set-Content TestDrive:/rows.json
        $json = pwsh -NoProfile -NonInteractive -Command {
            param($path, $function, $rows)
            . $path
            @(Get-Content $rows -Raw | ConvertFrom-Json | ForEach-Object { , $_ } | & $function | ForEach-Object { $_ }) | ConvertTo-Json -Depth 4 -AsArray
        } -args (Resolve-Path $Path).ProviderPath, $Function, (Resolve-Path TestDrive:/rows.json).ProviderPath
        $json | ConvertFrom-Json | ForEach-Object { $_ }
    }
}

Describe 'A network exported as a script' {
    It 'gives the same numbers with <_>' -ForEach ([enum]::GetValues([PSBackprop.Activation]).Where({ $_ -ne 'Softmax' })) {
        $net = New-Network 2, @{ Units = 5; Activation = $_; Slope = 0.2 }, 3 -OutputActivation Softmax -Seed 1
        $net | Export-Network TestDrive:/plain.ps1
        $rows = @(-3, 0.5), @(2, -1), @(0, 0), @(7, 4)
        $expected = $net | Get-Prediction -InputData $rows
        . TestDrive:/plain.ps1
        $actual = $rows | Get-PlainPrediction
        $actual.Label | Should -Be $expected.Label
        for ($i = 0; $i -lt 4; $i++) {
            for ($j = 0; $j -lt 3; $j++) { [Math]::Abs($actual[$i].Output[$j] - $expected[$i].Output[$j]) | Should -BeLessThan 1e-12 }
        }
    }

    It 'needs no module, and takes rows with names and texts' {
        $iris = Get-SampleDataset Iris
        $net = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 20
        $net | Export-Network TestDrive:/iris.ps1
        $rows = Import-Csv (Join-Path $module Data iris.csv) | Select-Object -First 60 | Select-Object -Last 20
        $alone = Invoke-Alone TestDrive:/iris.ps1 Get-IrisPrediction $rows
        $here = $rows | Get-Prediction -Network $net
        $alone.Label | Should -Be $here.Label
        for ($i = 0; $i -lt 20; $i++) { [Math]::Abs($alone[$i].Probability - $here[$i].Probability) | Should -BeLessThan 1e-12 }
    }

    It 'undoes the scaling of numbers, and folds batch normalization in' {
        $sine = Get-SampleDataset Sine -Seed 1
        $net = New-Network -Dataset $sine -HiddenLayer @{ Units = 8; Activation = 'Linear' }, @{ Kind = 'BatchNormalization'; Activation = 'Tanh' } -TargetScaling MinMax -Seed 1 | Invoke-Training -Dataset $sine -Epoch 20
        $net | Export-Network TestDrive:/sine.ps1
        . TestDrive:/sine.ps1
        [Math]::Abs((@{ X = 1.5 } | Get-SinePrediction).Value - (@{ X = 1.5 } | Get-Prediction -Network $net).Value) | Should -BeLessThan 1e-12
    }

    It 'is only data and arithmetic, whatever names are in it' {
        $hostile = "x'; New-Item `"$TestDrive/owned`" #`n\u2019; & { throw }"
        $rows = 'a', 'b' | ForEach-Object { [pscustomobject]@{ "$hostile" = 1.0; K = "$_’; `$(throw) $hostile"; Y = $_ -eq 'a' } }
        $data = $rows | ConvertTo-Dataset -Target Y
        $net = New-Network -Dataset $data -Name $hostile -Seed 1
        $net | Export-Network TestDrive:/hostile.ps1
        $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile((Resolve-Path TestDrive:/hostile.ps1).ProviderPath, [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
        $commands = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)).ForEach({ $_.GetCommandName() }) | Where-Object { $_ } | Sort-Object -Unique
        $commands | Should -BeIn 'New-Object', 'Where-Object'
        . TestDrive:/hostile.ps1
        $function = (Get-Command Get-*Prediction -CommandType Function).Name
        ($rows | & $function).Count | Should -Be 2
        "$TestDrive/owned" | Should -Not -Exist
    }

    It 'has nothing in it that Windows PowerShell 5.1 does not know' {
        New-Network 2, 3, 1 -Activation Gelu -Seed 1 | Export-Network TestDrive:/old.ps1
        $tokens = $null
        $null = [Management.Automation.Language.Parser]::ParseFile((Resolve-Path TestDrive:/old.ps1).ProviderPath, [ref]$tokens, [ref]$null)
        $tokens.Kind | Should -Not -BeIn 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr'
        (Get-Content TestDrive:/old.ps1 -AsByteStream -TotalCount 3) | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'is not read back' {
        { Import-Network TestDrive:/old.ps1 -ErrorAction Stop } | Should -Throw -ErrorId 'ImportScript,*'
    }
}
