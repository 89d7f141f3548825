BeforeDiscovery { . $PSScriptRoot/common.ps1 }

BeforeAll {
    . $PSScriptRoot/common.ps1
    $InformationPreference = 'Ignore'

    class Draw {
        [Random] $Random
        Draw([int] $seed) { $this.Random = [Random]::new($seed) }
        [bool] OneIn([int] $count) { return $this.Random.Next($count) -eq 0 }
        [object] Of([object[]] $values) { return $values[$this.Random.Next($values.Length)] }
    }

    # The times of a series, as users have them.
    function New-Time([string] $Step, [int] $Place) {
        switch ($Step) {
            Minutes { [datetime]::new(2026, 3, 1).AddMinutes(15 * $Place) }
            Hour { '{0:yyyy-MM-ddTHH:mm}' -f [datetime]::new(2025, 12, 30, 5, 0, 0).AddHours($Place) }
            HourOfLocal { [datetime]::new([datetime]::new(2026, 3, 27).AddHours($Place).Ticks, 'Local') }
            HourOfUtc { [datetime]::new([datetime]::new(2026, 3, 27).AddHours($Place).Ticks, 'Utc') }
            # The clock goes forward on 29 March at 1:00 UTC.
            HourOfClock {
                $utc = [datetime]::new(2026, 3, 26).AddHours($Place)
                $summer = $utc -ge [datetime]::new(2026, 3, 29, 1, 0, 0)
                '{0:yyyy-MM-ddTHH:mm:ss}{1}' -f $utc.AddHours(1 + $summer), ('+01:00', '+0200')[[int]$summer]
            }
            HourOfOffset {
                $utc = [datetime]::new(2026, 10, 24).AddHours($Place)
                [DateTimeOffset]::new($utc, [timespan]::Zero).ToOffset([timespan]::FromHours(1 + ($utc -lt [datetime]::new(2026, 10, 25, 1, 0, 0))))
            }
            Day { [datetime]::new(2024, 1, 20).AddDays($Place) }
            DayOfClock { [DateTimeOffset]::new([datetime]::new(2026, 3, 1).AddDays($Place), [timespan]::FromHours(1 + ($Place -gt 28))) }
            DayWritten { '{0:dd.MM.yyyy}' -f [datetime]::new(2024, 1, 20).AddDays($Place) }
            DayOnly { [DateOnly]::new(2024, 1, 20).AddDays($Place) }
            Week { '{0:yyyy-MM-dd}' -f [datetime]::new(2022, 1, 3).AddDays(7 * $Place) }
            Month { '{0:yyyy-MM-dd}' -f [datetime]::new(2015, 2, 1).AddMonths($Place) }
            MonthOn28 { [datetime]::new(2015, 2, 28).AddMonths($Place) }
            MonthEnd { [datetime]::new(2015, 1, 1).AddMonths($Place + 1).AddDays(-1) }
            # The first day that is neither Saturday nor Sunday.
            MonthOfWork {
                $time = [datetime]::new(2015, 2, 1).AddMonths($Place)
                while ($time.DayOfWeek -in 'Saturday', 'Sunday') { $time = $time.AddDays(1) }
                $time
            }
            QuarterEarly { [datetime]::new(2001, 1, 1).AddMonths(3 * $Place).AddMinutes(-($Place % 7 -eq 3)) }
            Quarter { [datetime]::new(2001, 1, 1).AddMonths(3 * $Place) }
            Year { [datetime]::new(1900, 1, 1).AddYears($Place) }
            YearNumber { 1900 + $Place }
            Number { 0.1 * $Place - 2 }
        }
    }

    function Get-Distance($A, $B) {
        if ($null -eq $A -or $null -eq $B) { if ($null -eq $A -and $null -eq $B) { 0 } else { [double]::PositiveInfinity } }
        elseif ($A -eq $B) { 0 }
        else { [Math]::Abs($A - $B) / [Math]::Max([Math]::Abs($A), [Math]::Abs($B)) }
    }

    # That both give the same forecasts, to the last digits.
    function Compare-Forecast($Module, $Script) {
        $Script.Count | Should -Be $Module.Count
        for ($i = 0; $i -lt $Module.Count; $i++) {
            $Script[$i].PSObject.Properties.Name | Should -Be 'Time', 'Group', 'Step', 'Value', 'Lower', 'Upper'
            $Script[$i].Time.GetType() | Should -Be $Module[$i].Time.GetType()
            $Script[$i].Time | Should -Be $Module[$i].Time
            if ($Module[$i].Time -is [DateTimeOffset]) { $Script[$i].Time.Offset | Should -Be $Module[$i].Time.Offset }
            $Script[$i].Group | Should -BeExactly $Module[$i].Group
            $Script[$i].Step | Should -Be $Module[$i].Step
            foreach ($name in 'Value', 'Lower', 'Upper') {
                Get-Distance $Module[$i].$name $Script[$i].$name |
                    Should -BeLessThan 1e-12 -Because "step $($Module[$i].Step) of '$($Module[$i].Group)' has the $name $($Module[$i].$name) in the module and $($Script[$i].$name) in the script"
            }
        }
    }

    function New-Day([int] $Count = 60) {
        $random = [Random]::new(2)
        foreach ($i in 0..($Count - 1)) {
            [pscustomobject]@{ Day = [datetime]::new(2024, 1, 1).AddDays($i); Offer = [int]($i % 5 -eq 0); Used = 100 + $i + 5 * [Math]::Sin($i) + 3 * ($i % 5 -eq 0) + $random.NextDouble() }
        }
    }
}

