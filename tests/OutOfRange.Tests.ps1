BeforeAll {
    . $PSScriptRoot/common.ps1
    $rows = foreach ($i in 0..70) { [pscustomobject]@{ Temp = 20 + $i; Load = $i % 5; Fixed = 3; Line = 'A', 'B' | Get-Random -SetSeed $i; Y = $i -gt 50 } }
    $data = $rows | ConvertTo-Dataset -Target Y
    $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 20 -WarningAction Ignore

    function Get-Row {
        param([double] $Temp = 50, [double] $Load = 2, [double] $Fixed = 3)
        [pscustomobject]@{ Temp = $Temp; Load = $Load; Fixed = $Fixed; Line = 'A' }
    }
}

Describe 'A row far outside training' {
    It 'is one that lies beyond the range by more than its width: <Temp>' -ForEach @(
        @{ Temp = 20; Out = $false }, @{ Temp = 90; Out = $false }, @{ Temp = 160; Out = $false }, @{ Temp = -50; Out = $false }
        @{ Temp = 160.01; Out = $true }, @{ Temp = -50.01; Out = $true }, @{ Temp = 900; Out = $true }, @{ Temp = 5e9; Out = $true }
    ) {
        $row = Get-Row -Temp $Temp
        foreach ($scaled in $net, (New-Network -Dataset $data -FeatureScaling MinMax -Seed 1), (New-Network -Dataset $data -FeatureScaling None -Seed 1), (New-Network -Dataset $data -FeatureScaling Robust -Seed 1)) {
            foreach ($prediction in ($row | Get-Prediction -Network $scaled -WarningAction Ignore), (Get-Prediction -Network $scaled -InputData $row -WarningAction Ignore)) {
                $prediction.OutOfRange | Should -Be ($Out ? 'Temp' : @())
                [bool] $prediction.OutOfRange | Should -Be $Out
            }
        }
    }

    It 'is warned of once a call, with a count and the first' {
        $some = (Get-Row), (Get-Row -Temp 900), (Get-Row -Load -40 -Fixed 4), (Get-Row)
        $piped = $some | Get-Prediction -Network $net -WarningVariable one -WarningAction SilentlyContinue
        $bulk = Get-Prediction -Network $net -InputData $some -WarningVariable two -WarningAction SilentlyContinue
        $one, $two | ForEach-Object {
            $_ | Should -HaveCount 1
            "$_" | Should -BeLike "2 of 4 rows lie far outside what the network was trained on*The first is row 2: 'Temp' is 900, and training had 20 to 90.*"
        }
        foreach ($found in $piped, $bulk) {
            $found.ForEach({ $_.OutOfRange -join '+' }) | Should -Be '', 'Temp', 'Load+Fixed', ''
        }

        $rows | Get-Prediction -Network $net -WarningVariable none | Out-Null
        $none | Should -BeNullOrEmpty
    }

    It 'is in every row of -Append, so that a file has it wherever it is, and shown' {
        $some = (Get-Row), (Get-Row -Temp 900), (Get-Row -Load -40 -Fixed 4)
        $net | Export-Network "$TestDrive/range.ps1"
        . "$TestDrive/range.ps1"
        $appended = $some | Get-Prediction -Network $net -Append -WarningAction Ignore
        foreach ($answered in $appended, (Get-Prediction -Network $net -InputData $some -Append -WarningAction Ignore), ($some | Get-RangePrediction)) {
            $answered.ForEach({ $_.OutOfRange.Count }) | Should -Be 0, 1, 2
            $answered[2].OutOfRange | Should -Be 'Load', 'Fixed'
            @($answered | Where-Object OutOfRange).Count | Should -Be 2
            ($answered | ConvertTo-Csv | ConvertFrom-Csv).OutOfRange | Should -Be '', 'Temp', 'Load, Fixed'
        }

        # No column of it has a range.
        $kinds = $rows | ConvertTo-Dataset -Feature Line -Target Y
        Get-Row | Get-Prediction -Network (New-Network -Dataset $kinds -Seed 1) -Append | ForEach-Object { $_.psobject.Properties.Name } | Should -Not -Contain 'OutOfRange'
        Get-Row -Temp 900 | Get-Prediction -Network $net -WarningAction Ignore | Format-List | Out-String | Should -Match 'OutOfRange +: Temp'
    }

    It 'is found after a file and a job' {
        $net | Export-Network "$TestDrive/range.json"
        $net | Export-Clixml "$TestDrive/range.clixml"
        foreach ($one in (Import-Network "$TestDrive/range.json"), (Import-Clixml "$TestDrive/range.clixml")) {
            (Get-Row -Temp 900 | Get-Prediction -Network $one -WarningAction Ignore).OutOfRange | Should -Be 'Temp'
            $one.Columns.Input[0].Minimum, $one.Columns.Input[0].Maximum | Should -Be 20, 90
        }

        Test-Json -Path "$TestDrive/range.json" -SchemaFile (Join-Path $module 'psbackprop-network.schema.json') | Should -BeTrue
        foreach ($change in { $_ -replace '"maximum": 90', '"maximum": 2' }, { $_ -replace '"minimum": 20,', '' }) {
            Get-Content "$TestDrive/range.json" -Raw | ForEach-Object $change | Set-Content "$TestDrive/wrong.json"
            { Import-Network "$TestDrive/wrong.json" -ErrorAction Stop } | Should -Throw -ErrorId 'FileContent,*'
        }
    }

    It 'is no longer one when further training had such rows' {
        $more = $net.Clone()
        $hot = $rows | Select-Object @{ Name = 'Temp'; Expression = { $_.Temp + 800 } }, Load, Fixed, Line, Y | ConvertTo-Dataset -Target Y
        $null = $more | Invoke-Training -Dataset $hot -Epoch 1 -WarningAction Ignore
        (Get-Row -Temp 900 | Get-Prediction -Network $more).OutOfRange | Should -BeNullOrEmpty
        $more.Columns.Input[0].Minimum, $more.Columns.Input[0].Maximum | Should -Be 20, 890
        $more.Columns.Input[0].Offset | Should -Be $net.Columns.Input[0].Offset
    }

    It 'goes unsaid where the network knows no ranges' {
        $old = Import-Network $PSScriptRoot/PSBackprop.Core.Tests/Files/network-version-1-boolean.json
        $prediction = [pscustomobject]@{ Temp = 5e9; Line = 'A'; Open = $true } | Get-Prediction -Network $old -WarningVariable warnings
        $prediction.OutOfRange | Should -BeNullOrEmpty
        $null = New-Network 2, 1 -Seed 1 | Get-Prediction -InputData @(, (1e9, 1)) -WarningVariable +warnings
        $warnings | Should -BeNullOrEmpty
    }
}
