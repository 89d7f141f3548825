BeforeAll {
    . $PSScriptRoot/common.ps1
    $rows = foreach ($i in 0..19) { [pscustomobject]@{ Color = ('red', 'blue')[$i % 2]; Shape = ('round', 'square', 'flat')[$i % 3]; Size = $i; Price = 3 * $i + ($i % 2) } }
    $data = $rows | ConvertTo-Dataset -Target Price
    $strangers = @(
        [pscustomobject]@{ Color = 'red'; Shape = 'round'; Size = 1; Price = 2 }
        [pscustomobject]@{ Color = 'green'; Shape = 'oval'; Size = 2; Price = 3 }
        [pscustomobject]@{ Color = 'blue'; Shape = 'oval'; Size = 3; Price = 4 }
    )
    $strangerData = $strangers | ConvertTo-Dataset -Target Price
    $warning = "2 of 3 rows have categories that the network does not know, and are taken as having none of the known ones. The first is row 2: 'Color' is 'green'."
    $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 5 -WarningAction Ignore
    $strict = New-Network -Dataset $data -Seed 1 -UnknownCategory Error | Invoke-Training -Dataset $data -Epoch 5 -WarningAction Ignore

    # What a call warns of, as texts.
    function Get-Warning([scriptblock] $Call) { & $Call 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object Message }
}

