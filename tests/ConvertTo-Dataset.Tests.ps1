BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'ConvertTo-Dataset' {
    It 'takes objects, hashtables and objects of .NET types alike' {
        $objects = [pscustomobject]@{ A = 1; B = 'x' }, [pscustomobject]@{ A = 2; B = 'y' }
        $tables = @{ A = 1; B = 'x' }, @{ a = 2; b = 'y' }
        foreach ($rows in $objects, $tables) {
            $data = $rows | ConvertTo-Dataset -Feature A -Target B
            $data.Count | Should -Be 2
            $data.Target[0].Categories | Should -Be 'x', 'y'
        }
        $versions = [version]'1.2', [version]'3.4' | ConvertTo-Dataset -Feature Major -Target Minor
        $versions.Feature[0][1] | Should -Be 3
    }

    It 'takes numbers, texts, states, enum members and times' {
        $data = [pscustomobject]@{ N = [decimal]1.5; T = 'x'; S = $true; E = [DayOfWeek]::Friday; D = [timespan]'0:01'; Y = 1 } | ConvertTo-Dataset -Target Y -Kind @{ Y = 'Numeric' }
        $data.Feature.Kind | Should -Be Numeric, Categorical, Boolean, Categorical, Numeric
        $data.Feature[4][0] | Should -Be 60
    }

    It 'takes parts of dates where asked for, and predicts from the date again' {
        $rows = 0..47 | ForEach-Object { [pscustomobject]@{ When = [datetime]'2026-01-05' + [timespan]::FromHours($_); Busy = (($_ % 24) -in 8..17) } }
        $data = $rows | ConvertTo-Dataset -Target Busy -DatePart Hour, DayOfWeek
        $data.Feature.Name | Should -Be 'When.Hour', 'When.DayOfWeek'
        $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 1
        $rows[0] | Get-Prediction -Network $net | Should -BeOfType PSBackprop.Prediction
    }

    It 'knows every part of every kind of date' {
        $parts = [Enum]::GetNames([PSBackprop.DatePart])
        foreach ($when in [datetime]'2024-05-06 07:08:09', [DateTimeOffset]'2024-05-06 07:08:09Z', [DateOnly]'2024-05-06') {
            $rows = 1..3 | ForEach-Object { @{ When = $when; Load = $_ } }
            $data = $rows | ConvertTo-Dataset -Feature When -Target Load -DatePart $parts
            $row = $data.Rows[0]
            $row.'When.Year', $row.'When.Month', $row.'When.Day', $row.'When.DayOfYear', $row.'When.DayOfWeek' | Should -Be 2024, 5, 6, 127, 'Monday'
            $row.'When.Hour', $row.'When.Minute', $row.'When.Second' | Should -Be ($when -is [DateOnly] ? (0, 0, 0) : (7, 8, 9))
        }
    }

    It 'takes letters, identifiers, versions, spans of time and nothing' {
        $rows = 1..4 | ForEach-Object { [pscustomobject]@{ Letter = [char](64 + $_); Id = [guid]::Empty; Version = [version]"1.$_"; Span = [timespan]::FromMinutes($_); Gap = $_ -eq 2 ? $null : $_; Target = $_ } }
        $data = $rows | ConvertTo-Dataset -Target Target -Missing Mean
        $data.Feature.Kind | Should -Be Categorical, Categorical, Categorical, Numeric, Numeric
        $data.Rows[1].Letter, $data.Rows[1].Version, $data.Rows[1].Span | Should -Be 'B', '1.2', 120
    }

    It 'takes the rows of a table, the table, a view and a reader alike, and nothing but its own columns' {
        $table = [Data.DataTable]::new()
        foreach ($column in @{ A = [double] }, @{ B = [string] }, @{ Empty = [int] }, @{ Y = [bool] }) { $null = $table.Columns.Add(@($column.Keys)[0], @($column.Values)[0]) }
        $null = $table.Rows.Add([DBNull]::Value, 'x', [DBNull]::Value, $true)
        $null = $table.Rows.Add(2.5, 'y', [DBNull]::Value, $false)
        $null = $table.Rows.Add(3.5, 'y', [DBNull]::Value, $true)
        $null = $table.Rows.Add(4.5, 'y', [DBNull]::Value, $true)
        $table.AcceptChanges()
        $table.Rows[3].Delete()
        $given = @{ Target = 'Y'; Missing = 'Mean'; WarningAction = 'SilentlyContinue' }
        $datasets = @(
            $table.Rows | Where-Object RowState -NE Deleted | ConvertTo-Dataset @given
            , $table | ConvertTo-Dataset @given
            ConvertTo-Dataset -InputObject $table.Rows @given
            ConvertTo-Dataset -InputObject $table @given
            ConvertTo-Dataset -InputObject $table.DefaultView @given
            ConvertTo-Dataset -InputObject $table.CreateDataReader() @given
        )
        $datasets | Should -HaveCount 6
        foreach ($data in $datasets) {
            $data.Feature.Name | Should -Be 'A', 'B'
            $data.Feature.Kind | Should -Be Numeric, Categorical
            $data.Findings | Should -BeLike "*'Empty'*left out*"
            $data.Rows.A | Should -Be $null, 2.5, 3.5
        }

        $net = New-Network -Dataset $datasets[0] -Seed 1
        $row = $table.Rows[0]
        $answer = $row | Get-Prediction -Network $net -Append
        $answer.Prediction | Should -BeOfType bool
        $row.PSObject.Properties.Name | Should -Not -Contain Prediction
        $answer.PSObject.Properties.Name | Should -Not -Contain RowState
        $row.RowState | Should -Be Unchanged
        @(, $table | Get-Prediction -Network $net) | Should -HaveCount 3
        @(Get-Prediction -Network $net -InputData $table.CreateDataReader() -Append).B | Should -Be 'x', 'y', 'y'
    }

    It 'takes the columns that any row has, of objects whose first value is null as well' {
        class Reading { $Temp; [string] $Place; [double] $Load; $List }
        $rows = 1..3 | ForEach-Object { [Reading]@{ Temp = $_ -eq 1 ? $null : $_; Place = "p$_"; Load = $_; List = 1, 2 } }
        ($rows | ConvertTo-Dataset -Target Load -Missing Mean).Feature.Name | Should -Be 'Temp', 'Place'
        $grown = [pscustomobject]@{ A = 1; Y = 1 }, [pscustomobject]@{ A = 2; B = 5; Y = 2 }
        ($grown | ConvertTo-Dataset -Target Y -Missing Median).Feature.Name | Should -Be 'A', 'B'
        { $grown | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'ValueMissing,*' -ExpectedMessage "Row 1 has no value in column 'B'*"
    }

    It 'names row, column and text of what does not fit' {
        { [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = '0,5' } | ConvertTo-Dataset } | Should -Throw -ErrorId 'TextInNumericColumn,*' -ExpectedMessage "Row 2, column 'A' is '0,5'*"
        { [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 1 } | ConvertTo-Dataset } | Should -Throw -ErrorId 'RowColumnMissing,*'
        { 1, 2 | ConvertTo-Dataset } | Should -Throw -ErrorId 'RowNotObject,*'
    }
}
