BeforeAll {
    . $PSScriptRoot/common.ps1

    function Get-Sample([int] $Count, [int] $Seed, [double] $Shift = 0) {
        $random = [Random]::new($Seed)
        foreach ($i in 1..$Count) {
            [pscustomobject]@{
                Load = $Shift + [Math]::Sqrt(-2 * [Math]::Log(1 - $random.NextDouble())) * [Math]::Cos(2 * [Math]::PI * $random.NextDouble())
                Site = 'north', 'south', 'west' | Select-Object -Index $random.Next(3); Open = $random.Next(3) -eq 0
                When = [datetime]::new(2026, 1, 1).AddMinutes($random.Next(0, 200000)); Note = 'word ' * $random.Next(1, 20)
                Temp = $random.Next(10) ? $random.Next(50) : $null; Y = $random.NextDouble()
            }
        }
    }

    $rows = Get-Sample 600 1
    $data = $rows | ConvertTo-Dataset -Target Y -Missing Mean -Kind @{ Note = 'Text' }
    $net = New-Network -Dataset $data -HiddenLayer 4 -TextBit 6 -Seed 1 | Invoke-Training -Dataset $data -Epoch 2 -NoValidation -WarningAction Ignore
}

Describe 'Measure-DataDrift' {
    It 'finds none in other rows of the same source, each column once' {
        $drift = Get-Sample 200 2 | Measure-DataDrift -Network $net
        $drift.Column | Sort-Object | Should -Be 'Load', 'Note', 'Open', 'Site', 'Temp', 'When'
        $drift.Level | Select-Object -Unique | Should -Be None
        $drift.Rows | Select-Object -Unique | Should -Be 200
        $drift.ForEach({ $_.PValue -ge 0 -and $_.PValue -le 1 }) | Should -Not -Contain $false
        [Math]::Abs($drift.Where({ $_.Column -eq 'Temp' }).MissingShare - 0.1) | Should -BeLessThan 0.08
    }

    It 'names the column that has changed, from rows, a table and a dataset alike' {
        $later = Get-Sample 300 3 -Shift 1
        $table = [Data.DataTable]::new()
        foreach ($column in $later[0].psobject.Properties) { $null = $table.Columns.Add($column.Name, ($column.Name -in 'Load', 'Temp', 'Y' ? [double] : $column.Value.GetType())) }
        foreach ($row in $later) {
            $new = $table.NewRow()
            foreach ($column in $row.psobject.Properties.Where({ $null -ne $_.Value })) { $new[$column.Name] = $column.Value }
            $table.Rows.Add($new)
        }

        $piped, $tabled, $set, $argument = & {
            , ($later | Measure-DataDrift -Network $net)
            , (Measure-DataDrift -Network $net -InputObject $table)
            , ($net | Measure-DataDrift -Dataset ($later | ConvertTo-Dataset -Missing Mean -Kind @{ Note = 'Text' }))
            , (Measure-DataDrift -Network $net -InputObject $later)
        }
        $piped.Where({ $_.Level -ne 'None' }).Column | Should -Be Load
        $piped[0].Level | Should -Be Severe
        "$($piped[0])" | Should -Match '^Load: Severe'
        foreach ($other in $tabled, $set, $argument) {
            $other.Column | Should -Be $piped.Column
            ($other.PopulationStabilityIndex | Get-Bit) | Should -Be ($piped.PopulationStabilityIndex | Get-Bit)
            ($other.PValue | Get-Bit) | Should -Be ($piped.PValue | Get-Bit)
        }
    }

    It 'sees new categories, missing values, other times of day, longer texts, and what cannot be read' {
        $changed = @{
            Site = { $_.Site = 'east' }; Temp = { $_.Temp = $null }; Load = { $_.Load = 'high' }; Open = { $_.Open = 'perhaps' }
            When = { $_.When = $_.When.Date.AddHours(3) }; Note = { $_.Note = 'long ' * 100 }
        }
        foreach ($column in $changed.Keys) {
            $drift = Get-Sample 100 4 | ForEach-Object { . $changed[$column]; $_ } | Measure-DataDrift -Network $net
            $drift.Where({ $_.Level -ne 'None' }).Column | Should -Be $column
            $drift[0].UnknownShare | Should -Be ([int]($column -in 'Site', 'Load', 'Open'))
            $drift[0].MissingShare | Should -Be ([int]($column -eq 'Temp'))
        }
    }

    It 'needs neither the training data nor the targets, and goes by the file' {
        $net | Export-Network TestDrive:/net.json
        $net | Export-Clixml TestDrive:/net.clixml
        Test-Json -Path TestDrive:/net.json -SchemaFile (Join-Path $module psbackprop-network.schema.json) | Should -BeTrue
        $later = Get-Sample 100 5 -Shift 0.5 | Select-Object * -ExcludeProperty Y
        $expected = $later | Measure-DataDrift -Network $net
        foreach ($other in (Import-Network TestDrive:/net.json), (Import-Clixml TestDrive:/net.clixml), $net.Clone()) {
            $drift = $later | Measure-DataDrift -Network $other
            ($drift.PopulationStabilityIndex | Get-Bit) | Should -Be ($expected.PopulationStabilityIndex | Get-Bit)
            $other.Trained | Should -Be $net.Trained
        }
    }

    It 'compares with the rows of the last training, and not those kept for validation' {
        $net.Columns.Input[0].Profile.Rows | Should -Be 600
        $net.Trained.Rows | Should -Be 600
        $again = $net.Clone() | Invoke-Training -Dataset (Get-Sample 300 6 -Shift 1 | ConvertTo-Dataset -Target Y -Missing Mean -Kind @{ Note = 'Text' }) -Epoch 1 -ValidationSplit 0.2 -WarningAction Ignore
        $again.Columns.Input[0].Profile.Rows | Should -Be 240
        $again.Trained.Rows | Should -Be 240
        (Get-Sample 300 7 -Shift 1 | Measure-DataDrift -Network $again).Level | Select-Object -Unique | Should -Be None
        $net.Columns.Input[0].Profile.Rows | Should -Be 600
    }

    It 'is refused where there is nothing to compare with, or a column is not there' {
        { $rows | Measure-DataDrift -Network (New-Network -Dataset $data -Seed 1) } | Should -Throw -ErrorId 'NetworkWithoutProfile,*'
        { [pscustomobject]@{ Temp = 1; Line = 'A'; Open = $true } | Measure-DataDrift -Network (Import-Network $PSScriptRoot/PSBackprop.Core.Tests/Files/network-version-1-boolean.json) } |
            Should -Throw -ErrorId 'NetworkWithoutProfile,*'
        { $rows | Measure-DataDrift -Network (New-Network 2, 1 -Seed 1) } | Should -Throw -ErrorId 'NetworkWithoutColumns,*' -ExpectedMessage '*no columns that could be measured*'
        { , (1, 2) | Measure-DataDrift -Network (New-Network 2, 1 -Seed 1) } | Should -Throw -ErrorId 'NetworkWithoutColumns,*' -ExpectedMessage '*no columns that could be measured*'
        { $rows | Select-Object Load, Site | Measure-DataDrift -Network $net } | Should -Throw -ErrorId 'RowColumnMissing,*'
        { $net | Measure-DataDrift -Dataset ($rows | ConvertTo-Dataset -Exclude Site -Missing Mean) } | Should -Throw -ErrorId 'ColumnMissing,*'
        { @() | Measure-DataDrift -Network $net } | Should -Throw -ErrorId 'NoRows,*'
        { 1, 2 | Measure-DataDrift -Network $net } | Should -Throw -ErrorId 'RowNotObject,*'
    }

    It 'refuses a file whose profile is not one: <Change>' -ForEach @(
        @{ Change = 'edges that do not rise'; Edit = { $args[0].edges[0] = 1e6 } }, @{ Change = 'too few counts'; Edit = { $args[0].counts = @(1) } }
        @{ Change = 'a count below 0'; Edit = { $args[0].counts[0] = -1 } }, @{ Change = 'half a row'; Edit = { $args[0].missing = 0.5 } }
        @{ Change = 'no rows'; Edit = { $args[0].counts = $args[0].counts.ForEach({ 0 }); $args[0].missing = 0 } }, @{ Change = 'another member'; Edit = { $args[0].more = 1 } }
        @{ Change = 'too many edges'; Edit = { $args[0].edges = 1..12; $args[0].counts = 1..14 } }
    ) {
        $net | Export-Network TestDrive:/wrong.json
        $file = Get-Content TestDrive:/wrong.json -Raw | ConvertFrom-Json -AsHashtable
        & $Edit $file.input.columns[0].profile
        $file | ConvertTo-Json -Depth 20 | Set-Content TestDrive:/wrong.json
        { Import-Network TestDrive:/wrong.json -ErrorAction Stop } | Should -Throw -ErrorId 'FileContent,*' -ExpectedMessage '*input.columns*profile*'
    }
}

