BeforeAll {
    . $PSScriptRoot/common.ps1
    . $PSScriptRoot/sqlite.ps1

    function Open-Database([string[]] $Statement) {
        $opened = [Microsoft.Data.Sqlite.SqliteConnection]::new('Data Source=:memory:')
        $opened.Open()
        foreach ($text in $Statement) {
            $command = $opened.CreateCommand()
            $command.CommandText = $text
            $null = $command.ExecuteNonQuery()
        }

        $opened
    }

    function Read-Query([string] $Query) {
        $command = $database.CreateCommand()
        $command.CommandText = $Query
        , $command.ExecuteReader()
    }

    function Get-Table([Collections.IDictionary] $Column, [object[][]] $Row) {
        $table = [Data.DataTable]::new()
        foreach ($entry in $Column.GetEnumerator()) { $null = $table.Columns.Add($entry.Key, $entry.Value) }
        foreach ($values in $Row) { $null = $table.Rows.Add($values) }
        $table.AcceptChanges()
        , $table
    }

    # Each cmdlet that takes rows, given a source by argument.
    $net = New-Network -Dataset (1..6 | ForEach-Object { @{ A = $_; B = "x$($_ % 2)"; Y = 2 * $_ } } | ConvertTo-Dataset -Target Y -Feature A, B) -Seed 1
    $takers = [ordered]@{
        'ConvertTo-Dataset'         = { param($rows) ConvertTo-Dataset $rows -Target Y }
        'Invoke-Training'           = { param($rows) Invoke-Training -Network $net -InputObject $rows -Epoch 1 -WarningAction Ignore }
        'Get-Prediction, one by one' = { param($rows) Get-Prediction -Network $net -InputObject $rows -ErrorAction Stop }
        'Get-Prediction, all'       = { param($rows) Get-Prediction -Network $net -InputData $rows }
    }
    $database = Open-Database @(
        'CREATE TABLE House (Id INTEGER PRIMARY KEY, Area REAL, Town TEXT, Built INTEGER, Sold TEXT, Note TEXT, Price REAL)'
        foreach ($i in 1..60) {
            $area = $i % 7 -eq 3 ? 'NULL' : 40 + 13 * $i % 90
            $town = $i % 11 -eq 5 ? 'NULL' : "'$(('Aa', 'Bb', '07')[$i % 3])'"
            $price = $i % 6 -eq 0 ? 'NULL' : 100 + 3 * (40 + 13 * $i % 90) + 20 * ($i % 3)
            "INSERT INTO House VALUES ($i, $area, $town, $(1950 + $i), '$([datetime]::new(2024, 1, 1).AddDays(9 * $i).ToString('yyyy-MM-dd'))', NULL, $price)"
        }
    )
}

AfterAll { $database.Dispose() }

Describe 'A query of a database' {
    It 'gives columns of the types of its schema, as a reader, a table and rows alike' {
        $query = 'SELECT Area, Town, Built, Sold, Note, Price FROM House WHERE Price IS NOT NULL'
        $given = @{ Target = 'Price'; Missing = 'Mean'; Kind = @{ Sold = 'Date' }; WarningAction = 'SilentlyContinue'; WarningVariable = 'told' }
        $table = [Data.DataTable]::new()
        $table.Load((Read-Query $query))
        $datasets = @(
            ConvertTo-Dataset (Read-Query $query) @given
            Read-Query $query | ConvertTo-Dataset @given
            (Read-Query $query) | ConvertTo-Dataset @given
            ConvertTo-Dataset $table @given
            $table | ConvertTo-Dataset @given
            $table.Rows | ConvertTo-Dataset @given
        )
        "$told" | Should -BeLike "*'Note'*left out*"
        $datasets | Should -HaveCount 6
        foreach ($data in $datasets) {
            $data.Count | Should -Be 50
            $data.Feature.Name | Should -Be 'Area', 'Town', 'Built', 'Sold'
            $data.Feature.Kind | Should -Be 'Numeric', 'Categorical', 'Numeric', 'Date'
            $data.Feature[1].Categories | Should -Be 'Bb', '07', 'Aa'
            $data.Rows[2].Area, $data.Rows[4].Town, $data.Rows[0].Sold | Should -Be $null, $null, ([datetime]'2024-01-10')
            ($data.Rows | ConvertTo-Csv) -join "`n" | Should -BeExactly (($datasets[0].Rows | ConvertTo-Csv) -join "`n")
        }
    }

    It 'is trained on and predicted from, and its table gets the answers' {
        & (Join-Path $module Examples PredictInDatabase.ps1) $database 3> $null | Should -Be '10 of 60 prices predicted'
        $prices = (Read-Query 'SELECT Area, Price FROM House WHERE Id % 6 = 0 AND Area IS NOT NULL').ForEach({ [Math]::Abs($_['Price'] - (100 + 3 * $_['Area'])) })
        $prices.Count | Should -BeGreaterThan 5
        ($prices | Measure-Object -Maximum).Maximum | Should -BeLessThan 60
        (Read-Query 'SELECT count(*) AS N FROM House WHERE Price IS NULL').ForEach({ $_['N'] }) | Should -Be 0
    }
}

