BeforeAll {
    . $PSScriptRoot/common.ps1

    function New-Member {
        param([int] $Seed, [hashtable] $Training = @{}, [hashtable] $Setting = @{})
        New-Network -Dataset $iris -Seed $Seed @Setting | Invoke-Training -Dataset $iris -Epoch 5 -Seed $Seed @Training -WarningAction Ignore
    }

    $iris = Get-SampleDataset Iris
    $rows = $iris.Rows[0, 60, 120]
}

Describe 'Join-Network' {
    It 'predicts the mean of the probabilities, with their spread' {
        $members = 1..3 | ForEach-Object { New-Member $_ }
        $net = $members | Join-Network -Name flowers
        $net.Name | Should -Be flowers
        "$net" | Should -Be '4 → mean of 3 (tanh 16 → softmax 3), 393 parameters'
        $net.Members | Should -HaveCount 3
        "$($net.Members[0])" | Should -Be '4 → tanh 16 → softmax 3'
        $predictions = $rows | Get-Prediction -Network $net
        for ($i = 0; $i -lt $rows.Count; $i++) {
            $label = $predictions[$i].Label
            $each = $members.ForEach({ ($rows[$i] | Get-Prediction -Network $_).Probabilities[$label] })
            $statistics = $each | Measure-Object -Average -StandardDeviation
            [Math]::Abs($predictions[$i].Probability - $statistics.Average) | Should -BeLessOrEqual 1e-15
            [Math]::Abs($predictions[$i].Spread - $statistics.StandardDeviation) | Should -BeLessThan 1e-12
        }
    }

    It 'takes members of another network' {
        $net = Join-Network (New-Member 1), (New-Member 2), (New-Member 3)
        $some = $net.Members | Select-Object -Skip 1 | Join-Network
        $each = $net.Members[1, 2].ForEach({ ($rows[0] | Get-Prediction -Network $_).Probabilities['setosa'] })
        $mean = ($each | Measure-Object -Average).Average
        [Math]::Abs(($rows[0] | Get-Prediction -Network $some).Probabilities['setosa'] - $mean) | Should -BeLessThan 1e-15
    }

    It 'appends the spread, which a network alone has not' {
        $net = Join-Network (New-Member 1), (New-Member 2)
        $appended = $rows | Get-Prediction -Network $net -Append
        $appended.Spread | Should -Be ($net | Get-Prediction -InputData $rows).Spread
        $alone = $net.Members[1].ToNetwork()
        ($rows[0] | Get-Prediction -Network $alone).Spread | Should -BeNullOrEmpty
        ($rows[0] | Get-Prediction -Network $alone -Append).PSObject.Properties.Name | Should -Not -Contain Spread
    }

    It 'takes up the scaling of other rows, of features and of targets' {
        $sine = Get-SampleDataset Sine -Seed 1
        $members = 1..3 | ForEach-Object {
            New-Network -Dataset $sine -Seed $_ | Invoke-Training -Dataset $sine -Epoch 3 -ValidationSplit 0.3 -Seed $_ -WarningAction Ignore
        }
        $members[0].Columns.Input[0].Offset | Should -Not -Be $members[1].Columns.Input[0].Offset
        $net = $members | Join-Network
        $row = @{ X = 1.25 }
        $each = $members.ForEach({ ($row | Get-Prediction -Network $_).Value })
        $prediction = $row | Get-Prediction -Network $net
        [Math]::Abs($prediction.Value - ($each | Measure-Object -Average).Average) | Should -BeLessThan 1e-13
        [Math]::Abs($prediction.Spread - ($each | Measure-Object -StandardDeviation).StandardDeviation) | Should -BeLessThan 1e-13
    }

    It 'has a spread for each of several targets' {
        $data = 1..30 | ForEach-Object { [pscustomobject]@{ X = $_; A = 2.0 * $_; B = $_ * $_ } } | ConvertTo-Dataset -Target A, B
        $net = 1..2 | ForEach-Object { New-Network -Dataset $data -Seed $_ | Invoke-Training -Dataset $data -Epoch 2 -WarningAction Ignore } | Join-Network
        $prediction = @{ X = 4 } | Get-Prediction -Network $net
        $prediction.Spread | Should -BeNullOrEmpty
        $prediction.Spreads.Keys | Should -Be 'A', 'B'
        ([pscustomobject]@{ X = 4 } | Get-Prediction -Network $net -Append).Spread_B | Should -Be $prediction.Spreads.B
    }

    It 'is saved, measured, checked, traced, reported and exported like any other' {
        $net = 1..2 | ForEach-Object { New-Member $_ } | Join-Network
        $expected = ($rows | Get-Prediction -Network $net).Probability
        $net | Export-Network TestDrive:/joined.json
        $loaded = Import-Network TestDrive:/joined.json
        ($rows | Get-Prediction -Network $loaded).Probability | Get-Bit | Should -Be ($expected | Get-Bit)
        Get-Content TestDrive:/joined.json -Raw | Test-Json -SchemaFile (Join-Path $module psbackprop-network.schema.json) | Should -BeTrue
        $net | Export-Clixml TestDrive:/joined.clixml
        (Import-Clixml TestDrive:/joined.clixml).Members | Should -HaveCount 2
        ($net | Measure-Network -Dataset $iris).Accuracy | Should -BeGreaterThan 0.3
        $check = $net | Test-Gradient -Dataset $iris -Sample 40
        $check.Verdict | Should -Be Fine
        $check.WorstParameters.Member | Should -BeIn 1, 2
        $trace = $net | Trace-Backpropagation -Dataset ($rows | ConvertTo-Dataset -Target Species)
        ($trace | Where-Object { $_.Step -eq 'ForwardPass' -and $null -eq $_.Member })[0].Formula | Should -BeLike 'softmax⁻¹((* + *) / 2)'
        $net | Export-TrainingReport TestDrive:/joined.html -Dataset $iris
        Get-Content TestDrive:/joined.html -Raw | Should -BeLike '*The first member is drawn*Member 2, layer 1*'
        $net | Export-Network TestDrive:/joined.onnx
        $net | Export-Network TestDrive:/joined.ps1
        . TestDrive:/joined.ps1
        $alone = $rows | Get-JoinedPrediction
        for ($i = 0; $i -lt $rows.Count; $i++) { [Math]::Abs($alone[$i].Probability - $expected[$i]) | Should -BeLessThan 1e-13 }
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'one network alone'; Id = 'MemberAlone'; Make = { New-Network 2, 1 } }
        @{ What = 'other sizes'; Id = 'MembersDiffer'; Like = '*network 1 and network 2*inputs*2*3*'; Make = { New-Network 2, 1; New-Network 3, 1 } }
        @{ What = 'other outputs'; Id = 'MembersDiffer'; Like = "*'a'*'b'*Linear*Sigmoid*"; Make = { New-Network 2, 1 -Name a; New-Network 2, 1 -Name b -OutputActivation Sigmoid } }
        @{ What = 'another precision'; Id = 'MembersDiffer'; Like = '*Double*Single*'; Make = { New-Network 2, 1; New-Network 2, 1 -Precision Single } }
        @{ What = 'outputs without a mean'; Id = 'MemberActivation'; Like = '*Gelu*'; Make = { 1..2 | ForEach-Object { New-Network 2, 1 -OutputActivation Gelu } } }
        @{ What = 'what is joined already'; Id = 'MemberOfMembers'; Like = '*ToNetwork*'; Make = { $one = 1..2 | ForEach-Object { New-Network 2, 1 }; $one; $one | PSBackprop\Join-Network } }
        @{ What = 'other columns'; Id = 'MembersDiffer'; Like = "*The features: 'SepalLength'*of the first, 'A', 'B', 'C', 'D' of the other*"; Make = {
                New-Network -Dataset $iris
                $other = 1..6 | ForEach-Object { [pscustomobject]@{ A = $_; B = $_; C = $_; D = $_; Species = "$($_ % 3)" } } | ConvertTo-Dataset -Target Species -Kind @{ Species = 'Categorical' }
                New-Network -Dataset $other -OutputActivation Softmax
            }
        }
        @{ What = 'other labels'; Id = 'MembersDiffer'; Like = "*target 'Y'*'b' 'a'*'c' 'a'*"; Make = {
                foreach ($other in 'b', 'c') { New-Network -Dataset (1..4 | ForEach-Object { [pscustomobject]@{ X = $_; Y = ('a', $other)[$_ % 2] } } | ConvertTo-Dataset -Target Y) }
            }
        }
        @{ What = 'columns beside none'; Id = 'MembersDiffer'; Like = "*none*"; Make = { New-Network -Dataset $iris; New-Network 4, 3 -OutputActivation Softmax } }
        @{ What = 'a scaling that no layer takes up'; Id = 'MemberScaling'; Like = '*features*'; Make = { foreach ($seed in 1, 2) { New-Member $seed @{ ValidationSplit = 0.3 } @{ HiddenLayer = @{ Kind = 'BatchNormalization' } } } } }
    ) {
        { & $Make | Join-Network } | Should -Throw -ErrorId "$Id,*" -PassThru | ForEach-Object { "$_" | Should -BeLike ($Like ?? '*') }
    }

    It 'says that a layer of members is not for -Layer' {
        { New-Network 2, @{ Kind = 'Average'; Units = 2 } } | Should -Throw -ErrorId 'LayerOfMembers,*'
    }
}
