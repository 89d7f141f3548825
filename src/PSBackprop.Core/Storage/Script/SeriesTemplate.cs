namespace PSBackprop.Storage.Script;

/// <summary>
/// What is the same in all scripts of networks that continue time series, in words that Windows PowerShell 5.1 knows. A series is a
/// hashtable: its name, the levels at its places (values, or their logarithms where ratios are learned), the rows there, how many places
/// the history has, a time with its place, from which the others are counted, and the mean and the spread of its changes.
/// </summary>
internal static class SeriesTemplate
{
    /// <summary>The parameters, but for the default of the last and the end of their list.</summary>
    public const string Parameters = """
            [CmdletBinding()]
            param(
                # The rows so far, in any order: objects or hashtables with their values by name.
                [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
                [AllowNull()] [AllowEmptyString()] [AllowEmptyCollection()]
                $InputObject,

                # How many steps to forecast.
                [ValidateRange(1, 100000)]
                [int] $Step =
        """;

    /// <summary>A parameter of networks that see columns whose values are known for the future.</summary>
    public const string KnownAhead = """
        ,

                # Rows of the steps to come, with what is known of them.
                [object[]] $KnownAhead = @()
        """;

    /// <summary>A parameter of networks that know how far their forecasts are off.</summary>
    public const string Interval = """
        ,

                # The part of the values that is to lie between Lower and Upper.
        """ + ScriptTemplate.Level + """
                [double] $Interval = 0.9
        """;

    /// <summary>An error ends the forecasts.</summary>
    public const string Fail = """
                $ErrorActionPreference = 'Stop'
                $history = New-Object Collections.ArrayList
                $fail = { $PSCmdlet.ThrowTerminatingError((& $describe @args)) }

        """;

    /// <summary>Finds the offset from UTC of a time's own clock.</summary>
    public const string Offset = """
                $offsetOf = {
                    # In minutes; nothing where it is not known.
                    param($value)
                    if ($value -is [DateTimeOffset]) { $value.Offset.TotalMinutes }
                    elseif ($value -is [datetime]) {
                        if ($value.Kind -eq 'Utc') { 0.0 }
                        elseif ($value.Kind -eq 'Local') { [TimeZoneInfo]::Local.GetUtcOffset($value).TotalMinutes }
                    }
                    elseif ($timeColumn.HasOffset) {
                        $moment = [DateTimeOffset]::MinValue
                        $full = (& $write $value).Trim() + $timeColumn.Year
                        $isRead = [DateTimeOffset]::TryParseExact($full, $timeColumn.Format, $culture, 'AssumeUniversal', [ref]$moment)
                        if ($isRead) { $moment.Offset.TotalMinutes }
                    }
                    elseif (-not $timeColumn.Format -and (& $write $value).Trim() -cmatch '^.{16}.*(?:Z|([+-])([0-9]{2}):?([0-9]{2}))$') {
                        if ($Matches[1]) { [double]($Matches[1] + '1') * (60 * $Matches[2] + [int]$Matches[3]) } else { 0.0 }
                    }
                }

        """;