Describe 'A network that continues time series, exported as a script' {
    It 'forecasts what the module forecasts (<_>)' -ForEach (1..60) {
        $seed = $_
        $draw = [Draw]::new($seed)
        $steps = 'Minutes', 'Hour', 'HourOfLocal', 'HourOfUtc', 'HourOfClock', 'HourOfOffset', 'Day', 'DayOfClock', 'DayWritten', 'DayOnly', 'Week', 'Month', 'MonthOn28', 'MonthEnd', 'MonthOfWork', 'QuarterEarly', 'Quarter', 'Year', 'YearNumber', 'Number'
        $step = $steps[$seed % $steps.Length]
        $names = $draw.Of((@(''), @('b', 'a'), @("it's", 'B', 'b')))
        $hasGroup = $names[0] -ne ''
        $known = $draw.Of((@(), @('Offer'), @('Kind', 'Offer'), @('Open', 'Note', 'When')))
        $difference = $draw.Of(('None', 'First', 'Seasonal', 'Auto'))
        $horizon = $draw.Of((1, 1, 2, 5))
        $count = 70
        $total = 84
        $grows = $draw.OneIn(2)
        $policy = $draw.Of(('Error', 'Error', 'Mean', 'Drop'))
        $culture = $draw.Of(('', 'de-DE'))
        $noise = [Random]::new($seed)
        $rows = foreach ($name in $names) {
            $size = 1 + 30 * $noise.NextDouble()
            $level = 0.0
            foreach ($i in 0..($total - 1)) {
                $level += $noise.NextDouble() - 0.4
                $value = $size * ($level + 3 * [Math]::Sin($i * 2 * [Math]::PI / 7))
                if ($grows) { $value = [Math]::Exp($value / $size / 10) * $size }
                [pscustomobject]@{
                    Place = $i; At = New-Time $step $i; Who = $name; Extra = 'not read'
                    Offer = if ($policy -ne 'Error' -and $i -eq 20) { $null } elseif ($culture) { '{0},5' -f ($i % 6) } else { $i % 6 + 0.5 }
                    Kind = ('x', 'y', "z'")[$i % 3]; Open = $i % 4 -ne 0; Note = ('big sale', 'nothing today', 'sale')[$i % 3]; When = [datetime]::new(2026, 1, 1).AddHours(31 * $i)
                    Y = if ($culture) { $value.ToString('R', [cultureinfo]'de-DE') } else { $value }
                }
            }
        }
        # One series ends before the others.
        $history = $rows.Where({ $_.Place -lt $count - 3 * ($_.Who -ceq 'b') })
        if ($policy -ne 'Error') { $history = $history.Where({ $_.Place -ne 30 }) }
        $history = @($history | Sort-Object { $draw.Random.Next() })
        $settings = @{ Target = 'Y'; Time = 'At'; Difference = $difference; Period = $draw.Of((1, 7)); Horizon = $horizon; Culture = $culture; Missing = $policy }
        if ($difference -eq 'Seasonal') { $settings.Period = 7 }
        if ($hasGroup) { $settings.Group = 'Who' }
        if ($known) { $settings.KnownAhead = $known }
        if ($known -contains 'Note') { $settings.Kind = @{ Note = 'Text' } }
        if ($step -eq 'DayWritten') { $settings.DateFormat = 'dd.MM.yyyy' }
        if ($draw.OneIn(2)) { $settings.Lag = 1, 2, 7 }
        $data = $history | ConvertTo-Dataset @settings -WarningAction Ignore
        $data.Series.Step | Should -Not -BeNullOrEmpty
        $build = @{ Seed = $seed; Precision = 'Double'; FeatureScaling = $draw.Of(('Standard', 'MinMax', 'Robust')); TargetScaling = $draw.Of(('Standard', 'None')); TextBit = 4 }
        if ($draw.OneIn(3)) { $build.HiddenLayer = 3 }
        if ($draw.OneIn(4)) { $build.Member = 2 }
        $net = New-Network -Dataset $data @build -WarningAction Ignore | Invoke-Training -Dataset $data -Epoch 15 -WarningAction Ignore
        $net.Name = 'Exported'
        $net | Export-Network TestDrive:/exported.ps1
        . TestDrive:/exported.ps1
        $asked = @{ Step = $draw.Of((1, 4, 10)); Interval = $draw.Of((0.5, 0.9, 0.99)) }
        if (-not $net.Columns.Series.Score.Count) { $asked.Remove('Interval') }
        $later = @{}
        if ($known) { $later.KnownAhead = $rows.Where({ $_.Place -ge $count - 4 }) }
        $module = @($net | Get-Forecast $data @asked @later -WarningAction Ignore)
        $mixed = @($history | Sort-Object { $draw.Random.Next() })
        $mixed = switch ($seed % 4) {
            0 { $mixed.ForEach({ $cells = @{}; foreach ($cell in $_.PSObject.Properties) { $cells[$cell.Name.ToUpperInvariant()] = $cell.Value }; $cells }) }
            1 {
                $table = [Data.DataTable]::new()
                foreach ($name in $mixed[0].PSObject.Properties.Name) { $null = $table.Columns.Add($name, [object]) }
                foreach ($one in $mixed) { $null = $table.Rows.Add([object[]]@(foreach ($cell in $one.PSObject.Properties) { if ($null -eq $cell.Value) { [DBNull]::Value } else { , $cell.Value.PSObject.BaseObject } })) }
                $table.Rows
            }
            default { $mixed }
        }
        $order = @($history.Who | Select-Object -Unique)
        $script = @(& {
                Set-StrictMode -Version Latest
                if ($seed % 3) { $mixed | Get-ExportedForecast @asked @later } else { Get-ExportedForecast -InputObject $mixed @asked @later }
            })
        $script = @(foreach ($name in $order) { $script.Where({ -not $hasGroup -or $_.Group -ceq $name }) })
        $module.Count | Should -Be ($asked.Step * $names.Length)
        Compare-Forecast $module $script
    }

    It 'measures a group that training did not have by its own rows, as the module does (<Difference>)' -ForEach @(@{ Difference = 'None' }, @{ Difference = 'First' }) {
        $rows = (New-Day | Select-Object *, @{ n = 'S'; e = { 'a' } }), (New-Day | Select-Object Day, Offer, @{ n = 'S'; e = { 'b' } }, @{ n = 'Used'; e = { 7 * $_.Used } }) | ForEach-Object { $_ }
        $data = $rows | ConvertTo-Dataset -Target Used -Time Day -Group S -Difference $Difference -Lag 1, 2, 3
        $net = New-Network -Dataset $data -Seed 1 -Precision Double -Name Measured | Invoke-Training -Dataset $data -WarningAction Ignore
        $net | Export-Network TestDrive:/measured.ps1
        . TestDrive:/measured.ps1
        $others = (New-Day 30 | Select-Object Day, @{ n = 'S'; e = { 'new' } }, @{ n = 'Used'; e = { 1000 + 3 * $_.Used } }), ($rows[50..59]), (New-Day 2 | Select-Object Day, Used, @{ n = 'S'; e = { 'young' } }) | ForEach-Object { $_ }
        $module = $net | Get-Forecast ($others | ConvertTo-Dataset -Target Used -Time Day -Group S) -Step 6 -WarningVariable here -WarningAction SilentlyContinue
        $script = $others | Get-MeasuredForecast -Step 6 -WarningVariable there -WarningAction SilentlyContinue
        $module.Group | Select-Object -Unique | Should -Be new, a
        Compare-Forecast $module $script
        "$there" | Should -Be "$here"
        "$there" | Should -BeLike "*left out: 'young'*"
    }

    It 'gives what its weights say by hand, step after step' {
        $days = New-Day
        $data = $days | ConvertTo-Dataset -Target Used -Time Day -Difference First -Lag 1, 2 -Period 1
        $net = New-Network -Dataset $data -Seed 1 -Precision Double -Name Hand | Invoke-Training -Dataset $data -WarningAction Ignore
        $net | Export-Network TestDrive:/hand.ps1
        . TestDrive:/hand.ps1
        $script = $days | Get-HandForecast -Step 5
        $scale = $net.Columns.Series.Groups[0]
        $levels = [Collections.Generic.List[double]]::new()
        foreach ($value in $days.Used) { $levels.Add($(if ($net.Columns.Series.IsRatio) { [Math]::Log($value) } else { $value })) }
        $weights = $net.Layers[0].Weights
        foreach ($i in 0..4) {
            $z = $net.Layers[0].Biases[0]
            $turn = 2 * [Math]::PI * (($days[-1].Day.AddDays($i + 1) - [datetime]'2000-01-01').Days % 7) / 7
            $seen = foreach ($lag in 1, 2) { ($levels[-$lag] - $levels[-$lag - 1] - $scale.Offset) / $scale.Scale }
            $seen += [Math]::Sin($turn), [Math]::Cos($turn)
            $net.Columns.Input.Count | Should -Be $seen.Count
            foreach ($j in 0..3) {
                $column = $net.Columns.Input[$j]
                $z += ($seen[$j] - $column.Offset) / $column.Scale * $weights[$j, 0]
            }
            $target = $net.Columns.Output[0]
            $levels.Add($levels[-1] + $scale.Offset + $scale.Scale * ($z * $target.Scale + $target.Offset))
            $value = if ($net.Columns.Series.IsRatio) { [Math]::Exp($levels[-1]) } else { $levels[-1] }
            Get-Distance $value $script[$i].Value | Should -BeLessThan 1e-12
            $script[$i].Time | Should -Be $days[-1].Day.AddDays($i + 1)
        }
    }

    It 'needs no module: rows of a CSV file are enough' {
        $days = New-Day
        $days | Export-Csv TestDrive:/days.csv
        $data = Import-Dataset TestDrive:/days.csv -Target Used -Time Day -DateFormat 'MM/dd/yyyy HH:mm:ss'
        $net = New-Network -Dataset $data -Seed 1 -Precision Double -Name Alone | Invoke-Training -Dataset $data -WarningAction Ignore
        $net | Export-Network TestDrive:/alone.ps1
        $json = pwsh -NoProfile -NonInteractive -Command {
            param($path, $rows)
            . $path
            Import-Csv $rows | Get-AloneForecast -Step 4 -Interval 0.8 | ConvertTo-Json
            @(Get-Module PSBackprop).Count
        } -args (Resolve-Path TestDrive:/alone.ps1).ProviderPath, (Resolve-Path TestDrive:/days.csv).ProviderPath
        $json[-1] | Should -Be 0
        $alone = $json[0..($json.Length - 2)] | ConvertFrom-Json
        Compare-Forecast ($net | Get-Forecast $data -Step 4 -Interval 0.8) $alone
    }

    It 'is read again from a file with the way its times are written' {
        $rows = New-Day | Select-Object Used, @{ n = 'Day'; e = { '{0:dd.MM.yyyy}' -f $_.Day } }
        $data = $rows | ConvertTo-Dataset -Target Used -Time Day -DateFormat 'dd.MM.yyyy'
        $net = New-Network -Dataset $data -Seed 1 -Precision Double -Name Kept | Invoke-Training -Dataset $data -WarningAction Ignore
        $net | Export-Network TestDrive:/kept.json
        Get-Content TestDrive:/kept.json -Raw | Test-Json -SchemaFile (Join-Path $module psbackprop-network.schema.json) | Should -BeTrue
        Import-Network TestDrive:/kept.json | Export-Network TestDrive:/kept.ps1
        . TestDrive:/kept.ps1
        Compare-Forecast ($net | Get-Forecast $data -Step 3) ($rows | Get-KeptForecast -Step 3)
    }

    It 'is only data and arithmetic, whatever names are in it' {
        $quotes = -join [char[]](0x27, 0x2018, 0x2019, 0x201A, 0x201B, 0x22, 0x201C, 0x201D, 0x201E)
        $hostile = "x'; New-Item `"$TestDrive/owned`" #`n$quotes``; & { throw }`$(throw)`${x}@(){}%0{1}"
        $rows = foreach ($name in "a$hostile", 'b') {
            foreach ($i in 1..40) { [pscustomobject]@{ "T$hostile" = $i; "G$hostile" = $name; "K$hostile" = "k$($i % 3)$hostile"; "Y$hostile" = $i + [Math]::Sin($i * $i) } }
        }
        $data = $rows | ConvertTo-Dataset -Target "Y$([WildcardPattern]::Escape($hostile))" -Time "T$hostile" -Group "G$hostile" -KnownAhead "K$([WildcardPattern]::Escape($hostile))" -Lag 1, 2
        $net = New-Network -Dataset $data -Name $hostile -Seed 1 -Precision Double | Invoke-Training -Dataset $data -Epoch 5 -WarningAction Ignore
        $net | Export-Network TestDrive:/hostile.ps1
        $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile((Resolve-Path TestDrive:/hostile.ps1).ProviderPath, [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
        $commands = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)).ForEach({ $_.GetCommandName() }) | Where-Object { $_ } | Sort-Object -Unique
        $commands | Should -BeIn 'New-Object'
        . TestDrive:/hostile.ps1
        $function = (Get-Command Get-*Forecast -CommandType Function).Name
        $later = foreach ($name in "a$hostile", 'b') { @{ "T$hostile" = 41; "G$hostile" = $name; "K$hostile" = "k1$hostile" } }
        Compare-Forecast ($net | Get-Forecast $data -Step 1 -KnownAhead $later) ($rows | & $function -Step 1 -KnownAhead $later)
        "$TestDrive/owned" | Should -Not -Exist
    }

    It 'has nothing in it that Windows PowerShell 5.1 does not know (<_>)' -ForEach 'Month', 'HourOfClock', 'Number' {
        $step = $_
        $data = 0..60 | ForEach-Object { [pscustomobject]@{ T = New-Time $step $_; K = "k$($_ % 3)"; W = [datetime]'2026-01-01'; Y = $_ + [Math]::Sin($_) } } | ConvertTo-Dataset -Target Y -Time T -KnownAhead K, W -Lag 1, 2
        New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 3 -WarningAction Ignore | Export-Network TestDrive:/old.ps1
        $tokens = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile((Resolve-Path TestDrive:/old.ps1).ProviderPath, [ref]$tokens, [ref]$null)
        $tokens.Kind | Should -Not -BeIn 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr'
        $used = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.MemberExpressionAst] -and $args[0].Static }, $true)).ForEach({ "$($_.Expression)::$($_.Member)" })
        $used | Sort-Object -Unique | Should -BeIn '[Array]::Copy', '[Array]::Sort', '[Buffer]::BlockCopy', '[Convert]::FromBase64String', '[Convert]::ToString', '[datetime]::DaysInMonth', '[datetime]::MinValue', '[datetime]::new',
            '[datetime]::TryParseExact', '[DateTimeOffset]::MinValue', '[DateTimeOffset]::new', '[DateTimeOffset]::TryParseExact', '[double]::IsInfinity', '[double]::IsNaN', '[double]::NaN', '[double]::TryParse',
            '[Globalization.CultureInfo]::GetCultureInfo', '[Globalization.CultureInfo]::InvariantCulture', '[Globalization.NumberStyles]::Float', '[Management.Automation.ErrorRecord]::new', '[Math]::Abs', '[Math]::Ceiling', '[Math]::Cos',
            '[Math]::Exp', '[Math]::Floor', '[Math]::Log', '[Math]::Max', '[Math]::Min', '[Math]::PI', '[Math]::Round', '[Math]::Sign', '[Math]::Sin', '[Math]::Sqrt', '[regex]::Replace', '[string]::IsNullOrWhiteSpace', '[StringComparer]::Ordinal',
            '[StringComparer]::OrdinalIgnoreCase', '[timespan]::FromMinutes', '[TimeZoneInfo]::Local', '[Type]::GetTypeCode'
    }

    It 'has nothing of series in it for other networks' {
        New-Network 2, 1 -Seed 1 | Export-Network TestDrive:/plain.ps1
        Get-Content TestDrive:/plain.ps1 -Raw | Should -Not -Match 'series|history|KnownAhead'
    }

    Context 'asked with what does not fit' {
        BeforeAll {
            $days = New-Day
            $data = $days | ConvertTo-Dataset -Target Used -Time Day -KnownAhead Offer -Difference First -Lag 1, 2 -Period 1
            $net = New-Network -Dataset $data -Seed 1 -Precision Double -Name Asked | Invoke-Training -Dataset $data -WarningAction Ignore
            $net | Export-Network TestDrive:/asked.ps1
            . TestDrive:/asked.ps1
            $next = (New-Day 65)[60..64]
            function Edit-Day([int] $At, [string] $Name, $Value) { $rows = New-Day; $rows[$At].$Name = $Value; $rows }
        }

        It 'refuses <What> with one error' -ForEach @(
            @{ What = 'too short a history'; Id = 'SeriesHistoryTooShort'; Text = 'all the 3 latest values'; Rows = { $days[0..1] } }
            @{ What = 'no rows'; Id = 'NoRows'; Text = 'no rows'; Rows = { } }
            @{ What = 'what is no row'; Id = 'RowNotObject'; Text = "Row 61 is 'five'"; Rows = { $days; 'five' } }
            @{ What = 'a row without the target'; Id = 'RowColumnMissing'; Text = "Row 1 has no column 'Used'"; Rows = { $days | Select-Object Day, Offer } }
            @{ What = 'a text that is no time'; Id = 'TextInDateColumn'; Text = "Row 4, column 'Day' is 'soon'"; Rows = { Edit-Day 3 Day 'soon' } }
            @{ What = 'a time that is missing'; Id = 'ValueMissing'; Text = "Row 4 has no value in column 'Day'"; Rows = { Edit-Day 3 Day $null } }
            @{ What = 'a value that is missing'; Id = 'ValueMissing'; Text = "Row 4 has no value in column 'Used'"; Rows = { Edit-Day 3 Used 'NA' } }
            @{ What = 'a value that is no number'; Id = 'TextInNumericColumn'; Text = "Row 4, column 'Used' is 'much'"; Rows = { Edit-Day 3 Used 'much' } }
            @{ What = 'a value without bound'; Id = 'NumberNotFinite'; Text = "Row 4, column 'Used' is Infinity"; Rows = { Edit-Day 3 Used ([double]::PositiveInfinity) } }
            @{ What = 'something known that is missing'; Id = 'ValueMissing'; Text = "Row 4 has no value in column 'Offer'"; Rows = { Edit-Day 3 Offer $null } }
            @{ What = 'something known that is no number'; Id = 'TextInNumericColumn'; Text = "Row 60, column 'Offer' is 'many'"; Rows = { Edit-Day 59 Offer many } }
            @{ What = 'a time twice'; Id = 'SeriesTimeTwice'; Text = 'has 2024-01-04 twice, in rows 4 and 8'; Rows = { Edit-Day 7 Day ([datetime]'2024-01-04') } }
            @{ What = 'a gap'; Id = 'SeriesGap'; Text = 'the first 2024-01-21'; Rows = { $days[0..19]; $days[21..59] } }
            @{ What = 'a time between steps'; Id = 'SeriesIrregular'; Text = '2024-01-20T12:00 lies between'; Rows = { Edit-Day 19 Day ([datetime]'2024-01-20T12:00') } }
            @{ What = 'rows in other steps'; Id = 'SeriesIrregular'; Text = '2024-01-01T01:00 lies between'; Rows = { 0..40 | ForEach-Object { @{ Day = [datetime]::new(2024, 1, 1).AddHours($_); Offer = 0; Used = 1 + $_ } } } }
            @{ What = 'a time far away'; Id = 'SeriesFarApart'; Text = '9024-01-01 follows 2024-03-28'; Rows = { Edit-Day 0 Day ([datetime]'2024-03-28'); @{ Day = '9024-01-01'; Offer = 0; Used = 1 } } }
            @{ What = 'steps of which nothing is known'; Id = 'SeriesKnownAheadStep'; Text = "'Offer' is not known for 2024-03-03"; Rows = { $days }; Later = { $next[0, 1] } }
            @{ What = 'a known row without its column'; Id = 'RowColumnMissing'; Text = "Row 1 has no column 'Offer'"; Rows = { $days }; Later = { @{ Day = '2024-03-01' } } }
            @{ What = 'steps beyond all dates'; Id = 'ForecastBeyondDates'; Text = 'beyond the year 9999'; Rows = { foreach ($i in 0..9) { @{ Day = [datetime]::new(9999, 12, 20).AddDays($i); Offer = 0; Used = 1 + $i } } }; Later = { @{ Day = '9999-12-30'; Offer = 0 }, @{ Day = '9999-12-31'; Offer = 0 } } }
        ) {
            $ahead = if ($_['Later']) { @(& $Later) } else { $next }
            $fault = $null
            $answer = try { & $Rows | Get-AskedForecast -Step 5 -KnownAhead $ahead } catch { $fault = $_ }
            "$($fault.Exception.Message)" | Should -BeLike "*$([WildcardPattern]::Escape($Text))*"
            $fault.FullyQualifiedErrorId | Should -Be "$Id,Get-AskedForecast"
            $answer | Should -BeNullOrEmpty
        }

        It 'refuses values that ratios cannot be of, as the module does' {
            $growing = 0..50 | ForEach-Object { [pscustomobject]@{ T = $_; Y = [Math]::Exp($_ / 7) * (1 + 0.1 * [Math]::Sin($_ * $_)) } }
            $ratios = $growing | ConvertTo-Dataset -Target Y -Time T -Lag 1, 2
            $net = New-Network -Dataset $ratios -Seed 1 -Name Ratio | Invoke-Training -Dataset $ratios -WarningAction Ignore
            $net.Columns.Series.IsRatio | Should -BeTrue
            $net | Export-Network TestDrive:/ratio.ps1
            . TestDrive:/ratio.ps1
            $growing[9].Y = -1
            $inside = $growing | ConvertTo-Dataset -Target Y -Time T
            ($growing | Get-RatioForecast -Step 3).Value | Should -Be ($net | Get-Forecast $inside -Step 3).Value
            $growing[50].Y = -1
            $inside = $growing | ConvertTo-Dataset -Target Y -Time T
            { $growing | Get-RatioForecast } | Should -Throw -ErrorId 'SeriesNotPositive,*' -ExpectedMessage '*-1 at 50*'
            { $net | Get-Forecast $inside } | Should -Throw -ErrorId 'SeriesNotPositive,*' -ExpectedMessage '*-1 at 50*'
        }

        It 'leaves out groups with a 0, and goes on with those that never vary, as the module does (<Difference>)' -ForEach @(
            @{ Difference = 'None' }, @{ Difference = 'First' }, @{ Difference = 'Seasonal' }
        ) {
            $rows = 0..59 | ForEach-Object {
                [pscustomobject]@{ T = $_; G = 'a'; Y = [Math]::Exp($_ / 7) * (1 + 0.1 * [Math]::Sin($_ * $_)) }
                [pscustomobject]@{ T = $_; G = 'flat'; Y = 99.5 }
                [pscustomobject]@{ T = $_; G = 'line'; Y = 3 + 0.1 * $_ }
                [pscustomobject]@{ T = $_; G = 'zero'; Y = [Math]::Exp($_ / 8) * (1 + 0.1 * [Math]::Sin(3 * $_)) }
            }
            foreach ($plain in $false, $true) {
                $groups = $rows | ConvertTo-Dataset -Target Y -Time T -Group G -Lag 1, 2 -Period 4 -Difference $Difference -NoRatio:$plain
                $net = New-Network -Dataset $groups -Seed 1 -Name Mixed | Invoke-Training -Dataset $groups -WarningAction Ignore
                $net | Export-Network TestDrive:/mixed.ps1 -Force
                . TestDrive:/mixed.ps1
                $later = $rows + [pscustomobject]@{ T = 60; G = 'zero'; Y = 0 } + [pscustomobject]@{ T = 60; G = 'flat'; Y = 99.5 }
                $set = $later | ConvertTo-Dataset -Target Y -Time T -Group G -Period 4 -Lag 1, 2
                $want = $net | Get-Forecast $set -Step 9 -WarningVariable toldWant -WarningAction SilentlyContinue
                $found = $later | Get-MixedForecast -Step 9 -WarningVariable toldFound -WarningAction SilentlyContinue
                foreach ($property in 'Value', 'Lower', 'Upper') {
                    foreach ($group in $want.Group | Select-Object -Unique) {
                        $one, $other = $want, $found | ForEach-Object { , $_.Where({ $_.Group -eq $group }).$property }
                        $one.Count | Should -Be 9
                        0..8 | ForEach-Object { [Math]::Abs($one[$_] - $other[$_]) | Should -BeLessOrEqual (1e-9 * [Math]::Abs($one[$_])) }
                    }
                }
                $found.Where({ $_.Group -eq 'flat' }).ForEach({ $_.Value; $_.Lower; $_.Upper }) | Select-Object -Unique | Should -Be 99.5
                $found.Where({ $_.Group -eq 'zero' }).Count | Should -Be $(if ($net.Columns.Series.IsRatio) { 0 } else { 9 })
                "$toldFound" | Should -Be "$toldWant"
            }
        }

        It 'has a season, or 12 steps, by default, and takes the names of columns in any case' {
            @($days | Get-AskedForecast -KnownAhead (New-Day 72)[60..71]).Count | Should -Be 12
            $lower = $days | Select-Object @{ n = 'day'; e = { $_.Day } }, @{ n = 'OFFER'; e = { $_.Offer } }, @{ n = 'used'; e = { $_.Used } }
            ($lower | Get-AskedForecast -Step 2 -KnownAhead $next).Value | Should -Be ($days | Get-AskedForecast -Step 2 -KnownAhead $next).Value
        }
    }

    It 'cannot be an ONNX model' {
        $data = New-Day | ConvertTo-Dataset -Target Used -Time Day
        { New-Network -Dataset $data -Seed 1 | Export-Network TestDrive:/days.onnx } | Should -Throw -ErrorId 'SeriesNotExportable,*'
    }
}
