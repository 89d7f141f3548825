BeforeAll {
    . $PSScriptRoot/common.ps1
    $InformationPreference = 'Ignore'

    # Three years of days: growth, a week and a year, and noise from a seed.
    function New-Day([int] $Count = 400, [int] $Seed = 1, [string] $Server = 'a', [double] $Scale = 1) {
        $random = [Random]::new($Seed)
        foreach ($day in 0..($Count - 1)) {
            [pscustomobject]@{
                Day = [datetime]::new(2024, 1, 1).AddDays($day); Server = $Server; Offer = [int]($day % 23 -eq 0)
                Used = $Scale * (100 + 0.2 * $day + 6 * [Math]::Sin($day * 2 * [Math]::PI / 7) + 10 * ($day % 23 -eq 0) + $random.NextDouble())
            }
        }
    }

    $days = New-Day 140
    $data = $days | ConvertTo-Dataset -Target Used -Time Day
    $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data
}

Describe 'Get-Forecast' {
    It 'continues with times, values and bounds, better than what is simpler' {
        $forecast = $net | Get-Forecast -Dataset $data -Step 14
        $forecast.Count | Should -Be 14
        $forecast[0].Time | Should -BeOfType datetime
        $forecast.Time | Should -Be (140..153).ForEach({ [datetime]::new(2024, 1, 1).AddDays($_) })
        $forecast.ForEach({ $_.Lower -lt $_.Value -and $_.Value -lt $_.Upper }) | Should -Not -Contain $false
        $truth = (New-Day 154)[140..153].Used
        (0..13).ForEach({ [Math]::Abs($forecast[$_].Value - $truth[$_]) }) | Measure-Object -Average | ForEach-Object Average | Should -BeLessThan 4
        $score = $net.Columns.Series.Score
        $score[0].Name | Should -Be network
        $score[1..3].ForEach({ $_.MeanAbsoluteScaledError -gt $score[0].MeanAbsoluteScaledError }) | Should -Not -Contain $false
        $net.Columns.Series.Period | Should -Be 7
    }

    It 'takes rows in any order' {
        $mixed = $days | Sort-Object { $_.Day.Ticks * 7919 % 1009 } | ConvertTo-Dataset -Target Used -Time Day
        $mixed.Rows.Day | Should -Be $data.Rows.Day
        ($net | Get-Forecast $mixed -Step 5).Value | Get-Bit | Should -Be (($net | Get-Forecast $data -Step 5).Value | Get-Bit)
    }

    It 'counts <What> by the calendar' -ForEach @(
        @{ What = 'months on the 28th'; First = '2022-02-28'; Month = 1; Day = 28; Expected = '2026-02-28', '2026-03-28', '2026-04-28' }
        @{ What = 'months on the 30th'; First = '2022-03-30'; Month = 1; Day = 30; Expected = '2026-03-30', '2026-04-30', '2026-05-30' }
        @{ What = 'months on the 29th'; First = '2022-10-29'; Month = 1; Day = 29; Expected = '2026-10-29', '2026-11-29', '2026-12-29' }
        @{ What = 'ends of months'; First = '2022-02-28'; Month = 1; Day = 31; Expected = '2026-02-28', '2026-03-31', '2026-04-30' }
        @{ What = 'quarters on the 30th'; First = '2014-04-30'; Month = 3; Day = 30; Expected = '2026-04-30', '2026-07-30', '2026-10-30' }
        @{ What = 'ends of quarters'; First = '2014-03-31'; Month = 3; Day = 31; Expected = '2026-03-31', '2026-06-30', '2026-09-30' }
        @{ What = 'leap days'; First = '1976-02-29'; Month = 12; Day = 29; Expected = '2024-02-29', '2025-02-28', '2026-02-28' }
    ) {
        $random = [Random]::new(3)
        $all = foreach ($i in 0..47) {
            $start = ([datetime]$First).AddDays(1 - ([datetime]$First).Day).AddMonths($i * $Month)
            $last = [Math]::Min($Day, [datetime]::DaysInMonth($start.Year, $start.Month))
            [pscustomobject]@{ T = $start.AddDays($last - 1); V = 10 + $random.NextDouble() }
        }
        $all[7].T = $all[7].T.AddSeconds(3)
        $whole = $all | ConvertTo-Dataset -Target V -Time T
        $monthly = New-Network -Dataset $whole -Seed 1 | Invoke-Training -Dataset $whole -WarningAction Ignore
        $end = $all | Select-Object -Last 20 | ConvertTo-Dataset -Target V -Time T
        foreach ($history in $whole, $end) {
            ($monthly | Get-Forecast $history -Step 3 -WarningAction Ignore).Time.ForEach({ $_.ToString('yyyy-MM-dd') }) | Should -Be $Expected
        }
    }

    It 'takes times near to the day of the month for that: <What>' -ForEach @(
        @{ What = 'one a minute early'; Move = { param($time, $i) $i -eq 30 ? $time.AddMinutes(-1) : $time } }
        @{ What = 'one a day early'; Move = { param($time, $i) $i -eq 30 ? $time.AddDays(-1) : $time } }
        @{ What = 'the first working day'; Move = { param($time) while ($time.DayOfWeek -in 'Saturday', 'Sunday') { $time = $time.AddDays(1) }; $time } }
        @{ What = 'the first row late'; Move = { param($time, $i) $i -eq 0 ? $time.AddDays(3) : $time } }
    ) {
        $random = [Random]::new(3)
        foreach ($length in 1, 3, 12) {
            $rows = foreach ($i in 0..47) {
                [pscustomobject]@{ T = & $Move ([datetime]::new(1970, 1, 1).AddMonths($i * $length)) $i; V = 10 + $random.NextDouble() }
            }
            $whole = $rows | ConvertTo-Dataset -Target V -Time T
            $monthly = New-Network -Dataset $whole -Seed 1 | Invoke-Training -Dataset $whole -WarningAction Ignore
            $expected = (48..50).ForEach({ [datetime]::new(1970, 1, 1).AddMonths($_ * $length) })
            ($monthly | Get-Forecast $whole -Step 3 -WarningAction Ignore).Time | Should -Be $expected
        }
    }

    It 'refuses groups on different days of the month, in the module and in a script' {
        $random = [Random]::new(1)
        $rows = foreach ($group in @{ Name = 'a'; Day = 1 }, @{ Name = 'b'; Day = 28 }) {
            0..47 | ForEach-Object { [pscustomobject]@{ T = [datetime]::new(2018, 1, $group.Day).AddMonths($_); G = $group.Name; V = 100 + $random.NextDouble() } }
        }
        { $rows | ConvertTo-Dataset -Target V -Time T -Group G } | Should -Throw -ErrorId 'SeriesDaysDiffer*' -ExpectedMessage '*-01*-28*'
        $first = $rows.Where({ $_.G -eq 'a' }) | ConvertTo-Dataset -Target V -Time T -Group G
        New-Network -Dataset $first -Seed 1 -Name Days | Invoke-Training -Dataset $first -WarningAction Ignore | Export-Network TestDrive:/days.ps1
        . (Join-Path $TestDrive days.ps1)
        ($rows.Where({ $_.G -eq 'a' }) | Get-DaysForecast -Step 1).Time | Should -Be ([datetime]'2022-01-01')
        { $rows | Get-DaysForecast -Step 1 } | Should -Throw
    }

    It 'takes days at hours that differ, with gaps, for days' {
        foreach ($seed in 1..20) {
            $random = [Random]::new($seed)
            $rows = foreach ($i in 0..99) {
                if ($random.Next(25) -or $i -gt 90) {
                    [pscustomobject]@{ T = ([datetime]'2026-01-01T12:00').AddDays($i).AddMinutes($random.Next(-60, 61)); V = 10 + $random.NextDouble() }
                }
            }
            "$(($rows | ConvertTo-Dataset -Target V -Time T -Missing Mean -WarningAction Ignore | New-Network -Seed 1).Columns.Series.Step)" | Should -Be '1 day'
        }
    }

    It 'chooses in a fold by the rows of the fold alone, however few' {
        foreach ($seed in 2, 5) {
            $random = [Random]::new($seed)
            $base = 0..119 | ForEach-Object { [pscustomobject]@{ D = ([datetime]'2025-01-01').AddDays($_); V = 100 + 10 * [Math]::Sin($_ / 7 * 6.283) + 3 * $random.NextDouble() } }
            $other = $base.ForEach({ [pscustomobject]@{ D = $_.D; V = $_.V } })
            100..119 | ForEach-Object { $other[$_].V = 1000 * $random.NextDouble() - ($seed % 2) }
            $first = foreach ($rows in $base, $other) {
                $set = $rows | ConvertTo-Dataset -Target V -Time D
                (New-Network -Dataset $set -Seed 1 | Measure-Network -Dataset $set -Fold 4 -Seed 1 -WarningAction Ignore).Folds[0].RootMeanSquaredError
            }
            $first[1] | Should -Be $first[0]
        }
    }

    It 'measures where bounds of some steps are not known' {
        foreach ($count in 48, 56, 64) {
            $random = [Random]::new(1)
            $rows = 0..($count - 1) | ForEach-Object { [pscustomobject]@{ D = ([datetime]'2025-01-01').AddDays($_); V = 100 + 10 * [Math]::Sin($_ / 7 * 6.283) + 3 * $random.NextDouble() } }
            $early, $late = $rows | ConvertTo-Dataset -Target V -Time D | Split-Dataset -TestFraction 0.5
            $short = New-Network -Dataset $early -Seed 1 | Invoke-Training -Dataset $early -WarningAction Ignore
            ($short | Measure-Network -Dataset $late -WarningAction Ignore).MeanAbsoluteError | Should -BeGreaterThan 0
        }
    }

    It 'says that validation rows have no ratios, rather than gaps' {
        $random = [Random]::new(1)
        $rows = 0..119 | ForEach-Object {
            [pscustomobject]@{ D = ([datetime]'2025-01-01').AddDays($_); V = $_ -lt 96 ? 100 * [Math]::Exp(0.02 * $_) + 5 * $random.NextDouble() : -5 }
        }
        $set = $rows | ConvertTo-Dataset -Target V -Time D
        { New-Network -Dataset $set -Seed 1 | Invoke-Training -Dataset $set -ValidationSplit 0.2 } | Should -Throw -ErrorId 'SeriesNotPositive*'
    }

    It 'knows the bounds of what never varies, with gaps as well' {
        $rows = 0..59 | Where-Object { $_ % 11 -ne 5 } | ForEach-Object { [pscustomobject]@{ T = ([datetime]'1950-01-01').AddYears($_); V = 10 } }
        $set = $rows | ConvertTo-Dataset -Target V -Time T -Missing Drop -WarningAction Ignore
        $same = New-Network -Dataset $set -Seed 1 | Invoke-Training -Dataset $set -WarningAction Ignore
        $forecast = $same | Get-Forecast $set -Step 2 -Interval 0.99 -WarningVariable told
        $forecast.ForEach({ $_.Lower, $_.Value, $_.Upper }) | Should -Be 10, 10, 10, 10, 10, 10
        $told | Should -BeNullOrEmpty
    }

    It 'names a column that rows known ahead lack' {
        $known = New-Day 300 | ConvertTo-Dataset -Target Used -Time Day -KnownAhead Offer
        $sees = New-Network -Dataset $known -Seed 1 | Invoke-Training -Dataset $known -WarningAction Ignore
        { $sees | Get-Forecast $known -Step 2 -KnownAhead @{ Day = [datetime]'2025-01-01' } } | Should -Throw -ExpectedMessage "*'Offer'*" -ErrorId 'ColumnMissing*'
    }

    It 'counts by the clock that has whole steps: <What>' -ForEach @(
        @{ What = 'six hours on the wall'; Hour = 6; First = '2026-03-20T00:00:00'; Wall = $true; Expected = '2026-04-01T06:00:00' }
        @{ What = 'four hours on the wall, in autumn'; Hour = 4; First = '2026-10-20T00:00:00'; Wall = $true; Expected = '2026-10-30T04:00:00' }
        @{ What = 'hours'; Hour = 1; First = '2026-03-27T00:00:00'; Wall = $false; Expected = '2026-03-31T05:00:00' }
    ) {
        # Berlin: one hour ahead of UTC, two from March 29 to October 25.
        function Get-Offset([datetime] $Utc) { $Utc -ge '2026-03-29T01:00' -and $Utc -lt '2026-10-25T01:00' ? 2 : 1 }
        $random = [Random]::new(3)
        $count = $Wall ? ($Hour -eq 6 ? 49 : 61) : 100
        $rows = foreach ($i in 0..($count - 1)) {
            if ($Wall) {
                $clock = ([datetime]$First).AddHours($i * $Hour)
                $offset = Get-Offset $clock.AddHours(-(Get-Offset $clock.AddHours(-1)))
            }
            else {
                $utc = ([datetime]$First).AddHours(-1 + ($i * $Hour))
                $offset = Get-Offset $utc
                $clock = $utc.AddHours($offset)
            }
            [pscustomobject]@{ T = [DateTimeOffset]::new($clock, [timespan]::FromHours($offset)); V = 50 + $random.NextDouble() }
        }
        $hours = $rows | ConvertTo-Dataset -Target V -Time T
        $hourly = New-Network -Dataset $hours -Seed 1 | Invoke-Training -Dataset $hours -WarningAction Ignore
        $next = ($hourly | Get-Forecast $hours -Step 1 -WarningAction Ignore).Time
        $next.ToString('yyyy-MM-ddTHH:mm:ss') | Should -Be $Expected
    }

    It 'counts from where the latest times lie, whether the first one or the last one is late' {
        $random = [Random]::new(3)
        foreach ($late in 0, 199) {
            $rows = foreach ($i in 0..199) {
                [pscustomobject]@{ T = ([datetime]'2026-01-01').AddHours($i).AddSeconds($i -eq $late ? 40 : 0); V = 50 + $random.NextDouble() }
            }
            $hours = $rows | ConvertTo-Dataset -Target V -Time T
            $clock = New-Network -Dataset $hours -Seed 1 | Invoke-Training -Dataset $hours -WarningAction Ignore
            ($clock | Get-Forecast $hours -Step 1 -WarningAction Ignore).Time | Should -Be ([datetime]'2026-01-01').AddHours(200)
        }

        # Midnights of a zone with summer time, written in UTC, as many sources do.
        $rows = foreach ($i in 0..199) {
            $day = ([datetime]'2026-01-01').AddDays($i)
            [pscustomobject]@{ T = [DateTimeOffset]::new($day.AddHours($day -ge '2026-03-29' ? -2 : -1), [timespan]::Zero); V = 50 + $random.NextDouble() }
        }
        $midnights = $rows | ConvertTo-Dataset -Target V -Time T
        $clock = New-Network -Dataset $midnights -Seed 1 | Invoke-Training -Dataset $midnights -WarningAction Ignore
        ($clock | Get-Forecast $midnights -Step 1 -WarningAction Ignore).Time.Hour | Should -Be 22
    }

    It 'leaves bounds empty that it does not know, and says so once' {
        $few = New-Day 40 | ConvertTo-Dataset -Target Used -Time Day -Period 1
        $short = New-Network -Dataset $few -Seed 1 | Invoke-Training -Dataset $few -WarningAction Ignore
        $forecast = $short | Get-Forecast $few -Step 4 -Interval 0.999 -WarningVariable told -WarningAction SilentlyContinue
        $forecast.Where({ $null -ne $_.Lower }).Count | Should -Be 0
        "$told" | Should -BeLike '*from step 1 on*The most is -Interval 0.9*'
        $highest = [double]("$told" -replace '.*-Interval (\S+);.*', '$1')
        $null -notin ($short | Get-Forecast $few -Step 4 -Interval $highest -WarningVariable told).Upper | Should -BeTrue
        $told | Should -BeNullOrEmpty

        New-Network -Dataset $few -Seed 1 | Get-Forecast -Dataset $few -Step 1 -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike '*has not been trained*'
    }

    It 'takes a value for each group' {
        $two = (New-Day 60 1 a) + (New-Day 60 2 b 50) | ConvertTo-Dataset -Target Used -Time Day -Group Server
        $both = New-Network -Dataset $two -Seed 1 | Invoke-Training -Dataset $two -WarningAction Ignore
        $reach = $both | Get-Forecast $two -Step 60 -Until @{ A = 118; b = 6000 }
        $reach.Level | Should -Be 118, 6000
        $reach[0].Likely | Should -Be ($both | Get-Forecast $two -Step 60 -Until 118)[0].Likely
        $reach[1].Likely | Should -Be ($both | Get-Forecast $two -Step 60 -Until 6000)[1].Likely
        { $both | Get-Forecast $two -Until @{ a = 118 } } | Should -Throw -ErrorId 'UntilGroupMissing*'
        { $both | Get-Forecast $two -Until @{ a = 1; b = 2; c = 3 } } | Should -Throw -ErrorId 'UntilGroupUnknown*'
        { $both | Get-Forecast $two -Until @{ a = 1; b = 'much' } } | Should -Throw -ErrorId 'UntilNotUnderstood*'
        { $both | Get-Forecast $two -Until NaN } | Should -Throw -ErrorId 'UntilNotUnderstood*'
    }

    It 'names the series of groups that the network did not tell apart' {
        $two = (New-Day 60 1 a) + (New-Day 60 2 b) | ConvertTo-Dataset -Target Used -Time Day -Group Server
        ($net | Get-Forecast $two -Step 2 -WarningAction Ignore).Group | Should -Be a, a, b, b
    }

    It 'takes a wider interval for more of the values' {
        $wide = $net | Get-Forecast $data -Step 3 -Interval 0.95
        $narrow = $net | Get-Forecast $data -Step 3 -Interval 0.5
        (0..2).ForEach({ $wide[$_].Upper - $wide[$_].Lower -gt $narrow[$_].Upper - $narrow[$_].Lower }) | Should -Not -Contain $false
    }

    It 'says when a value is reached: earliest, likely, latest, or not' {
        $reach = $net | Get-Forecast $data -Step 60 -Until 135
        $forecast = $net | Get-Forecast $data -Step 60
        $reach.Earliest | Should -Be ($forecast.Where({ $_.Upper -ge 135 }, 'First').Time)
        $reach.Likely | Should -Be ($forecast.Where({ $_.Value -ge 135 }, 'First').Time)
        $reach.Latest | Should -Be ($forecast.Where({ $_.Lower -ge 135 }, 'First').Time)
        $reach.Earliest | Should -BeLessOrEqual $reach.Likely
        $never = $net | Get-Forecast $data -Step 5 -Until 1000
        $never.Likely | Should -BeNullOrEmpty
        "$never" | Should -BeLike '*not reached*'
        $now = $net | Get-Forecast $data -Step 5 -Until 1000 -Falling
        $now.IsReached, $reach.IsReached | Should -Be $true, $false
        $now.Earliest, $now.Likely, $now.Latest | Should -Be @($days[-1].Day, $days[-1].Day, $days[-1].Day)
        "$now" | Should -BeLike '*is reached already*'
    }

    It 'continues each series of a group by its own measure, and names those that are too short' {
        $rows = (New-Day 100 1 small) + (New-Day 100 2 large 50) + (New-Day 12 3 young)
        $groups = $rows | ConvertTo-Dataset -Target Used -Time Day -Group Server
        $both = New-Network -Dataset $groups -Seed 1 | Invoke-Training -Dataset $groups -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike "*'young'*"
        $forecast = $both | Get-Forecast $groups -Step 7 -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike "*'young'*"
        $forecast.Group | Select-Object -Unique | Should -Be small, large
        $truth = (New-Day 107 1)[100..106].Used
        (0..6).ForEach({ [Math]::Abs($forecast[$_].Value - $truth[$_]) -lt 15 }) | Should -Not -Contain $false
        (7..13).ForEach({ [Math]::Abs($forecast[$_].Value / 50 - $truth[$_ - 7]) -lt 15 }) | Should -Not -Contain $false

        $evaluation = $both | Measure-Network -Dataset $groups -WarningAction Ignore
        $evaluation.Group.Name | Should -Be small, large
        ($evaluation.Group | Out-String) | Should -Match '(?s)Name +MASE .*small.*large'

        # A group that training did not have is measured by its own history.
        $other = New-Day 60 9 new 1000 | ConvertTo-Dataset -Target Used -Time Day -Group Server
        $new = $both | Get-Forecast $other -Step 7
        [Math]::Abs($new[0].Value / 1000 - (New-Day 61 9)[60].Used) | Should -BeLessThan 15
    }

    It 'sees what is known ahead, and asks for it' {
        $known = New-Day 300 | ConvertTo-Dataset -Target Used -Time Day -KnownAhead Offer
        $seeing = New-Network -Dataset $known -Seed 1 | Invoke-Training -Dataset $known
        $next = New-Day 330
        $forecast = $seeing | Get-Forecast $known -Step 30 -KnownAhead $next[300..329]
        (0..29).ForEach({ [Math]::Abs($forecast[$_].Value - $next[300 + $_].Used) }) | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessThan 5
        { $seeing | Get-Forecast $known -Step 30 -KnownAhead $next[300..310] } | Should -Throw -ErrorId 'SeriesKnownAheadStep,*'
        { $seeing | Get-Forecast $known -Step 30 } | Should -Throw -ErrorId 'SeriesKnownAheadStep,*'
        $later = New-Day 330 | ConvertTo-Dataset -Target Used -Time Day -KnownAhead Offer
        ($seeing | Get-Forecast $known -Step 30 -KnownAhead $later).Value | Should -Be $forecast.Value
    }

    It 'refuses rows known ahead at times that are no steps, or twice, or where none are seen' {
        $known = New-Day 300 | ConvertTo-Dataset -Target Used -Time Day -KnownAhead Offer
        $sees = New-Network -Dataset $known -Seed 1 | Invoke-Training -Dataset $known -WarningAction Ignore
        $ahead = (New-Day 302)[300, 301]
        $between = (New-Day 302)[300, 301]
        $between[1].Day = $between[1].Day.AddHours(9)
        { $sees | Get-Forecast $known -Step 2 -KnownAhead $between } | Should -Throw -ErrorId 'SeriesKnownAheadIrregular*'
        { $sees | Get-Forecast $known -Step 2 -KnownAhead ($ahead + $ahead[1]) } | Should -Throw -ErrorId 'SeriesKnownAheadTwice*' -ExpectedMessage '*rows 2 and 3*'
        { $net | Get-Forecast $data -Step 2 -KnownAhead $ahead } | Should -Throw -ErrorId 'SeriesKnownAheadUnused*'
        foreach ($name in 'Used', 'Day') {
            { $days | ConvertTo-Dataset -Target Used -Time Day -KnownAhead $name } | Should -Throw -ErrorId 'SeriesColumnTwice*'
        }
    }

    It 'is the same from a file and from a job' {
        $path = Join-Path $TestDrive net.json
        $net | Export-Network $path
        $want = ($net | Get-Forecast $data -Step 20).ForEach({ $_.Value; $_.Lower; $_.Upper }) | Get-Bit
        (Import-Network $path | Get-Forecast $data -Step 20).ForEach({ $_.Value; $_.Lower; $_.Upper }) | Get-Bit | Should -Be $want
        $net | Export-Clixml (Join-Path $TestDrive net.xml)
        (Import-Clixml (Join-Path $TestDrive net.xml) | Get-Forecast $data -Step 20).ForEach({ $_.Value; $_.Lower; $_.Upper }) | Get-Bit | Should -Be $want
        $schema = Join-Path (Get-Module PSBackprop).ModuleBase psbackprop-network.schema.json
        Get-Content $path -Raw | Test-Json -SchemaFile $schema | Should -BeTrue
    }

    It 'leaves a checkpoint as its training left it, and weights with their rows' {
        $path = Join-Path $TestDrive checkpoint.json
        $null = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 3 -CheckpointPath $path -CheckpointInterval 1 -WarningAction Ignore
        $resumed = New-Network -Dataset $data -Seed 1 |
            Invoke-Training -Dataset $data -Epoch 6 -CheckpointPath $path -CheckpointInterval 1 -Resume -WarningAction Ignore
        $whole = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 6 -WarningAction Ignore
        ($resumed | Get-Forecast $data -Step 3).Value | Get-Bit | Should -Be (($whole | Get-Forecast $data -Step 3).Value | Get-Bit)
        $weighed = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -SampleWeight (1..140)
        $weighed.Columns.Series.Score.Count | Should -Be 4
    }

    It 'gives several steps at once with -Horizon' {
        $three = $days | ConvertTo-Dataset -Target Used -Time Day -Horizon 3
        $direct = New-Network -Dataset $three -Seed 1 | Invoke-Training -Dataset $three
        $direct.OutputSize | Should -Be 3
        $forecast = $direct | Get-Forecast $three -Step 7
        $forecast.Count | Should -Be 7
        $direct.Columns.Series.Score[0].MeanAbsoluteScaledError | Should -BeLessThan $direct.Columns.Series.Score[1].MeanAbsoluteScaledError
    }

    It 'trains members, and networks with hidden layers, on the earlier rows' {
        $several = New-Network -Dataset $data -HiddenLayer 4 -Member 3 -Seed 1 |
            Invoke-Training -Dataset $data -Epoch 60 -ValidationSplit 0.2 -Patience 10 -WarningAction Ignore
        @($several | Get-Forecast $data -Step 3).Count | Should -Be 3
        $several.LastTraining.ValidationSamples | Should -Be 28
    }

    It 'trains members without hidden layers on all rows, as one such network' {
        $many = New-Day 600 | ConvertTo-Dataset -Target Used -Time Day
        $one = New-Network -Dataset $many -Seed 1 | Invoke-Training -Dataset $many
        $several = New-Network -Dataset $many -Seed 1 -Member 2 | Invoke-Training -Dataset $many
        $several.LastTraining.ValidationSamples | Should -Be $one.LastTraining.ValidationSamples
        $several.LastTraining.Samples | Should -Be $one.LastTraining.Samples
        $expected = ($one | Get-Forecast $many -Step 7).Value
        $got = ($several | Get-Forecast $many -Step 7).Value
        (0..6).ForEach({ [Math]::Abs($got[$_] - $expected[$_]) }) | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessThan 0.001
    }

    It 'refuses networks and rows that are not of a time series' {
        $plain = New-Network 2, 1
        { $plain | Get-Forecast $data } | Should -Throw -ErrorId 'NetworkWithoutSeries,*'
        $rows = $days | ConvertTo-Dataset -Target Used -Feature Offer
        { $net | Get-Forecast $rows } | Should -Throw -ErrorId 'SeriesMissing,*'
        { $net | Measure-Network -Dataset $rows } | Should -Throw -ErrorId 'SeriesMissing,*'
        { $net | Invoke-Training -InputObject $days } | Should -Throw -ErrorId 'SeriesMissing,*'
        { $data | Get-Prediction -Network $net } | Should -Throw -ErrorId 'SeriesPrediction,*'
        $hours = 0..40 | ForEach-Object { [pscustomobject]@{ Day = [datetime]::new(2024, 1, 1).AddHours($_); Used = $_ } } | ConvertTo-Dataset -Target Used -Time Day
        { $net | Get-Forecast $hours } | Should -Throw -ErrorId 'SeriesStepDiffers,*'
        { $net | Export-Network (Join-Path $TestDrive net.onnx) } | Should -Throw -ErrorId 'SeriesNotExportable,*'
        $short = $days[0..5] | ConvertTo-Dataset -Target Used -Time Day
        { $net | Get-Forecast $short } | Should -Throw -ErrorId 'SeriesHistoryTooShort,*'
    }

    It 'warns of a network that is no better than the season before' {
        $random = [Random]::new(4)
        $noise = 0..80 | ForEach-Object { [pscustomobject]@{ T = $_; Y = $_ + 0.001 * $random.NextDouble() } } | ConvertTo-Dataset -Target Y -Time T -Difference None
        $null = New-Network -Dataset $noise -Seed 1 | Invoke-Training -Dataset $noise -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike '*straight line forecasts better*-Difference*'
    }

    It 'takes a series that never changes for what it is' {
        $flat = 0..60 | ForEach-Object { [pscustomobject]@{ T = $_; Y = 5 } } | ConvertTo-Dataset -Target Y -Time T
        $steady = New-Network -Dataset $flat -Seed 1 | Invoke-Training -Dataset $flat -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike 'The series has one value in all rows:*'
        @($told).Count | Should -Be 1
        $forecast = $steady | Get-Forecast $flat -Step 3 -WarningVariable told
        $told | Should -BeNullOrEmpty
        $forecast.Value | Should -Be 5, 5, 5
        $forecast.Lower | Should -Be 5, 5, 5
    }

    It 'forecasts a server that never changed as it was, among others and as a new one' {
        $flat = foreach ($day in 0..99) { [pscustomobject]@{ Day = $days[$day].Day; Server = 'const'; Used = 99.5 } }
        $both = (New-Day 100) + $flat | ConvertTo-Dataset -Target Used -Time Day -Group Server
        $mixed = New-Network -Dataset $both -Seed 1 | Invoke-Training -Dataset $both -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike "1 of 2 groups has one value in all rows*'const'*"
        ($mixed | Get-Forecast $both -Step 2).Where({ $_.Group -eq 'const' }).ForEach({ $_.Value; $_.Lower; $_.Upper }) |
            Select-Object -Unique | Should -Be 99.5
        $new = $flat | ConvertTo-Dataset -Target Used -Time Day -Group Server
        ($net | Get-Forecast $data -Step 1).Value | Should -BeGreaterThan 100
        $one = New-Day 100 | ConvertTo-Dataset -Target Used -Time Day -Group Server
        $forecast = New-Network -Dataset $one -Seed 1 | Invoke-Training -Dataset $one |
            Get-Forecast $new -Step 2 -WarningVariable told -WarningAction SilentlyContinue
        $forecast.Value | Should -Be 99.5, 99.5
        "$told" | Should -BeLike "*one value in all rows*'const'*"
    }

    It 'goes on without the group that has a 0 where ratios were learned, and learns none with -NoRatio' {
        $random = [Random]::new(5)
        $rows = foreach ($server in 'a', 'b') {
            0..119 | ForEach-Object {
                [pscustomobject]@{ Day = [datetime]::new(2024, 1, 1).AddDays($_); Server = $server; Used = 50 * [Math]::Exp(0.01 * $_ + 0.05 * $random.NextDouble()) }
            }
        }
        $growing = $rows | ConvertTo-Dataset -Target Used -Time Day -Group Server
        $ratios = New-Network -Dataset $growing -Seed 1 | Invoke-Training -Dataset $growing
        $ratios.Columns.Series.IsRatio | Should -BeTrue
        $next = 'a', 'b' | ForEach-Object { [pscustomobject]@{ Day = [datetime]::new(2024, 4, 30); Server = $_; Used = $(if ($_ -eq 'b') { 0 } else { 160 }) } }
        $forecast = $ratios | Get-Forecast ($next | ConvertTo-Dataset -Append $growing) -Step 2 -WarningVariable told -WarningAction SilentlyContinue
        $forecast.Group | Select-Object -Unique | Should -Be a
        @($told).Count | Should -Be 1
        "$told" | Should -BeLike "*'b'*0 at 2024-04-30*"
        $alone = $rows.Where({ $_.Server -eq 'b' }) + $next[1] | ConvertTo-Dataset -Target Used -Time Day -Group Server
        { $ratios | Get-Forecast $alone } | Should -Throw -ErrorId 'SeriesNotPositive,*'
        $plain = $rows | ConvertTo-Dataset -Target Used -Time Day -Group Server -NoRatio
        (New-Network -Dataset $plain -Seed 1 | Invoke-Training -Dataset $plain).Columns.Series.IsRatio | Should -BeFalse
    }

    It 'goes on at a new level after further training, with bounds as those of a new network' {
        $random = [Random]::new(2)
        $rows = 0..219 | ForEach-Object {
            [pscustomobject]@{ T = $_; Y = $(if ($_ -lt 120) { 100 } else { 1000 }) * (1 + 0.1 * [Math]::Sin($_ * [Math]::PI / 6)) + 5 * $random.NextDouble() }
        }
        $first = $rows[0..119] | ConvertTo-Dataset -Target Y -Time T -Period 12
        $old = New-Network -Dataset $first -Seed 1 | Invoke-Training -Dataset $first -WarningAction Ignore
        $all = $rows[120..219] | ConvertTo-Dataset -Append $first
        $old = $old | Invoke-Training -Dataset $all -WarningAction Ignore
        $fresh = New-Network -Dataset $all -Seed 1 | Invoke-Training -Dataset $all -WarningAction Ignore
        $one = $old | Get-Forecast $all -Step 1
        $other = $fresh | Get-Forecast $all -Step 1
        ($one.Upper - $one.Lower) / ($other.Upper - $other.Lower) | Should -BeLessThan 3
        [Math]::Abs($one.Value - $other.Value) | Should -BeLessThan 150
    }

    It 'runs the code of its topic without a warning' {
        $topic = Get-Content (Join-Path (Get-Module PSBackprop).ModuleBase en-US/about_PSBackprop_Forecasts.help.txt)
        $code = $topic[0..$topic.IndexOf('    ROWS AND TIMES')].Where({ $_ -match '^ {8}' }) -join "`n"
        $told = [scriptblock]::Create($code).Invoke() 3>&1
        @($told).Where({ $_ -is [Management.Automation.WarningRecord] }) | Should -BeNullOrEmpty
        @($told).Where({ $_ -is [PSBackprop.Forecast] }).Count | Should -Be 30
    }
}