    /// <summary>Reads what a series takes of a row: time, group, and what is known ahead; of the history the target as well.</summary>
    public const string Read = """
                $readNumber = {
                    param($value, $name)
                    $number = if ($value -is [timespan]) { $value.TotalSeconds } else { & $read $(if ($value -is [char]) { [string]$value } else { , $value }) }
                    if ($null -eq $number -or [double]::IsNaN($number) -or [double]::IsInfinity($number)) {
                        $text = & $write $value
                        & $fail $(if ($null -eq $number) { $faults.NoNumber } else { $faults.NotFinite }) $text $text $name
                    }
                    $number
                }
                $tell = {
                    # A time as messages have it.
                    param($time)
                    $offset = if ($time -is [DateTimeOffset]) { $time.ToString('zzz', $invariant) } else { '' }
                    (& $write $time) + $offset
                }
                $readRow = {
                    # Few calls, as these take most of the time.
                    param($given, $names)
                    $isPlain = $given -is [Management.Automation.PSCustomObject]
                    if (-not $isPlain -and -not (& $isNamed $given)) { & $fail $faults.NoRow $given $given }
                    $cells = $names.Clone()
                    for ($i = 0; $i -lt $names.Length; $i++) {
                        $property = if ($isPlain) { $given.PSObject.Properties[$names[$i]] }
                        if ($property -is [Management.Automation.PSNoteProperty]) { $value = $property.Value }
                        else {
                            $found = & $find $given $names[$i]
                            if (-not $found) { & $fail $faults.NoColumn $names[$i] '' $names[$i] }
                            $value = $found[1]
                        }
                        $isMissing = $null -eq $value -or $value -is [DBNull]
                        if ($value -is [string]) {
                            $isMissing = [string]::IsNullOrWhiteSpace($value) -or ($hasMarkers[$i] -and $markers.ContainsKey($value.Trim()))
                        }
                        elseif ($value -is [double] -or $value -is [single]) { $isMissing = $hasMarkers[$i] -and [double]::IsNaN($value) }
                        $cells[$i] = $value

        """;

    /// <summary>Refuses a row without one of its values, but for those that the network has something to fill in for.</summary>
    public const string RefuseMissing = """
                        if ($isMissing -and $mustHave[$i]) { & $fail $faults.Missing $names[$i] '' $names[$i] }
                    }

        """;

    /// <summary>Leaves out a row without one of its values.</summary>
    public const string DropMissing = """
                        if ($isMissing) { return }
                    }

        """;

    /// <summary>The time of a row where times are dates.</summary>
    public const string ReadDate = """
                    $clock = if ($cells[0] -is [datetime]) { $cells[0] } else { & $readTime $cells[0] $timeColumn }
                    if ($null -eq $clock) {
                        $text = & $write $cells[0]
                        & $fail $timeColumn.NoDate $text $text $names[0]
                    }
                    $moment = $clock.Ticks

        """;

    /// <summary>The time of a row where times are numbers.</summary>
    public const string ReadNumber = """
                    $moment = & $readNumber $cells[0] $names[0]

        """;

    /// <summary>Makes the network's inputs for a place of a series, but for what is known ahead.</summary>
    public const string Encode = """
                $encode = {
                    param($series, $now)
                    $signal = New-Object double[] $inputs
                    $start = 0
                    for ($i = 0; $i -lt $columns.Length; $i++) {
                        $column = $columns[$i]
                        $at = $now + $column.At
                        if ($column.Of -eq 'Change') {
                            $signal[$start++] = if ($series.Spread) { ((& $change $series $at) - $series.Mean) / $series.Spread } else { 0.0 }
                            continue
                        }

        """;

    /// <summary>The time's place in cycles of the calendar.</summary>
    public const string EncodeCycle = """
                        if ($column.Of -eq 'Cycle') {
                            $time = & $timeAt $series $now
                            if ($time -is [DateTimeOffset]) { $time = $time.DateTime }
                            $turns = (($time.Date - [datetime]::new(2000, 1, 1)).Days + $time.TimeOfDay.Ticks / 864000000000) / $column.Days
                            $angle = 2 * [Math]::PI * ($turns - [Math]::Floor($turns))
                            $signal[$start++] = if ($column.IsCosine) { [Math]::Cos($angle) } else { [Math]::Sin($angle) }
                            continue
                        }

        """;

    /// <summary>Finds what is known ahead; <see cref="ScriptTemplate.EncodeCell"/> goes on with it.</summary>
    public const string EncodeKnown = """
                        $name = $column.Name
                        $known = $series.Rows[$at]
                        if ($null -eq $known) {
                            & $fail $faults.NotKnown $name (& $tell (& $timeAt $series $at)) $name $series.Name
                        }
                        $row = $known.Row
                        $value = $known.Cells[$column.Cell]

        """;

