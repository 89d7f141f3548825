BeforeAll {
    . $PSScriptRoot/common.ps1

    $texts = 'red', 'Red', 'two words', 'quoted "word"', 'comma, and', "two`nlines", "CR`r`nLF", ' blanks ', 'NA', 'null', '?', '007', '12', 'true', 'İi', '😀', "'x"
    $types = [ordered]@{
        Whole = [int]; Real = [double]; Exact = [decimal]; State = [bool]; Text = [string]; When = [datetime]; Span = [timespan]; Day = [DayOfWeek]; Late = [double]
        Empty = [string]; Y = [double]
    }

    # A row's values, by the name of its column; what is missing is not there.
    function Get-RandomRow([Random] $Random, [int] $Row) {
        $value = [ordered]@{
            Whole = $Random.Next(-1000, 1000)
            Real  = [Math]::Round(($Random.NextDouble() - 0.5) * [Math]::Pow(10, $Random.Next(-5, 12)), 6)
            Exact = [decimal]$Random.Next(100000) / 100
            State = $Random.Next(2) -eq 0
            Text  = $Row -eq 0 ? 'a first text' : $texts[$Random.Next($texts.Count)]
            When  = [datetime]::new(2025, 1, 1).AddHours($Random.Next(9000))
            Span  = [timespan]::FromSeconds($Random.Next(100000))
            Day   = [DayOfWeek]$Random.Next(7)
        }
        if ($Row -ge 20) { $value.Late = $Random.Next(100) / 4 }
        foreach ($name in @($value.Keys)) { if ($Row -gt 0 -and $name -ne 'Late' -and $Random.Next(6) -eq 0) { $value.Remove($name) } }
        $value.Y = $Random.Next(100) / 8
        $value
    }

    # Values as the columns of a table or the fields of a file have them.
    function Get-Cell($Value) { $Value -is [timespan] ? $Value.TotalSeconds : $Value -is [enum] ? "$Value" : $Value }

    function Get-Field($Value, [string] $Type, [Random] $Random) {
        $cell = Get-Cell $Value
        if ($null -eq $cell) { return $Type -in 'String', 'DayOfWeek' ? ('', ' ')[$Random.Next(2)] : ('', ' ', 'NA', 'nan', 'N/A', '?', 'NULL')[$Random.Next(7)] }
        $text = switch ($cell) {
            { $_ -is [datetime] } { $_.ToString(('s', 'yyyy-MM-dd HH:mm')[$Random.Next(2)], [cultureinfo]::InvariantCulture) }
            { $_ -is [bool] } { ('True', 'true', 'TRUE')[$Random.Next(3)].Replace('True', "$_").Replace('true', "$_".ToLowerInvariant()).Replace('TRUE', "$_".ToUpperInvariant()) }
            { $_ -is [double] } { $_.ToString('R', [cultureinfo]::InvariantCulture) }
            default { [Convert]::ToString($_, [cultureinfo]::InvariantCulture) }
        }
        # Import-Csv takes blanks at the ends for part of a text only in quotes.
        $text -match '[",\r\n]|^ | $' -or $Random.Next(3) -eq 0 ? '"{0}"' -f $text.Replace('"', '""') : $text
    }

    function Get-Told($Dataset) {
        foreach ($column in @($Dataset.Feature) + $Dataset.Target) {
            $values = for ($row = 0; $row -lt $Dataset.Count; $row++) {
                $value = $column[$row]
                $null -eq $value ? '(missing)' : $value -is [IFormattable] -and $value -isnot [enum] ? $value.ToString(($value -is [double] ? 'R' : 's'), [cultureinfo]::InvariantCulture) : "$value"
            }
            "$($column.Name) $($column.Kind) $($column.Categories -join ';'): $($values -join '|')"
        }
    }
}