Describe 'A dataset with -Time' {
    It 'refuses <What>' -ForEach @(
        @{ What = 'a time twice'; Id = 'SeriesTimeTwice'; Make = { ($days + $days[3]) | ConvertTo-Dataset -Target Used -Time Day } }
        @{ What = 'a gap'; Id = 'SeriesGap'; Make = { ($days[0..20] + $days[25..60]) | ConvertTo-Dataset -Target Used -Time Day } }
        @{ What = 'a time between steps'; Id = 'SeriesIrregular'; Make = { ($days[0..20] + [pscustomobject]@{ Day = $days[20].Day.AddHours(12); Used = 1 }) | ConvertTo-Dataset -Target Used -Time Day } }
        @{ What = 'a time far away'; Id = 'SeriesFarApart'; Make = { ($days[0..20] + [pscustomobject]@{ Day = [datetime]::new(9024, 1, 1); Used = 1 }) | ConvertTo-Dataset -Target Used -Time Day } }
        @{ What = 'one row a series'; Id = 'SeriesOfOne'; Make = { $days[0..3] | ConvertTo-Dataset -Target Used -Time Day -Group Used2 } ; Other = $true }
        @{ What = 'names for times'; Id = 'SeriesTimeKind'; Make = { $days | ConvertTo-Dataset -Target Used -Time Server } }
        @{ What = 'two targets'; Id = 'SeriesTarget'; Make = { $days | ConvertTo-Dataset -Target Used, Offer -Time Day } }
        @{ What = 'no target'; Id = 'SeriesTarget'; Make = { $days | ConvertTo-Dataset -Time Day } }
        @{ What = '-NoRatio without -Time'; Id = 'SeriesSettingWithoutTime'; Make = { $days | ConvertTo-Dataset -Target Used -NoRatio } }
        @{ What = '-Lag without -Time'; Id = 'SeriesSettingWithoutTime'; Make = { $days | ConvertTo-Dataset -Target Used -Lag 1, 2 } }
        @{ What = '-Feature beside -Time'; Id = 'SeriesFeature'; Make = { $days | ConvertTo-Dataset -Target Used -Time Day -Feature Offer } }
        @{ What = 'a lag of 0'; Id = 'SeriesLag'; Make = { $days | ConvertTo-Dataset -Target Used -Time Day -Lag 0, 1 } }
        @{ What = 'a time that is the target'; Id = 'SeriesColumnTwice'; Make = { $days | ConvertTo-Dataset -Target Used -Time Used } }
        @{ What = 'a season where none shows'; Id = 'SeriesWithoutSeason'; Make = { $d = 0..40 | ForEach-Object { [pscustomobject]@{ T = $_; Y = $_ * $_ } } | ConvertTo-Dataset -Target Y -Time T -Difference Seasonal; New-Network -Dataset $d } }
    ) {
        if ($_['Other']) {
            $Make = { 0..3 | ForEach-Object { [pscustomobject]@{ Day = $days[$_].Day; Used = $_; S = "s$_" } } | ConvertTo-Dataset -Target Used -Time Day -Group S }
        }

        { & $Make } | Should -Throw -ErrorId "$Id,*"
    }

    It 'names gaps, and lets the last value stand for them or leaves out what needs one' {
        $rows = $days[0..59] + $days[63..139]
        $filled = $rows | ConvertTo-Dataset -Target Used -Time Day -Missing Mean -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike '*3 of 140 steps of 1 day*2024-03-01*'
        $left = $rows | ConvertTo-Dataset -Target Used -Time Day -Missing Drop -WarningAction SilentlyContinue
        foreach ($some in $filled, $left) {
            $one = New-Network -Dataset $some -Seed 1 | Invoke-Training -Dataset $some
            @($one | Get-Forecast $some -Step 3).Count | Should -Be 3
        }
    }

    It 'asks with -Missing Drop for what later steps see, too' {
        $rows = $days[0..129] + $days[131..139]
        $left = $rows | ConvertTo-Dataset -Target Used -Time Day -Missing Drop -Lag 1, 2, 20 -Difference None -WarningAction SilentlyContinue
        $one = New-Network -Dataset $left -Seed 1 | Invoke-Training -Dataset $left -WarningAction SilentlyContinue
        @($one | Get-Forecast $left -Step 10).Count | Should -Be 10
        { $one | Get-Forecast $left -Step 11 } | Should -Throw -ErrorId 'SeriesHistoryTooShort,*'
    }

    It 'counts months from the 28th of February as from any other day' {
        $rows = 0..40 | ForEach-Object { [pscustomobject]@{ At = [datetime]::new(2021, 1, 28).AddMonths($_); Y = $_ % 5 + $_ / 10 } }
        $months = $rows | ConvertTo-Dataset -Target Y -Time At -Lag 1, 2
        $one = New-Network -Dataset $months -Seed 1 | Invoke-Training -Dataset $months -WarningAction SilentlyContinue
        foreach ($last in 12..16) {
            $some = $rows[1..$last] | ConvertTo-Dataset -Target Y -Time At
            ($one | Get-Forecast $some -Step 2).Time | Should -Be $rows[$last + 1].At, $rows[$last + 2].At
        }

        $late = 0..20 | ForEach-Object { [pscustomobject]@{ At = [datetime]::new(9990, 1, 1).AddMonths($_); Y = $_ % 5 + $_ / 10 } } | ConvertTo-Dataset -Target Y -Time At
        { $one | Get-Forecast $late -Step 200 } | Should -Throw -ErrorId 'ForecastBeyondDates,*'
    }

    It 'says what is wrong: numbers that are dates, a season that was denied, gaps that cut the series' {
        $numbers = 0..99 | ForEach-Object { [pscustomobject]@{ T = [int][datetime]::new(2026, 1, 1).AddDays($_).ToString('yyyyMMdd'); Y = $_ * 7 % 11 } }
        { $numbers | ConvertTo-Dataset -Target Y -Time T } | Should -Throw -ErrorId 'SeriesGap,*' -ExpectedMessage '*20260101*-DateFormat yyyyMMdd -Kind*'
        ($numbers | ConvertTo-Dataset -Target Y -Time T -DateFormat yyyyMMdd -Kind @{ T = 'Date' }).Series.Step.ToString() | Should -Be '1 day'
        $numbers[0..20] | ConvertTo-Dataset -Target Y -Time T -WarningVariable told -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        "$told" | Should -BeLike '*look like dates*'
        $null = 1..40 | ForEach-Object { [pscustomobject]@{ T = 1900 + $_; Y = $_ * 7 % 11 } } | ConvertTo-Dataset -Target Y -Time T -WarningVariable told
        $told | Should -BeNullOrEmpty
        $denied = $days | ConvertTo-Dataset -Target Used -Time Day -Period 1 -Difference Seasonal
        { New-Network -Dataset $denied } | Should -Throw -ErrorId 'SeriesWithoutSeason,*' -ExpectedMessage '*-Period 1 says*'
        $weekdays = $days.Where({ $_.Day.DayOfWeek -notin 'Saturday', 'Sunday' }) |
            ConvertTo-Dataset -Target Used -Time Day -Missing Drop -Lag (1..7) -WarningAction Ignore
        { New-Network -Dataset $weekdays } | Should -Throw -ErrorId 'SeriesTooShort,*' -ExpectedMessage '*gaps in between, the first 2024-01-06*'
        $one, $rest = (New-Day 20), (New-Day 20 -Server b) | ForEach-Object { $_ } | ConvertTo-Dataset -Target Used -Time Day -Group Server |
            Split-Dataset -TestFraction 0.94
        { New-Network -Dataset $one } | Should -Throw -ErrorId 'SeriesTooShort,*' -ExpectedMessage '*the longest series has 1 step.*'
    }

    It 'goes on with later rows by -Append' {
        $later = New-Day 150 | Select-Object -Last 10 | ConvertTo-Dataset -Append $data
        $later.Count | Should -Be 150
        $later.Rows.Used | Should -Be (New-Day 150).Used
        ($net | Get-Forecast $later -Step 1).Time | Should -Be ([datetime]::new(2024, 1, 1).AddDays(150))
        ($net | Measure-Network -Dataset $later).Samples | Should -BeGreaterThan 100
        { $days[5] | ConvertTo-Dataset -Append $data } | Should -Throw -ErrorId 'SeriesTimeTwice,*'
        { $days[5] | ConvertTo-Dataset -Append $data -Time Day } | Should -Throw -ErrorId 'SeriesAppendSetting,*'
        { $days[5] | ConvertTo-Dataset -Append (Get-SampleDataset Xor) } | Should -Throw -ErrorId 'SeriesAppend,*'
    }

    It 'reads later rows as it has read those before' {
        $random = [Random]::new(3)
        $texts = foreach ($i in 0..99) {
            $value = (1000 + 10 * $i + $random.NextDouble()).ToString('N2', [cultureinfo]'de-DE')
            [pscustomobject]@{ Tag = ([datetime]'2026-01-01').AddDays($i).ToString('dd.MM.yyyy'); Wert = $value }
        }
        $german = @{ Culture = 'de-DE'; DateFormat = 'dd.MM.yyyy' }
        $whole = $texts | ConvertTo-Dataset -Target Wert -Time Tag @german
        $parts = $texts[0..89] | ConvertTo-Dataset -Target Wert -Time Tag @german
        $appended = $texts[90..99] | ConvertTo-Dataset -Append $parts
        $appended.Rows.Wert | Should -Be $whole.Rows.Wert
        $appended.Rows.Tag | Should -Be $whole.Rows.Tag
    }

    It 'is shown in the report as it was, as it is forecast, and beside what is simpler' {
        $path = Join-Path $TestDrive report.html
        $net | Export-TrainingReport $path -Dataset $data
        $page = Get-Content $path -Raw
        $page | Should -Match 'forecast; broken: the interval'
        $page | Should -Match 'seasonal naive'
        $page | Should -Match ([regex]::Escape([Net.WebUtility]::HtmlEncode("$($net.Columns.Series)")))
        $page | Should -Match 'was trained on these rows'
        $net | Export-TrainingReport $path -Dataset (New-Day 140 7 | ConvertTo-Dataset -Target Used -Time Day) -Force
        Get-Content $path -Raw | Should -Not -Match 'was trained on these rows'
        ([xml]($page -replace '(?s)^.*?(<svg[^>]*aria-label="Used: history.*?</svg>).*$', '$1')).svg | Should -Not -BeNullOrEmpty
    }

    It 'is split by time, whether said or not' {
        $train, $test = $data | Split-Dataset -TestFraction 0.25
        $train.Rows.Day[-1] | Should -BeLessThan $test.Rows.Day[0]
        $test.Count | Should -Be 35
        foreach ($fold in $data | Split-Dataset -Fold 4 -Chronological) {
            $fold.Training.Rows.Day[-1] | Should -BeLessThan $fold.Test.Rows.Day[0]
        }

        $plain = 1..10 | ForEach-Object { [pscustomobject]@{ X = $_; Y = $_ } } | ConvertTo-Dataset -Target Y
        ($plain | Split-Dataset -TestFraction 0.3 -Chronological)[1].Rows.X | Should -Be 8, 9, 10
    }

    It 'is measured by rolling origin, step by step' {
        $train, $test = $data | Split-Dataset -TestFraction 0.3
        $trained = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train
        $evaluation = $trained | Measure-Network -Dataset $test
        $evaluation | Should -BeOfType PSBackprop.ForecastEvaluation
        $evaluation.Step[0].Forecasts | Should -Be 42
        $evaluation.MeanAbsoluteScaledError | Should -BeLessThan 1
        $evaluation.Baseline.Name | Should -Be 'seasonal naive', 'straight line', 'mean of the last season'
        $evaluation.Coverage | Should -BeGreaterThan 0.7
        ($trained | Measure-Network -Dataset $data -Fold 3 -Chronological).Folds.Count | Should -Be 3
    }
}