    /// <summary>The end of <c>$encode</c>, and what takes rows.</summary>
    public const string Process = """
                    , $signal
                }
                $all = New-Object 'Collections.Generic.Dictionary[string,object]' ([StringComparer]::Ordinal)
                $order = New-Object Collections.ArrayList
            }

            process {
                $isList = $InputObject -is [Collections.IEnumerable] -and $InputObject -isnot [string] -and -not (& $isNamed $InputObject)
                if ($isList) { $history.AddRange(@($InputObject)) } else { $null = $history.Add($InputObject) }
            }

            end {
                $withTarget = $names + $target
                foreach ($given in $history) {
                    $row++
                    $taken = & $readRow $given $withTarget
                    if ($null -eq $taken) { continue }
                    $value = $taken.Cells[$names.Length]
                    $taken.Level = if ($value -is [double] -and -not [double]::IsInfinity($value)) { $value } else { & $readNumber $value $target }

        """;

    /// <summary>Takes the logarithms of values, where they have one.</summary>
    public const string Logarithm = """
                    $taken.Value = $taken.Level
                    $taken.Level = if ($taken.Value -gt 0) { [Math]::Log($taken.Value) } else { [double]::NaN }

        """;

    /// <summary>Gathers the rows of each series.</summary>
    public const string Gather = """
                    if (-not $all.ContainsKey($taken.Group)) {
                        $all.Add($taken.Group, @{ Name = $taken.Group; Taken = New-Object Collections.ArrayList })
                        $null = $order.Add($all[$taken.Group])
                    }
                    $null = $all[$taken.Group].Taken.Add($taken)
                    if ($null -eq $taken.Offset) { $isUtc = $false }
                }
                if ($order.Count -eq 0) { & $fail $faults.NoRows }

        """;

    /// <summary>Orders the rows of each series, and finds their places.</summary>
    public const string Order = """
                $ahead = [int][Math]::Ceiling($Step / $horizon) * $horizon
                foreach ($series in $order) {
                    # By UTC where each row has its offset from it, else by the clock.
                    $members = $series.Taken.ToArray()
                    $times = New-Object "$timeType[]" $members.Length
                    for ($p = 0; $p -lt $members.Length; $p++) {
                        $times[$p] = $members[$p].Time
                        if ($isUtc) { $times[$p] -= [long]$members[$p].Offset * 600000000 }
                    }
                    [Array]::Sort([Array]$times, [Array]$members)
                    $series.Offset = if ($isUtc) { $members[-1].Offset }
                    $places = New-Object int[] $members.Length
                    for ($p = 1; $p -lt $members.Length; $p++) {
                        $exact = & $between $times[0] $times[$p]
                        $place = [Math]::Round($exact)
                        if ([Math]::Abs($exact - $place) -gt 0.25 -or $place -eq $places[$p - 1]) {
                            $text = & $tell (& $show $times[$p])
                            if ($times[$p] -ne $times[$p - 1]) { & $fail $faults.Irregular $text $text $series.Name }
                            $row = [Math]::Min($members[$p - 1].Row, $members[$p].Row)
                            & $fail $faults.Twice $text $text $series.Name ([Math]::Max($members[$p - 1].Row, $members[$p].Row))
                        }
                        if ($place -gt 50 * $members.Length + 1000) {
                            $text = & $tell (& $show $times[$p])
                            & $fail $faults.FarApart $text (& $tell (& $show $times[$p - 1])) $series.Name $text
                        }
                        $places[$p] = $place
                    }

        """;

    /// <summary>Which clock steps are counted by: that of UTC, unless that on the wall alone has whole steps.</summary>
    public const string Clock = """
                $areWhole = {
                    param($byUtc)
                    foreach ($series in $order) {
                        $times = @($series.Taken.ForEach({ if ($byUtc) { $_.Time - [long]$_.Offset * 600000000 } else { $_.Time } }) | Sort-Object)
                        for ($p = 1; $p -lt $times.Length; $p++) {
                            $passed = $times[$p] - $times[$p - 1]
                            if ($passed -eq 0 -or $passed % $length -ne 0) { return $false }
                        }
                    }
                    $true
                }
                $isUtc = $isUtc -and ((& $areWhole $true) -or -not (& $areWhole $false))

        """;

