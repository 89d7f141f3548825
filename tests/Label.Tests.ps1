BeforeAll {
    . $PSScriptRoot/common.ps1

    # Forty rows; the target says whether a number is above 30, in a type of its own.
    function Get-Row {
        param([scriptblock] $Label)
        foreach ($number in 1..40) {
            [pscustomobject]@{ Number = $number; Other = $number % 3; Target = & $Label ($number -gt 30) }
        }
    }

    function Get-Classifier {
        param([object[]] $Row, [string] $Kind)
        $kinds = if ($Kind) { @{ Target = $Kind } } else { @{} }
        $data = $Row | ConvertTo-Dataset -Target Target -Kind $kinds
        $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 300 -LearningRate 0.05 -WarningAction Ignore
        $net, $data
    }
}

Describe 'Labels' {
    It 'of hundreds of classes are learned as those of a few' {
        $random = [Random]::new(1)
        $data = 1..900 | ForEach-Object { [pscustomobject]@{ A = $random.NextDouble(); Y = "class $($_ % 300)" } } | ConvertTo-Dataset -Target Y
        $many = New-Network -Dataset $data -HiddenLayer 4 -Seed 1 | Invoke-Training -Dataset $data -Epoch 2 -WarningAction Ignore
        ($many | Measure-Network -Dataset $data -WarningAction Ignore).PerClass | Should -HaveCount 300
        $rows = 1..600 | ForEach-Object { [pscustomobject]@{ A = $random.NextDouble(); K = "k$($_ % 300)"; L = "l$($_ % 300)" } }
        $odd = $rows | ConvertTo-Dataset -Anomaly
        $wide = New-Network -Dataset $odd -Seed 1 -WarningAction Ignore | Invoke-Training -Dataset $odd -Epoch 2 -WarningAction Ignore
        ((Get-Prediction -Network $wide -InputData $odd)[0].AnomalyScore | Get-Bit) | Should -Be (($rows[0] | Get-Prediction -Network $wide).AnomalyScore | Get-Bit)
    }

    It 'come back as <Name>' -ForEach @(
        @{ Name = 'Booleans'; Type = [bool]; Label = { param($above) $above } }
        @{ Name = 'whole numbers that are a class'; Type = [int]; Kind = 'Categorical'; Label = { param($above) if ($above) { 7 } else { -1 } } }
        @{ Name = 'long numbers that are a class'; Type = [long]; Kind = 'Categorical'; Label = { param($above) if ($above) { 3000000000 } else { 1 } } }
        @{ Name = 'zero and one'; Type = [int]; Label = { param($above) [int]$above } }
        @{ Name = 'members of an enum'; Type = [DayOfWeek]; Label = { param($above) if ($above) { [DayOfWeek]::Friday } else { [DayOfWeek]::Monday } } }
        @{ Name = 'texts'; Type = [string]; Label = { param($above) if ($above) { 'above' } else { 'below' } } }
        @{ Name = 'codes with leading zeros'; Type = [string]; Kind = 'Categorical'; Label = { param($above) if ($above) { '01' } else { '02' } } }
    ) {
        $rows = Get-Row $Label
        $net, $data = Get-Classifier $rows $Kind
        $net | Export-Network "$TestDrive/label.json"
        $clixml = "$TestDrive/label.clixml"
        $net | Export-Clixml $clixml
        foreach ($one in $net, (Import-Network "$TestDrive/label.json"), (Import-Clixml $clixml)) {
            $predictions = @($rows | Get-Prediction -Network $one)
            $predictions.Label | Should -BeOfType $Type
            $predictions.Label | Should -Be $rows.Target
            (Get-Prediction -Network $one -Dataset $data).Label | Should -BeOfType $Type
            ($rows | Get-Prediction -Network $one -Append).Prediction | Should -BeOfType $Type
            ($rows[0] | Get-Prediction -Network $one -Top 2).Top.Label | Should -BeOfType $Type
            $measured = $one | Measure-Network -Dataset $data
            $measured.PerClass.Label | Should -BeOfType $Type
            $measured.ConfusionMatrix.Labels | Should -BeOfType $Type
            $one.Columns.Labels | Should -BeOfType $Type
            foreach ($prediction in $predictions[0, 39]) {
                $prediction.Probabilities[$prediction.Label] | Should -Be $prediction.Probability
                ($prediction | ConvertTo-Json -Depth 4 | ConvertFrom-Json).Label | Should -Be ($prediction.Label | ConvertTo-Json | ConvertFrom-Json)
            }
        }

        $data.Rows.Target | Should -BeOfType $Type
        $data.Rows.Target | Should -Be $rows.Target
        $data.Rows | ConvertTo-Dataset -Target Target -Kind ($Kind ? @{ Target = $Kind } : @{}) | ForEach-Object { $_.Rows.Target } | Should -Be $rows.Target
    }

    It 'of Booleans mean what they say' {
        $rows = Get-Row { param($above) $above }
        $net, $null = Get-Classifier $rows
        ($rows | Get-Prediction -Network $net -Append | Where-Object Prediction).Number | Should -Be (31..40)
        ($rows | Get-Prediction -Network $net | Where-Object { -not $_.Label }).Count | Should -Be 30
    }

    It 'are the same from a CSV file as from the objects in it' {
        foreach ($label in { param($above) $above }, { param($above) [int]$above }, { param($above) "$above".ToLowerInvariant() }) {
            $rows = Get-Row $label
            $rows | Export-Csv "$TestDrive/rows.csv"
            $expected = ($rows | ConvertTo-Dataset -Target Target).Rows.Target
            $read = (Import-Dataset "$TestDrive/rows.csv" -Target Target).Rows.Target
            $read | Should -Be $expected
            $read[0].GetType() | Should -Be $expected[0].GetType()
            $read[0] | Should -Not -BeOfType [string]
        }
    }

    It 'are the keys of class weights' {
        $rows = Get-Row { param($above) $above }
        $data = $rows | ConvertTo-Dataset -Target Target
        $weighted = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 1 -ClassWeight @{ $true = 3.0; $false = 1.0 } -WarningAction Ignore
        $named = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 1 -ClassWeight @{ 'True' = 3.0; 'False' = 1.0 } -WarningAction Ignore
        $weighted.History[0].Loss | Should -Be $named.History[0].Loss
        { New-Network -Dataset $data | Invoke-Training -Dataset $data -ClassWeight @{ 5 = 3.0 } } | Should -Throw -ErrorId 'ClassLabelUnknown,*'
    }

    It 'of a network without columns are numbers' {
        $net = New-Network 2, 4, 2 -OutputActivation Softmax -Seed 1
        $net | Get-Prediction -InputData $x | ForEach-Object { $_.Label | Should -BeOfType [int] }
    }

    It 'are texts in networks of version 1' {
        $old = Import-Network $PSScriptRoot/PSBackprop.Core.Tests/Files/network-version-1-boolean.json
        $prediction = [pscustomobject]@{ Temp = 59; Line = 'A'; Open = $true } | Get-Prediction -Network $old
        $prediction.Label | Should -BeOfType [string]
        $prediction.Label | Should -Be 'True'
    }
}