Describe 'The same rows' {
    It 'give the same dataset and predictions as objects, tables, readers and files (<_>)' -ForEach (1..12) {
        $random = [Random]::new($_)
        $values = foreach ($row in 0..39) { Get-RandomRow $random $row }
        $objects = foreach ($value in $values) {
            # A property that is missing has no value or is not there, in any order.
            $object = [pscustomobject]@{}
            foreach ($name in $types.Keys) {
                if ($value.Contains($name)) { $object.PSObject.Properties.Add([psnoteproperty]::new($name, $value[$name])) }
                elseif ($name -ne 'Late' -and $random.Next(2) -eq 0) { $object.PSObject.Properties.Add([psnoteproperty]::new($name, ($null, [DBNull]::Value, '')[$random.Next(3)])) }
            }
            $object
        }
        # The first row has every name but Late, so that the order of columns is that of the others.
        $first = $objects[0].PSObject.Properties
        if (-not $first['Empty']) { $first.Add([psnoteproperty]::new('Empty', $null)) }
        $hashtables = foreach ($value in $values) { [ordered]@{} + $value }
        $table = [Data.DataTable]::new()
        foreach ($name in $types.Keys) { $null = $table.Columns.Add($name, ($types[$name] -in [timespan], [DayOfWeek] ? ($name -eq 'Span' ? [double] : [string]) : $types[$name])) }
        foreach ($value in $values) {
            $cells = foreach ($name in $types.Keys) { , ($value.Contains($name) ? (Get-Cell $value[$name]) : [DBNull]::Value) }
            $null = $table.Rows.Add([object[]]$cells)
        }
        $path = Join-Path $TestDrive "$_.csv"
        $lines = foreach ($value in $values) { $types.Keys.ForEach({ Get-Field $value[$_] $types[$_].Name $random }) -join ',' }
        [IO.File]::WriteAllText($path, (@($types.Keys -join ',') + $lines -join ("`n", "`r`n")[$_ % 2]), [Text.UTF8Encoding]::new($_ % 3 -eq 0))

        $names = $types.Keys.Where({ $_ -ne 'Y' })
        $given = @{ Target = 'Y'; Feature = $names; Missing = ('Mean', 'Median', 'Drop')[$_ % 3]; WarningAction = 'SilentlyContinue' }
        if ($given.Missing -eq 'Drop') { $given.Feature = 'Whole', 'Text', 'Day', 'When' }
        $made = [ordered]@{
            File = Import-Dataset $path @given
            Objects = $objects | ConvertTo-Dataset @given
            Argument = ConvertTo-Dataset $objects @given
            Table = ConvertTo-Dataset $table @given
            Rows = $table | ConvertTo-Dataset @given
            Reader = ConvertTo-Dataset $table.CreateDataReader() @given
            Records = $table.CreateDataReader() | ConvertTo-Dataset @given
        }
        if ($given.Missing -ne 'Drop') { $made.File.Findings | Should -BeLike "*'Empty'*left out*" }
        $expected = Get-Told $made.File
        foreach ($source in $made.Keys) { Get-Told $made[$source] | Should -BeExactly $expected -Because $source }

        $net = New-Network -Dataset $made.File -Seed 1 | Invoke-Training -Dataset $made.File -Epoch 2 -WarningAction Ignore
        $twin = New-Network -Dataset $made.Reader -Seed 1 | Invoke-Training -Dataset $made.Reader -Epoch 2 -WarningAction Ignore
        if ($given.Missing -eq 'Drop') {
            $whole = $objects.Where({ $row = $_; -not $given.Feature.Where({ "$($row.$_)".Trim() -eq '' }) })
            $all = @{ File = $made.File; Objects = $whole }
            $none = $objects.Where({ $_ -notin $whole })
            if ($none) { { $none | Select-Object $types.Keys | Get-Prediction -Network $net -ErrorAction Stop } | Should -Throw -ErrorId 'ValueMissing,*' }
        }
        else {
            # A row to predict has all columns, with or without a value.
            $complete = $objects | Select-Object $types.Keys
            $all = @{ File = $made.File; Objects = $complete; Table = $table; Reader = { , $table.CreateDataReader() }; Csv = Import-Csv $path }
        }
        $answers = Get-Prediction -Network $net -InputData $all.File -Raw | Get-Bit
        foreach ($source in $all.Keys) {
            $rows = if ($all[$source] -is [scriptblock]) { $all[$source] } else { { , $all[$source] } }
            Get-Prediction -Network $net -InputData (& $rows) -Raw | Get-Bit | Should -Be $answers -Because $source
            Get-Prediction -Network $twin -InputData (& $rows) -Raw | Get-Bit | Should -Be $answers -Because $source
            if ($source -ne 'File') { & $rows | ForEach-Object { $_ } | Get-Prediction -Network $net -Raw | Get-Bit | Should -Be $answers -Because "$source, piped" }
        }
    }
}