    /// <summary>The month of a time among steps of months, with how far it is on the way to the next.</summary>
    public const string Months = """
                $dayOf = {
                    param($month)
                    $first = [datetime]::new(1, 1, 1).AddMonths([int]$month - 13)
                    $first.AddDays([Math]::Min($day, [datetime]::DaysInMonth($first.Year, $first.Month)) - 1)
                }
                $placeOf = {
                    param($moment)
                    $time = [datetime]$moment
                    $month = 12 * $time.Year + $time.Month
                    $own = & $dayOf $month
                    $off = $time.Ticks - $own.Ticks
                    $other = $month + [Math]::Sign($off)
                    if ($other -eq $month -or $other -le 13 -or $other -ge 120000) { $month }
                    else { $month + $off / [Math]::Abs((& $dayOf $other).Ticks - $own.Ticks) }
                }

        """;

    /// <summary>The day of the month that most rows are on, or the last of a shorter month.</summary>
    public const string DayOfMonth = """
                $dates = @($order.ForEach({ $_.Taken.ForEach({ [datetime]$_.Time }) }))
                $onDay = { param($day) $dates.Where({ $_.Day -eq [Math]::Min($day, [datetime]::DaysInMonth($_.Year, $_.Month)) }).Count }
                $day = 31
                $most = & $onDay $day
                $often = $dates | Group-Object Day | Sort-Object @{ Expression = 'Count'; Descending = $true }, @{ Expression = { $_.Group[0].Day } }
                foreach ($other in ($dates | Measure-Object Day -Maximum).Maximum, @($often)[0].Group[0].Day) {
                    $count = & $onDay $other
                    if ($count -gt $most) { $day = $other; $most = $count }
                }
                foreach ($series in $order) {
                    $dates = @($series.Taken.ForEach({ [datetime]$_.Time }))
                    if ($dates.Count -ge 4 -and -not (& $onDay $day)) {
                        $text = & $tell $dates[0]
                        & $fail $faults.Irregular $text $text $series.Name
                    }
                }

        """;

    /// <summary>Steps are counted from where most of the latest seven times lie.</summary>
    public const string Align = """
                    $late = @{}
                    for ($p = [Math]::Max($times.Length - 7, 0); $p -lt $times.Length; $p++) {
                        $off = $times[$p] - (& $after $times[0] $places[$p])
                        $late[$off] = 1 + $late[$off]
                    }
                    $most = ($late.Values | Measure-Object -Maximum).Maximum
                    for ($p = [Math]::Max($times.Length - 7, 0); $p -lt $times.Length; $p++) {
                        $off = $times[$p] - (& $after $times[0] $places[$p])
                        if ($late[$off] -eq $most) { $series.Start = $times[0] + $off; break }
                    }

        """;

    /// <summary>Puts the rows in their places.</summary>
    public const string Place = """
                    $series.Start = $times[0]
                    $series.Count = $places[-1] + 1
                    $series.Rows = New-Object object[] ($series.Count + $ahead)
                    $levels = New-Object double[] ($series.Count + $ahead)
                    for ($p = 0; $p -lt $levels.Length; $p++) { $levels[$p] = [double]::NaN }
                    for ($p = 0; $p -lt $members.Length; $p++) {
                        $levels[$places[$p]] = $members[$p].Level
                        $series.Rows[$places[$p]] = $members[$p]
                    }
                    $series.Levels = $levels

        """;

    /// <summary>Refuses steps without a row.</summary>
    public const string RefuseGap = """
                    for ($p = 0; $p -lt $series.Count; $p++) {
                        if ($null -eq $series.Rows[$p]) {
                            $text = & $tell (& $timeAt $series $p)
                            & $fail $faults.Gap $text $text $series.Name
                        }
                    }

        """;