Describe 'A table' {
    It 'without rows is refused where something is to be learned or made, and has no predictions' {
        $empty = Get-Table ([ordered]@{ A = [double]; B = [string]; Y = [double] }) @()
        foreach ($rows in { , $empty }, { , $empty.CreateDataReader() }) {
            { & $takers['ConvertTo-Dataset'] (& $rows) } | Should -Throw -ErrorId 'NoRows,*' -ExpectedMessage "'-InputObject' has no rows*"
            { & $takers['Invoke-Training'] (& $rows) } | Should -Throw -ErrorId 'NoRows,*'
            { & $takers['Get-Prediction, all'] (& $rows) } | Should -Throw -ErrorId 'EmptyData,*'
            & $takers['Get-Prediction, one by one'] (& $rows) | Should -BeNullOrEmpty
        }

        { $empty | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'NoRows,*'
        $net.EpochsTrained | Should -Be 0
    }

    It 'with two names that differ in case, or not at all, is refused by <_>' -ForEach 'ConvertTo-Dataset', 'Invoke-Training', 'Get-Prediction, one by one', 'Get-Prediction, all' {
        $table = Get-Table ([ordered]@{ A = [double]; B = [string]; Y = [double] }) @(, (1.0, 'x1', 2.0))
        $table.Columns.Add('a', [double]).SetOrdinal(0)
        $message = "Row 1 has two columns named 'a'*"
        { & $takers[$_] $table } | Should -Throw -ErrorId 'ColumnTwice,*' -ExpectedMessage $message
        { & $takers[$_] $table.CreateDataReader() } | Should -Throw -ErrorId 'ColumnTwice,*' -ExpectedMessage $message
        { & $takers[$_] (Read-Query "SELECT 1 AS A, 'x1' AS B, 2 AS A, 3 AS Y") } | Should -Throw -ErrorId 'ColumnTwice,*' -ExpectedMessage $message
    }

    It 'or a dictionary whose names differ from the network''s in case alone is refused where two do' {
        $row = [Collections.Generic.Dictionary[string, object]]::new()
        $row['b'], $row['a'] = 'x1', 1
        $row | Get-Prediction -Network $net | Should -BeOfType PSBackprop.Prediction
        $known = New-Network -Dataset (@{ aA = 1; Y = 2 }, @{ aA = 2; Y = 3 } | ConvertTo-Dataset -Target Y) -Seed 1
        $row['aa'], $row['AA'] = 1, 2
        { $row | Get-Prediction -Network $known -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnTwice,*' -ExpectedMessage "Row 1 has two columns named 'aA'*"
    }

    It 'may have such names beside those that a network takes, but not where rows are written back' {
        $table = Get-Table ([ordered]@{ A = [double]; B = [string] }) @(, (1.0, 'x1'))
        foreach ($name in 'Key', 'KEY') { $null = $table.Columns.Add($name, [int]) }
        (Get-Prediction -Network $net -InputData $table).Value | Should -Be ([pscustomobject]@{ A = 1; B = 'x1' } | Get-Prediction -Network $net).Value
        { Get-Prediction -Network $net -InputData $table -Append } | Should -Throw -ErrorId 'ColumnTwice,*' -ExpectedMessage "*'KEY'*"
        { , $table | Get-Prediction -Network $net -Append -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnTwice,*'
    }

    It 'is read, and never written to' {
        $table = Get-Table ([ordered]@{ A = [double]; B = [string]; Y = [double] }) @((1.0, 'x1', 2.0), ([DBNull]::Value, 'x0', 3.0))
        $before = $table.Rows.ForEach({ $_.ItemArray -join '|' })
        $null = $table | ConvertTo-Dataset -Target Y -Missing Mean
        $null = $table.Rows[0] | Get-Prediction -Network $net -Append
        $null = $net.Clone() | Invoke-Training -InputObject $table.Rows[0] -Epoch 1 -WarningAction Ignore
        $table.Rows.ForEach({ $_.ItemArray -join '|' }) | Should -Be $before
        $table.Rows.RowState | Should -Be 'Unchanged', 'Unchanged'
        $table.Columns.ColumnName | Should -Be 'A', 'B', 'Y'
        ($table.Rows[0] | Get-Member -MemberType NoteProperty) | Should -BeNullOrEmpty
    }

    It 'whose row is no longer in it is an error of that row' {
        $table = Get-Table ([ordered]@{ A = [double]; B = [string]; Y = [double] }) @((1.0, 'x1', 2.0), (2.0, 'x0', 3.0))
        $gone = $table.Rows[1]
        $table.Rows.RemoveAt(1)
        { $table.Rows[0], $gone | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'RowNotReadable,*' -ExpectedMessage 'Row 2 could not be read*'
        $answers = $gone, $table.Rows[0] | Get-Prediction -Network $net -ErrorAction SilentlyContinue -ErrorVariable fault
        $answers | Should -HaveCount 1
        $fault | Should -HaveCount 1
        "$fault" | Should -BeLike 'Row 1 could not be read*'
    }

    It 'gives missing values to a network that fills them in, in training as in prediction' {
        $table = Get-Table ([ordered]@{ A = [double]; Y = [double] }) (1..9 | ForEach-Object { , @($(if ($_ % 3) { [double]$_ } else { [DBNull]::Value }), [double]$_) })
        $known = New-Network -Dataset (ConvertTo-Dataset $table -Target Y -Missing Median) -Seed 1
        $twin = $known.Clone() | Invoke-Training -Dataset (ConvertTo-Dataset $table -Target Y -Missing Median) -Epoch 3 -WarningAction Ignore
        $known | Invoke-Training -InputObject $table.CreateDataReader() -Epoch 3 -WarningAction Ignore | Should -Be $known
        Get-Prediction -Network $known -InputData $table -Raw | Get-Bit | Should -Be (Get-Prediction -Network $twin -InputData $table -Raw | Get-Bit)
    }
}

Describe 'A reader that fails half-way' {
    # The fourth row overflows while the query runs.
    It 'is an error that names the row, in <_>, and nothing is half-made' -ForEach 'ConvertTo-Dataset', 'Invoke-Training', 'Get-Prediction, one by one', 'Get-Prediction, all' {
        $query = "SELECT CASE WHEN Id = 4 THEN abs(-9223372036854775807 - 1) ELSE Id END AS A, 'x1' AS B, Id AS Y FROM House ORDER BY Id"
        $made = [Collections.Generic.List[object]]::new()
        { & $takers[$_] (Read-Query $query) | ForEach-Object { $made.Add($_) } } |
            Should -Throw -ErrorId 'RowNotReadable,*' -ExpectedMessage 'Row 4 could not be read from its source: *overflow*'
        $made.Count | Should -Be ($_ -like '*one by one' ? 3 : 0)
        $net.EpochsTrained | Should -Be 0
    }

    It 'names the row where it is closed' {
        $reader = Read-Query 'SELECT 1 AS A'
        $reader.Close()
        { ConvertTo-Dataset $reader } | Should -Throw -ErrorId 'RowNotReadable,*' -ExpectedMessage 'Row 1 *closed*'
    }
}