Describe 'What a network tells of its training' {
    It 'is when it was, on how many rows, and by which version' {
        $net.Trained.Version | Should -Be (Get-Module PSBackprop).Version.ToString()
        ([datetime]::UtcNow - $net.Trained.Time).TotalMinutes | Should -BeLessThan 30
        "$($net.Trained)" | Should -Match '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ on 600 rows, PSBackprop \d'
        (New-Network 2, 1 -Seed 1).Trained | Should -BeNullOrEmpty
    }

    It 'is refused in a file where it is wrong: <_>' -ForEach '"time": "yesterday"', '"rows": 0', '"rows": 1.5', '"more": 1' {
        $net | Export-Network TestDrive:/wrong.json
        $name = ($_ -split ':')[0]
        (Get-Content TestDrive:/wrong.json -Raw) -replace "(""trained"": \{[^}]*?)(?:$name`: [^,\n]*)", "`$1$_" -replace '("trained": \{)', ($_ -match 'more' ? "`$1$_," : '$1') | Set-Content TestDrive:/wrong.json
        { Import-Network TestDrive:/wrong.json -ErrorAction Stop } | Should -Throw -ErrorId 'FileContent,*' -ExpectedMessage '*trained*'
    }

    It 'makes equal files of equal trainings where the time is given' {
        $before = $env:SOURCE_DATE_EPOCH
        try {
            $env:SOURCE_DATE_EPOCH = 1700000000
            $one, $two = 1..2 | ForEach-Object {
                New-Network -Dataset $data -HiddenLayer 4 -TextBit 6 -Seed 1 | Invoke-Training -Dataset $data -Epoch 1 -WarningAction Ignore | Export-Network "TestDrive:/$_.json"
                Get-Content "TestDrive:/$_.json" -Raw
            }
            $one | Should -BeExactly $two
            $one | Should -Match '"time": "2023-11-14T22:13:20Z"'
        }
        finally { $env:SOURCE_DATE_EPOCH = $before }
    }

    It 'and what further training cannot do: new categories and classes' {
        $iris = Get-SampleDataset Iris
        $two = $iris.Rows | Where-Object Species -NE virginica | ConvertTo-Dataset -Target Species
        $flowers = New-Network -Dataset $two -Seed 1 | Invoke-Training -Dataset $two -Epoch 1 -WarningAction Ignore
        { $flowers | Invoke-Training -Dataset $iris -Epoch 1 } | Should -Throw -ErrorId 'CategoryUnknown,*' -ExpectedMessage "*'virginica'*'setosa', 'versicolor'*further*new network*"
        $east = Get-Sample 100 8 | ForEach-Object { $_.Site = 'east'; $_ } | ConvertTo-Dataset -Target Y -Missing Mean -Kind @{ Note = 'Text' }
        $null = $net.Clone() | Invoke-Training -Dataset $east -Epoch 1 -WarningVariable warnings -WarningAction SilentlyContinue
        "$($warnings[0])" | Should -BeLike "100 of 100 rows have categories that the network does not know*'Site' is 'east'*nothing of the new categories*new network*"
    }
}