    /// <summary>Lets the last value before stand for steps without a row.</summary>
    public const string FillGap = """
                    for ($p = 1; $p -lt $series.Count; $p++) {
                        if ($null -eq $series.Rows[$p]) {
                            $levels[$p] = $levels[$p - 1]
                            $series.Rows[$p] = $series.Rows[$p - 1]
                        }
                    }

        """;

    /// <summary>Measures each series, and sees whether it reaches as far back as the network looks.</summary>
    public const string Measure = """
                    if ($groups.ContainsKey($series.Name)) {
                        $series.Mean = $means[$groups[$series.Name]]
                        $series.Spread = $spreads[$groups[$series.Name]]
                    }
                    else {
                        # Of a group that training did not have, or that never varied there.
                        $series.Mean = 0.0
                        $series.Spread = 0.0
                        $changes = @(for ($p = $span; $p -lt $series.Count; $p++) { & $change $series $p }).Where({ -not [double]::IsNaN($_) })
                        if ($changes.Count) {
                            $sum = 0.0
                            foreach ($one in $changes) { $sum += $one }
                            $series.Mean = $sum / $changes.Count
                            $squares = 0.0
                            foreach ($one in $changes) { $squares += ($one - $series.Mean) * ($one - $series.Mean) }
                            $deviation = [Math]::Sqrt($squares / $changes.Count)

                            # More than what rounding makes of changes that are the same.
                            $largest = $leastLevel
                            foreach ($one in $levels) { if ([Math]::Abs($one) -gt $largest) { $largest = [Math]::Abs($one) } }
                            if ($deviation -gt 1e-15 * $largest) { $series.Spread = $deviation }
                        }
                    }
                    $series.IsWhole = $series.Count -ge $reach

        """;

    /// <summary>Where steps without a row stay so: whether none of these is seen, now or at later steps.</summary>
    public const string SeeGap = """
                    for ($i = 0; $series.IsWhole -and $i -lt $columns.Length; $i++) {
                        $begin = $series.Count + $columns[$i].At
                        for ($at = $begin; $series.IsWhole -and $at -lt $series.Count -and $at -lt $begin + $Step; $at += $horizon) {
                            if ($columns[$i].Of -eq 'Change') { $series.IsWhole = -not [double]::IsNaN((& $change $series $at)) }
                            else { $series.IsWhole = $null -ne $series.Rows[$at] }
                        }
                    }
                    $begin = $series.Count - $span
                    for ($at = $begin; $series.IsWhole -and $at -lt $series.Count -and $at -lt $begin + $Step; $at++) {
                        $series.IsWhole = -not [double]::IsNaN($levels[$at])
                    }

        """;

    /// <summary>Where ratios are learned: the latest of the values that a series cannot go on from.</summary>
    public const string SeeNotPositive = """
                    for ($p = [Math]::Max($series.Count - $reach, 0); -not $series.IsWhole -and $p -lt $series.Count; $p++) {
                        if ($null -ne $series.Rows[$p] -and [double]::IsNaN($levels[$p])) { $series.Bad = $p }
                    }

        """;

    /// <summary>Goes on with the series that are whole.</summary>
    public const string TooShort = """
                }
                $left = @($order).Where({ -not $_.IsWhole })
                $short = $left.Where({ $null -eq $_.Bad })
                if ($short.Count -and $left.Count -eq $order.Count) { & $fail $faults.TooShort $short[0].Name '' $short[0].Name }

        """;

    /// <summary>Where ratios are learned: names the series that cannot go on from a value.</summary>
    public const string NotPositive = """
                $bad = $left.Where({ $null -ne $_.Bad })
                if ($bad.Count) {
                    $example = (& $write $bad[0].Rows[$bad[0].Bad].Value) + ' at ' + (& $tell (& $timeAt $bad[0] $bad[0].Bad))
                    if ($bad[0].Name) { $example += " of '$($bad[0].Name)'" }
                    if ($left.Count -eq $order.Count) { & $fail $faults.NotPositive $example $example }
                    $PSCmdlet.WriteWarning(($notPositive -f ($bad.ForEach({ $_.Name }) -join "', '"), $example))
                }

        """;