Describe 'A category that the network does not know' {
    It 'gives the zero vector unless told otherwise' {
        $net.Columns.UnknownCategory | Should -Be Zero
        (New-Network 6, 1 | Invoke-Training -Dataset $data -Epoch 1 -WarningAction Ignore).Columns.UnknownCategory | Should -Be Zero

        # The biases of a fresh network are 0, so that its answer to all zeros is 0.
        $sum = New-Network -Dataset $data -HiddenLayer 0 -FeatureScaling None -TargetScaling None -Seed 1
        [pscustomobject]@{ Color = 'green'; Shape = 'oval'; Size = 0 } | Get-Prediction -Network $sum -Raw -WarningAction Ignore | Should -Be 0
        [pscustomobject]@{ Color = 'green'; Shape = 'flat'; Size = 0 } | Get-Prediction -Network $sum -Raw -WarningAction Ignore | Should -Not -Be 0
    }

    It 'means an error in files that do not say what it means' {
        $net | Export-Network "$TestDrive/old.json"
        (Get-Content "$TestDrive/old.json" -Raw) -replace '"unknownCategory": "zero",' | Set-Content "$TestDrive/old.json"
        (Import-Network "$TestDrive/old.json").Columns.UnknownCategory | Should -Be Error
    }

    It 'is told of once, piped' {
        Get-Warning { $strangers | Get-Prediction -Network $net } | Should -BeExactly $warning
    }

    It 'is told of once, as -InputData, as a dataset, and with -Raw' {
        Get-Warning { $net | Get-Prediction -InputData $strangers } | Should -BeExactly $warning
        Get-Warning { $net | Get-Prediction -InputData $strangerData } | Should -BeExactly $warning
        Get-Warning { $strangers | Get-Prediction -Network $net -Raw } | Should -BeExactly $warning
    }

    It 'is not told of where there is none' {
        Get-Warning { $strangers[0] | Get-Prediction -Network $net } | Should -BeNullOrEmpty
    }

    It 'gives the same bits piped, as -InputData, as a dataset and by the reloaded file' {
        $net | Export-Network "$TestDrive/net.json"
        $again = Import-Network "$TestDrive/net.json"
        $expected = $strangers | Get-Prediction -Network $net -Raw -WarningAction Ignore | Get-Bit
        $net | Get-Prediction -InputData $strangers -Raw -WarningAction Ignore | Get-Bit | Should -Be $expected
        $net | Get-Prediction -InputData $strangerData -Raw -WarningAction Ignore | Get-Bit | Should -Be $expected
        $strangers | Get-Prediction -Network $again -Raw -WarningAction Ignore | Get-Bit | Should -Be $expected
    }

    It 'is counted in rows that are predicted, not in those refused for something else' {
        $bad = [pscustomobject]@{ Color = 'black'; Shape = 'round'; Size = 'large' }
        $told = Get-Warning { $bad, $strangers[1] | Get-Prediction -Network $net -ErrorAction Ignore }
        $told | Should -BeExactly "1 of 1 rows has a category that the network does not know, and is taken as having none of the known ones. The first is row 2: 'Color' is 'green'."
    }

    It 'is refused where the call says so, each row by itself' {
        $answers = $strangers | Get-Prediction -Network $net -UnknownCategory Error -ErrorAction SilentlyContinue -ErrorVariable faults
        $answers | Should -HaveCount 1
        $faults.FullyQualifiedErrorId | Should -Be (@('CategoryUnknown,PSBackprop.Commands.GetPredictionCommand') * 2)
        { $net | Get-Prediction -InputData $strangerData -UnknownCategory Error } | Should -Throw -ErrorId 'CategoryUnknown,*'
        { $net | Measure-Network -Dataset $strangerData -UnknownCategory Error } | Should -Throw -ErrorId 'CategoryUnknown,*'
    }

    It 'is taken where the call says so, though the network refuses it' {
        { $strict | Get-Prediction -InputData $strangers } | Should -Throw -ErrorId 'CategoryUnknown,*' -ExpectedMessage '*-UnknownCategory Zero*'
        $strict | Get-Prediction -InputData $strangers -UnknownCategory Zero -WarningAction Ignore | Should -HaveCount 3
        Get-Warning { $strangers | Get-Prediction -Network $strict -UnknownCategory Zero } | Should -BeExactly $warning
        Get-Warning { $strict | Measure-Network -Dataset $strangerData -UnknownCategory Zero } | Should -BeExactly $warning
        $strict.Columns.UnknownCategory | Should -Be Error
    }

    It 'is told of by what takes labelled data' {
        Get-Warning { $net | Measure-Network -Dataset $strangerData } | Should -BeExactly $warning
        Get-Warning { $net | Test-Gradient -Dataset $strangerData } | Should -BeExactly $warning
        Get-Warning { $net | Trace-Backpropagation -Dataset $strangerData } | Should -BeExactly $warning
        Get-Warning { $net | Export-TrainingReport "$TestDrive/report.html" -Dataset $strangerData } | Should -BeExactly $warning
    }

    It 'is told of by cross-validation, with the fold' {
        $told = Get-Warning { $net | Measure-Network -Dataset $strangerData -Fold 3 -Training @{ Epoch = 1 } -Seed 1 }
        $told | Should -HaveCount 1
        $told | Should -BeLike '2 of 3 rows have categories*The first is row 1 of fold ?: *'
        { $net | Measure-Network -Dataset $strangerData -Fold 3 -Training @{ Epoch = 1 } -UnknownCategory Error } | Should -Throw -ErrorId 'CategoryUnknown,*'
    }

    It 'is told of once by a further training, of its rows and those for validation' {
        $more = $net.Clone()
        $told = @(Get-Warning { $more | Invoke-Training -Dataset $strangerData -ValidationDataset $strangerData -Epoch 1 }) -like '*does not know*'
        $told | Should -BeLike "$($warning -replace '2 of 3', '4 of 6') The network keeps the inputs that it was built with*nothing of the new categories*"
        $told = @(Get-Warning { $more | Invoke-Training -Dataset $data -ValidationDataset $strangerData -Epoch 1 }) -like '*does not know*'
        $told | Should -BeExactly "2 of 23 rows have categories that the network does not know, and are taken as having none of the known ones. The first is row 2 of the validation data: 'Color' is 'green'."
        $more.LastTraining.Findings | Should -Contain $told
        { $strict.Clone() | Invoke-Training -Dataset $strangerData -Epoch 1 } | Should -Throw -ErrorId 'CategoryUnknown,*'
    }

    It 'stays an error as a word for yes or no, and as a label' {
        $flags = foreach ($i in 0..9) { [pscustomobject]@{ Open = $i % 2 -eq 0; Kind = ('a', 'b')[$i % 2] } }
        $flagged = New-Network -Dataset ($flags | ConvertTo-Dataset -Target Kind) -Seed 1
        { [pscustomobject]@{ Open = 'maybe' } | Get-Prediction -Network $flagged -UnknownCategory Zero -ErrorAction Stop } | Should -Throw -ErrorId 'CategoryUnknown,*'
        $other = [pscustomobject]@{ Open = $true; Kind = 'c' }, [pscustomobject]@{ Open = $true; Kind = 'a' } | ConvertTo-Dataset -Target Kind
        { $flagged | Measure-Network -Dataset $other -UnknownCategory Zero } | Should -Throw -ErrorId 'CategoryUnknown,*'
    }

    It 'refuses no test row with default settings (split <_>)' -ForEach (1..5) {
        $rare = foreach ($i in 1..60) { [pscustomobject]@{ Town = "Town $([int][Math]::Sqrt(7 * $i))"; Beds = $i % 4; Price = 100 + $i } }
        $training, $test = $rare | ConvertTo-Dataset -Target Price | Split-Dataset -Seed $_
        $fresh = New-Network -Dataset $training -Seed 1 -WarningAction Ignore | Invoke-Training -Dataset $training -Epoch 2 -WarningAction Ignore
        $fresh | Get-Prediction -InputData $test -WarningAction Ignore | Should -HaveCount $test.Count
        ($fresh | Measure-Network -Dataset $test -WarningAction Ignore).Samples | Should -Be $test.Count
    }
}