Describe 'Objects' {
    It 'have the columns that any of them has, be it the last' {
        $rows = foreach ($i in 1..60) { $row = [pscustomobject]@{ A = $i; Y = 2 * $i }; if ($i -ge 50) { $row | Add-Member Late "x$($i % 3)" }; $row }
        $data = $rows | ConvertTo-Dataset -Target Y -Missing Mean
        $data.Feature.Name | Should -Be 'A', 'Late'
        $data.Feature[1].Kind | Should -Be Categorical
        $data.Rows[48].Late, $data.Rows[49].Late | Should -Be $null, 'x2'
        { $rows | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'ValueMissing,*' -ExpectedMessage "Row 1 has no value in column 'Late'*-Missing*"
        ($rows | ConvertTo-Dataset -Target Y -Missing Drop).Count | Should -Be 11
    }

    It 'of .NET types give spans of time in seconds and members of enums by name' {
        class Job { [timespan] $Took; [Nullable[timespan]] $Waited; [DayOfWeek] $Day; [object] $Any; [timespan[]] $Parts; [double] $Y }
        $rows = 1..4 | ForEach-Object { [Job]@{ Took = [timespan]::FromMinutes($_); Waited = $_ -eq 2 ? $null : [timespan]::FromMilliseconds($_); Day = $_; Any = [timespan]::FromDays($_); Y = $_ } }
        $data = $rows | ConvertTo-Dataset -Target Y -Missing Median
        $data.Feature.Name | Should -Be 'Took', 'Waited', 'Day', 'Any'
        $data.Feature.Kind | Should -Be 'Numeric', 'Numeric', 'Categorical', 'Numeric'
        $data.Rows[1].Took, $data.Rows[0].Waited, $data.Rows[1].Waited, $data.Rows[3].Any | Should -Be 120, 0.001, $null, 345600
        $data.Feature[2].Categories | Should -Be 'Monday', 'Tuesday', 'Wednesday', 'Thursday'
    }

    It 'without a value in a column throughout are used without it, with a warning that names it' {
        $rows = 1..5 | ForEach-Object { [pscustomobject]@{ A = $_; Nothing = $null; Blank = ' '; Y = $_ } }
        foreach ($missing in [Enum]::GetNames([PSBackprop.MissingPolicy])) {
            $data = $rows | ConvertTo-Dataset -Target Y -Missing $missing -WarningAction SilentlyContinue -WarningVariable told
            $data.Feature.Name | Should -Be A
            $told | Should -HaveCount 1
            "$told" | Should -BeLike "2 columns ('Nothing', 'Blank') have no value in any row and are left out."
        }

        { $rows | ConvertTo-Dataset -Target Nothing } | Should -Throw -ErrorId 'TargetEmpty,*'
    }

    It 'have one column for a name whatever its case, and not two in one row' {
        ([pscustomobject]@{ Size = 1; Y = 1 }, [pscustomobject]@{ size = 2; y = 2 } | ConvertTo-Dataset -Target Y).Rows.Size | Should -Be 1, 2
        $row = [Collections.Generic.Dictionary[string, object]]::new()
        $row['size'], $row['Size'], $row['Y'] = 1, 2, 3
        { @{ size = 1; Y = 1 }, $row | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'ColumnTwice,*' -ExpectedMessage "Row 2 has two columns named 'Size'*"
    }
}