    /// <summary>Names the series that are too short.</summary>
    public const string WarnTooShort = """
                if ($short.Count) { $PSCmdlet.WriteWarning(($tooShort -f ($short.ForEach({ $_.Name }) -join "', '"))) }

        """;

    /// <summary>Puts what is known ahead in its places.</summary>
    public const string PlaceKnown = """
                $row = 0
                foreach ($given in $KnownAhead) {
                    $row++
                    $taken = & $readRow $given $names
                    if ($null -eq $taken -or -not $all.ContainsKey($taken.Group)) { continue }
                    $series = $all[$taken.Group]
                    $time = $taken.Time
                    if ($isUtc) { $time -= [long]$(if ($null -ne $taken.Offset) { $taken.Offset } else { $series.Offset }) * 600000000 }
                    $exact = & $between $series.Start $time
                    $place = [Math]::Round($exact)
                    if ($place -lt $series.Count -or $place -ge $series.Rows.Length) { continue }
                    $text = & $tell (& $show $taken.Time $taken.Offset)
                    if ([Math]::Abs($exact - $place) -gt 0.25) { & $fail $faults.KnownIrregular $text $text }
                    if ($null -ne $series.Rows[$place]) { & $fail $faults.KnownTwice $text $text $series.Name $series.Rows[$place].Row }
                    $series.Rows[$place] = $taken
                }

        """;

    /// <summary>How far forecasts of each step are off, in the units of <c>Spread</c>: <c>$widths</c>.</summary>
    public const string Widths = """
                $widths = New-Object object[] $Step
                for ($p = 0; $p -lt $Step; $p++) {
                    $last = [Math]::Min($p, $errorEnds.Length - 1)
                    $begin = if ($last) { $errorEnds[$last - 1] } else { 0 }
                    $count = $errorEnds[$last] - $begin
                    $rank = [Math]::Max([Math]::Ceiling(($count + 1) * $Interval), 1)
                    if ($rank -gt $count) { continue }
                    $widths[$p] = $errors[$begin + $rank - 1]
                    if ($span) { $widths[$p] *= [Math]::Sqrt(($p + 1) / ($last + 1)) }
                }

        """;

    /// <summary>Forecasts: what the network says of a step is a value that it sees at the next.</summary>
    public const string Roll = """
                $answers = New-Object Collections.ArrayList
                foreach ($series in $order) {
                    if (-not $series.IsWhole) { continue }
                    for ($p = 0; $p -lt $Step; $p++) {
                        if ($p % $horizon -eq 0) { $signal = & $network (& $encode $series ($series.Count + $p)) }
                        $place = $series.Count + $p
                        $from = $place
                        if (-not $series.Spread -and (-not $span -or -not $series.Mean)) {
                            # What never varied goes on bit for bit.
                            while ($from -ge $series.Count) { $from -= $back }
                            $level = $series.Levels[$from]
                        }
                        else {
                            $level = $signal[$p % $horizon] * $series.Spread + $series.Mean
                            if ($span) { $level += $series.Levels[$place - $span] }
                        }
                        $series.Levels[$place] = $level
                        $time = & $timeAt $series $place

        """;

    /// <summary>What the forecast is, by <c>$value</c> and <c>$width</c>.</summary>
    public const string Answer = """
                        if ([double]::IsNaN($value) -or [double]::IsInfinity($value)) { & $fail $faults.NotFinal $time (& $tell $time) }
                        $null = $answers.Add([pscustomobject]$answer)
                    }
                }

                # All or none: an error leaves nothing half done.
                foreach ($answer in $answers) { $answer }
            }
        }

        """;
}
