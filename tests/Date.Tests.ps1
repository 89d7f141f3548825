BeforeDiscovery { $cultures = 'en-US', 'de-DE', 'tr-TR' }

BeforeAll {
    . $PSScriptRoot/common.ps1

    # Hours of three weeks, busy from 8 to 17 on workdays.
    $hours = foreach ($i in 0..503) {
        $when = [datetime]'2026-01-05' + [timespan]::FromHours($i)
        [pscustomobject]@{ When = $when; Load = 10 + 5 * [Math]::Sin(2 * [Math]::PI * ($when.Hour - 7) / 24) + ($when.DayOfWeek -in 'Saturday', 'Sunday' ? -4 : 0) }
    }
}

Describe 'A column of dates' {
    It 'is recognized by ISO texts in a file, keeps its dates, and helps to learn what comes by the hour (<_>)' -ForEach $cultures {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $lines = $hours.ForEach({ '{0},{1}' -f $_.When.ToString('yyyy-MM-ddTHH:mm', [cultureinfo]::InvariantCulture), $_.Load.ToString('R', [cultureinfo]::InvariantCulture) })
            @('When,Load') + $lines | Set-Content "$TestDrive/load.csv"
            $data = Import-Dataset "$TestDrive/load.csv" -Target Load
            $data.Feature[0].Kind | Should -Be Date
            $data.Feature[0] | Should -BeOfType PSBackprop.DateColumn
            $data.Rows[17].When | Should -Be $hours[17].When
            $net = New-Network -Dataset $data -HiddenLayer 8 -Seed 1
            $net.Columns.Input[0].Cycles | Should -Be 'Day', 'Week'
            $net.InputSize | Should -Be 5
            $net = $net | Invoke-Training -Dataset $data -Epoch 60 -Seed 1 -WarningAction Ignore
            (Measure-Network -Network $net -Dataset $data).R2 | Should -BeGreaterThan 0.9

            # The same day of another week, which the network has not seen, as a text.
            $night, $noon = '2026-01-28T01:00', '2026-01-28T13:00' | ForEach-Object { (@{ When = $_ } | Get-Prediction -Network $net -WarningAction Ignore).Value }
            $noon - $night | Should -BeGreaterThan 5
        }
        finally { [cultureinfo]::CurrentCulture = $before }

        # Without the hour there is the trend alone.
        $numbers = $hours | ForEach-Object -Begin { $n = 0 } { [pscustomobject]@{ N = $n++; Load = $_.Load } } | ConvertTo-Dataset -Target Load
        $plain = New-Network -Dataset $numbers -HiddenLayer 8 -Seed 1 | Invoke-Training -Dataset $numbers -Epoch 60 -Seed 1 -WarningAction Ignore
        (Measure-Network -Network $plain -Dataset $numbers).R2 | Should -BeLessThan 0.5
    }

    It 'has units for the cycles that vary: <Name>' -ForEach @(
        @{ Name = 'days of a year'; Format = 'yyyy-MM-dd'; Hours = 24; Count = 200; Cycles = 'Week', 'Year' }
        @{ Name = 'the same weekday'; Format = 'yyyy-MM-dd'; Hours = 168; Count = 10; Cycles = @() }
        @{ Name = 'hours of a day'; Format = 'yyyy-MM-dd HH:mm:ss'; Hours = 1; Count = 20; Cycles = @('Day') }
        @{ Name = 'hours of a year'; Format = 'yyyy-MM-ddTHH:mm:ss.fffffffZ'; Hours = 25; Count = 400; Cycles = 'Day', 'Week', 'Year' }
    ) {
        $rows = 0..($Count - 1) | ForEach-Object { @{ When = ([datetime]'2026-01-05').AddHours($Hours * $_).ToString($Format, [cultureinfo]::InvariantCulture); Y = $_ } }
        $data = $rows | ConvertTo-Dataset -Target Y -Kind @{ Y = 'Numeric' }
        $column = (New-Network -Dataset $data -Seed 1).Columns.Input[0]
        @($column.Cycles) | Should -Be $Cycles
        $column.Width | Should -Be (1 + 2 * $Cycles.Count)
    }

    It 'reads dates by their own clock, whatever form they have' {
        $same = [datetime]'2026-03-04T05:06:07', [DateTimeOffset]'2026-03-04T05:06:07+09:00', '2026-03-04T05:06:07', ' 2026-03-04 05:06:07Z ', '2026-03-04T05:06:07.000-0330', '2026-03-04T05:06:07,0+14:00'
        $rows = $same | ForEach-Object -Begin { $n = 0 } { [pscustomobject]@{ When = $_; Y = $n++ } }
        $data = $rows | ConvertTo-Dataset -Target Y -Kind @{ Y = 'Numeric' }
        $data.Rows.When | Sort-Object -Unique | Should -Be ([datetime]'2026-03-04T05:06:07')
        $days = [DateOnly]'2026-03-04', '2026-03-04', [datetime]'2026-03-04' | ForEach-Object { @{ When = $_; Y = 1.5 } } | ConvertTo-Dataset -Target Y
        $days.Rows.When | Sort-Object -Unique | Should -Be ([datetime]'2026-03-04')
        $times = [TimeOnly]'05:06', [TimeOnly]'07:08' | ForEach-Object { @{ When = $_; Y = 1.5 } } | ConvertTo-Dataset -Target Y
        $times.Rows.When.TimeOfDay | Should -Be ([timespan]'5:06'), ([timespan]'7:08')
        (New-Network -Dataset $times -Seed 1).Columns.Input[0].Cycles | Should -Be Day
    }

    It 'reads texts in -DateFormat, with the names of -Culture, which the network keeps' {
        $rows = 1..9 | ForEach-Object { [pscustomobject]@{ When = "0$_.März 2026 0${_}:30"; Y = $_ / 2 } }
        $data = $rows | ConvertTo-Dataset -Target Y -DateFormat 'dd.MMMM yyyy HH:mm' -Culture de-DE
        $data.Feature[0].Kind | Should -Be Date
        $data.Rows[2].When | Should -Be ([datetime]'2026-03-03T03:30')
        $net = New-Network -Dataset $data -Seed 1
        $net.Columns.Input[0].DateFormat | Should -Be 'dd.MMMM yyyy HH:mm'
        $net | Export-Network "$TestDrive/format.json"
        $again = Import-Network "$TestDrive/format.json"
        ($rows[2] | Get-Prediction -Network $again).Value | Get-Bit | Should -Be (@{ When = [datetime]'2026-03-03T03:30' } | Get-Prediction -Network $net).Value.ForEach({ $_ | Get-Bit })
        { '2026-03-03' | ForEach-Object { @{ When = $_ } } | Get-Prediction -Network $net -ErrorAction Stop } | Should -Throw -ErrorId 'TextInDateColumn,*'
        $net | Invoke-Training -InputObject $rows -Epoch 1 -WarningAction Ignore | Should -BeOfType PSBackprop.Network
        $bare = New-Network 1, 1 -OutputActivation Linear -Seed 1
        ($bare | Invoke-Training -InputObject $rows[0, 0] -Target Y -Culture de-DE -DateFormat 'dd.MMMM yyyy HH:mm' -Epoch 1 -WarningAction Ignore).Columns.Input[0].DateFormat | Should -Be 'dd.MMMM yyyy HH:mm'
        $compact = '20260131', '20260201' | ForEach-Object { @{ When = $_; Y = 1.5 } } | ConvertTo-Dataset -Target Y -DateFormat yyyyMMdd
        $compact.Rows.When | Should -Be ([datetime]'2026-01-31'), ([datetime]'2026-02-01')
        $clock = '05:06', '07:08' | ForEach-Object { @{ When = $_; Y = 1.5 } } | ConvertTo-Dataset -Target Y -DateFormat HH:mm
        $clock.Rows.When.TimeOfDay | Should -Be ([timespan]'5:06'), ([timespan]'7:08')
        $offset = '04.03.2026 05:06 +09:00', '05.03.2026 05:06 -01:00' | ForEach-Object { @{ When = $_; Y = 1.5 } } | ConvertTo-Dataset -Target Y -DateFormat 'dd.MM.yyyy HH:mm zzz'
        $offset.Rows.When | Should -Be ([datetime]'2026-03-04T05:06'), ([datetime]'2026-03-05T05:06')
    }

    It 'without a year is of 2000, and a time without a day of the first day, whatever today is; in the script, too: <Format>' -ForEach @(
        @{ Format = 'dd MMM'; Texts = '01 Mar', '29 Feb', '31 Dec'; Dates = '2000-03-01', '2000-02-29', '2000-12-31' }
        @{ Format = 'MM/dd HH:mm'; Texts = '03/01 05:06', '02/29 00:00'; Dates = '2000-03-01T05:06', '2000-02-29' }
        @{ Format = 'MMM'; Texts = 'Mar', 'Feb'; Dates = '2000-03-01', '2000-02-01' }
        @{ Format = '%d'; Texts = '31', '1'; Dates = '2000-01-31', '2000-01-01' }
        @{ Format = 'M'; Texts = 'March 01', 'February 29'; Culture = ''; Dates = '2000-03-01', '2000-02-29' }
        @{ Format = "dd/MM 'year' zzz"; Texts = '01/03 year +05:00', '29/02 year -03:00'; Dates = '2000-03-01', '2000-02-29' }
        @{ Format = 'dd MMMM'; Texts = "01 $(([cultureinfo]'th-TH').DateTimeFormat.MonthNames[2])", "29 $(([cultureinfo]'th-TH').DateTimeFormat.MonthNames[1])"; Culture = 'th-TH'; Dates = '2000-03-01', '2000-02-29' }
        @{ Format = 'HH:mm'; Texts = '13:45', '00:00'; Dates = '0001-01-01T13:45', '0001-01-01' }
        @{ Format = 'HH:mm zzz'; Texts = '13:45 +02:00', '00:30 +14:00'; Dates = '0001-01-01T13:45', '0001-01-01T00:30' }
        @{ Format = 't'; Texts = '13:45', '00:30'; Dates = '0001-01-01T13:45', '0001-01-01T00:30'; Culture = 'de-DE' }
    ) {
        $given = @{ DateFormat = $Format; Target = 'Y'; Culture = "$Culture" }
        $rows = for ($i = 0; $i -lt $Texts.Count; $i++) { [pscustomobject]@{ When = $Texts[$i]; Y = $i / 2 } }
        $data = $rows | ConvertTo-Dataset @given
        $data.Rows.When | Should -Be $Dates.ForEach({ [datetime]$_ })
        $net = New-Network -Dataset $data -HiddenLayer 0 -Seed 1
        $net | Export-Network "$TestDrive/yearless.ps1"
        . "$TestDrive/yearless.ps1"
        $here = ($rows | Get-Prediction -Network $net).Value
        $there = ($rows | Get-YearlessPrediction).Prediction
        for ($i = 0; $i -lt $rows.Count; $i++) { [Math]::Abs($here[$i] - $there[$i]) | Should -BeLessThan 1e-12 }
    }

    It 'refuses a format that is none, when it is given and in a file: [<_>]' -ForEach 'H', 'K', '%', '\', '"', "'", ' ', '   ', "'day'", 'dd\', '%%', ':', 'gg' {
        { @{ When = '2026-01-01'; Y = 1 } | ConvertTo-Dataset -Target Y -DateFormat $_ } | Should -Throw "*-DateFormat is '$([WildcardPattern]::Escape($_))', which is not a format of dates*dd.MM.yyyy*" -ErrorId 'DateFormatNotUnderstood,*'
        'When,Y', '2026-01-01,1' | Set-Content "$TestDrive/format.csv"
        { Import-Dataset "$TestDrive/format.csv" -Target Y -DateFormat $_ -ErrorAction Stop } | Should -Throw -ErrorId 'DateFormatNotUnderstood,*'
        New-Network -Dataset ($hours | ConvertTo-Dataset -Target Load) -Seed 1 | Export-Network "$TestDrive/right.json"
        (Get-Content "$TestDrive/right.json" -Raw).Replace('"cycles":', "`"dateFormat`": $($_ | ConvertTo-Json), `"cycles`":") | Set-Content "$TestDrive/wrong.json"
        { Import-Network "$TestDrive/wrong.json" -ErrorAction Stop } | Should -Throw '*dateFormat*not a .NET format of dates*' -ErrorId 'FileContent,*'
    }

    It 'takes every standard format and whatever has a part of a date' {
        foreach ($format in 'd', 'D', 'f', 'F', 'g', 'G', 'm', 'M', 'o', 'O', 'r', 'R', 's', 't', 'T', 'u', 'U', 'y', 'Y', '%H', 'yyyyMMdd', "dd. MMMM yyyy 'um' HH 'Uhr'", 'ss.FFF', '\d\a\y dd') {
            $null = @{ When = 'x'; Y = 1 } | ConvertTo-Dataset -Target Y -DateFormat $format -WarningVariable told -WarningAction SilentlyContinue
            "$told" | Should -BeLike "*No column has dates in the format*$([WildcardPattern]::Escape($format))*-Kind*"
        }
        $null = @{ When = '20260101'; Y = 1 } | ConvertTo-Dataset -Target Y -DateFormat yyyyMMdd -WarningVariable told
        $told | Should -BeNullOrEmpty
    }

    It 'is a category in ISO form, as short as is exact, in module and script' {
        $values = [datetime]'2024-01-04', [DateOnly]'2024-01-05', [datetime]'2024-01-06T13:45', [datetime]'2024-01-06T13:45:10', [datetime]::new(638400000001234560), [DateTimeOffset]'2024-01-07T05:06+09:00', [TimeOnly]'07:08', [TimeOnly]'07:08:09.5'
        $rows = for ($i = 0; $i -lt $values.Count; $i++) { [pscustomobject]@{ When = $values[$i]; Y = $i / 2 } }
        $data = $rows | ConvertTo-Dataset -Target Y -Kind @{ When = 'Categorical' }
        $data.Feature[0].Categories | Should -BeExactly '2024-01-04', '2024-01-05', '2024-01-06T13:45', '2024-01-06T13:45:10', '2024-01-04T21:20:00.123456', '2024-01-07T05:06', '07:08', '07:08:09.5'
        'When,Y', '2024-01-04,1' | Set-Content "$TestDrive/dates.csv"
        (Import-Dataset "$TestDrive/dates.csv" -Target Y -Kind @{ When = 'Categorical' }).Feature[0].Categories | Should -BeExactly '2024-01-04'
        $net = New-Network -Dataset $data -HiddenLayer 0 -UnknownCategory Error -Seed 1
        $net | Export-Network "$TestDrive/named.ps1"
        . "$TestDrive/named.ps1"
        $here = $rows | Get-Prediction -Network $net -ErrorAction Stop
        $there = $rows | Get-NamedPrediction -ErrorAction Stop
        for ($i = 0; $i -lt $rows.Count; $i++) { [Math]::Abs($here[$i].Value - $there[$i].Prediction) | Should -BeLessThan 1e-12 }
        $labels = $rows | ConvertTo-Dataset -Target When -Kind @{ When = 'Categorical' }
        (New-Network -Dataset ($rows[0, 1] | ConvertTo-Dataset -Target When -Kind @{ When = 'Categorical' }) -PositiveClass ([datetime]'2024-01-04') -Seed 1).Columns.PositiveClass | Should -Be '2024-01-04'
    }

    It 'whose parts the network takes is asked for by its own name, where a row has a text: <_>' -ForEach '2026-01-01', 'soon', '5' {
        $net = New-Network -Dataset (1..9 | ForEach-Object { @{ When = [datetime]"2026-01-0${_}T0${_}:00"; Y = $_ } } | ConvertTo-Dataset -Target Y -DatePart Hour) -Seed 1
        $net | Export-Network "$TestDrive/parts.ps1"
        . "$TestDrive/parts.ps1"
        $row = [pscustomobject]@{ When = $_; Y = 1 }
        $null = $row | Get-Prediction -Network $net -ErrorVariable module -ErrorAction SilentlyContinue
        $null = $row | Get-PartsPrediction -ErrorVariable script -ErrorAction SilentlyContinue
        "$module" | Should -BeLike "Row 1, column 'When' is '$_', which is not a date by its type*"
        "$script" | Should -BeExactly "$module"
    }

    It 'refuses what is no date with the place and the remedy: <_>' -ForEach '2026-02-30', '2026-01-01T24:00', 'soon', '2026-01-01T10:00:60', '2026-01-01T10:00+15:00', '26-01-01', '5' {
        $rows = '2026-01-01', $_ | ForEach-Object { [pscustomobject]@{ When = $_; Y = 1.5 } }
        { $rows | ConvertTo-Dataset -Target Y } | Should -Throw "*Row 2, column 'When' is '$_', but the column holds dates*-Kind @{ 'When' = 'Categorical' }*" -ErrorId 'TextInDateColumn,*'
        $data = $rows | ConvertTo-Dataset -Target Y -Kind @{ When = 'Categorical' }
        $data.Feature[0].Kind | Should -Be Categorical
    }

    It 'is no target, and says so' {
        { $hours | ConvertTo-Dataset -Target When } | Should -Throw -ErrorId 'DateTarget,*'
        { '2026-01-01' | ForEach-Object { @{ A = 1; When = $_ } } | ConvertTo-Dataset -Target When } | Should -Throw -ErrorId 'DateTarget,*'
    }

    It 'is forced by -Kind, and a number is none' {
        $rows = '', '2026-01-01', '2026-01-03' | ForEach-Object { [pscustomobject]@{ When = $_; Y = 1.5 } }
        $data = $rows | ConvertTo-Dataset -Target Y -Kind @{ When = 'Date' } -Missing Mean
        $data.Rows[0].When | Should -BeNullOrEmpty
        $column = (New-Network -Dataset $data -Seed 1).Columns.Input[0]
        $column.Missing | Should -Be ([datetime]'2026-01-02' - [datetime]'2000-01-01').Days
        $column.HasMissingUnit | Should -BeTrue
        # Without hidden layer a prediction is linear in what goes in; what stands for a missing date goes in with its circles.
        $net = New-Network -Dataset $data -HiddenLayer 0 -Seed 1
        $weights = $net.Layers[0].Weights
        $known, $none = '2026-01-02', $null | ForEach-Object { @{ When = $_ } | Get-Prediction -Network $net -Raw }
        [Math]::Abs($none[0] - $known[0] - $weights[($weights.GetLength(0) - 1), 0]) | Should -BeLessThan 1e-12
        { @{ When = 5; Y = 1.5 } | ConvertTo-Dataset -Target Y -Kind @{ When = 'Date' } } | Should -Throw -ErrorId 'TextInDateColumn,*'
        { $rows | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'ValueMissing,*'
    }

    It 'is taken from tables and readers by its type' {
        $table = [Data.DataTable]::new()
        $null = $table.Columns.Add('When', [datetime]); $null = $table.Columns.Add('Y', [double])
        $hours.ForEach({ $null = $table.Rows.Add($_.When, $_.Load) })
        foreach ($data in (ConvertTo-Dataset $table -Target Y), (ConvertTo-Dataset ([Data.DataTableReader]::new($table)) -Target Y)) {
            $data.Feature[0].Kind | Should -Be Date
            $data.Rows[30].When | Should -Be $hours[30].When
        }
    }

    It 'gives equal bits for a dataset, piped rows, -InputData, and the network from its file and a job; near ones for ONNX' {
        $data = $hours | ConvertTo-Dataset -Target Load
        $net = New-Network -Dataset $data -HiddenLayer 4 -Seed 1 | Invoke-Training -Dataset $data -Epoch 3 -WarningAction Ignore
        $expected = (Get-Prediction -Network $net -InputData $data).Value | Get-Bit
        $net | Export-Network "$TestDrive/hours.json"
        $net | Export-Clixml "$TestDrive/hours.clixml"
        $net | Export-Network "$TestDrive/hours.onnx"
        Test-Json -Path "$TestDrive/hours.json" -SchemaFile (Join-Path $module 'psbackprop-network.schema.json') | Should -BeTrue
        foreach ($one in $net, (Import-Network "$TestDrive/hours.json"), (Import-Clixml "$TestDrive/hours.clixml")) {
            ($hours | Get-Prediction -Network $one).Value | Get-Bit | Should -Be $expected
            (Get-Prediction -Network $one -InputData $hours).Value | Get-Bit | Should -Be $expected
            (Get-Prediction -Network $one -InputData $data).Value | Get-Bit | Should -Be $expected
            $one.Columns.Input[0].Cycles | Should -Be 'Day', 'Week'
        }

        # A model of ONNX has the weights in single precision.
        $onnx = Import-Network "$TestDrive/hours.onnx"
        $onnx.Columns.Input[0].Cycles | Should -Be 'Day', 'Week'
        [Math]::Abs(($hours[7] | Get-Prediction -Network $onnx).Value - ($hours[7] | Get-Prediction -Network $net).Value) | Should -BeLessThan 1e-5
    }

    It 'far outside training is named, with dates in the warning (<_>)' -ForEach $cultures {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $net = New-Network -Dataset ($hours | ConvertTo-Dataset -Target Load) -Seed 1
            $far = @{ When = '2031-05-06T07:08:09' } | Get-Prediction -Network $net -WarningVariable warning -WarningAction SilentlyContinue
            $far.OutOfRange | Should -Be When
            "$warning" | Should -BeLike "*'When' is 2031-05-06 07:08:09, and training had 2026-01-05 to 2026-01-25 23:00:00.*"
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'is refused from a file that is wrong: <From>' -ForEach @(
        @{ From = '"day",\s*"week"'; To = '"week", "day"' }
        @{ From = '"day",\s*"week"'; To = '"day", "day"' }
        @{ From = '"day",\s*"week"'; To = '"day", "month"' }
        @{ From = '"day",\s*"week"'; To = '"day"' }
        @{ From = '"day",\s*"week"'; To = '"day", "week", "year", "day"' }
        @{ From = '"offset": [0-9.]+'; To = '"offset": 1e300' }
        @{ From = '"scale": [0-9.]+'; To = '"scale": 1e-308' }
        @{ From = '"scale": [0-9.]+'; To = '"scale": 0' }
        @{ From = '"minimum": [0-9.]+'; To = '"minimum": 1e9' }
        @{ From = '"maximum": [0-9.]+'; To = '"maximum": 3' }
        @{ From = '"cycles":'; To = '"missing": 1e12, "cycles":' }
        @{ From = '"cycles":'; To = '"dateFormat": 3, "cycles":' }
    ) {
        New-Network -Dataset ($hours | ConvertTo-Dataset -Target Load) -Seed 1 | Export-Network "$TestDrive/right.json"
        $text = Get-Content "$TestDrive/right.json" -Raw
        $wrong = [regex]::new($From).Replace($text, $To, 1)
        $wrong | Should -Not -Be $text
        Set-Content "$TestDrive/wrong.json" $wrong
        { Import-Network "$TestDrive/wrong.json" -ErrorAction Stop } | Should -Throw -ErrorId 'FileContent,*'
    }

    It 'does not fit a network of numbers, nor numbers one of dates' {
        $dates = New-Network -Dataset ($hours | ConvertTo-Dataset -Target Load) -Seed 1
        $data = 1..5 | ForEach-Object { @{ When = $_; Load = $_ / 2 } } | ConvertTo-Dataset -Target Load
        { Get-Prediction -Network $dates -InputData $data } | Should -Throw -ErrorId 'ColumnNotDate,*'
        $numbers = New-Network -Dataset $data -Seed 1
        { Get-Prediction -Network $numbers -InputData ($hours | ConvertTo-Dataset -Target Load) } | Should -Throw -ErrorId 'ColumnNotNumeric,*'
        $names = New-Network -Dataset ('2026-01-01', '2026-01-02' | ForEach-Object { @{ When = $_; Load = 1.5 } } | ConvertTo-Dataset -Target Load -Kind @{ When = 'Categorical' }) -Seed 1
        { Get-Prediction -Network $names -InputData ($hours | ConvertTo-Dataset -Target Load) -UnknownCategory Error } | Should -Throw -ErrorId 'CategoryUnknown,*'
    }
}
