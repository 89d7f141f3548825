namespace PSBackprop.Storage.Script;

/// <summary>What is the same in all scripts, in words that Windows PowerShell 5.1 knows.</summary>
internal static class ScriptTemplate
{
    /// <summary>The parameters, but for the end of their list.</summary>
    public const string Parameters = """
            [CmdletBinding()]
            param(
                # A row: an object or a hashtable with the values by name, or a list of them in their order.
                [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
                [AllowNull()] [AllowEmptyString()] [AllowEmptyCollection()]
                $InputObject
        """;

    /// <summary>Refuses what is no level, in the module's words.</summary>
    public const string Level = """

                [ValidateScript({
                    if ($_ -gt 0 -and $_ -lt 1) { return $true }
                    throw "$_ is not a finite number above 0 and below 1.$(if ($_ -gt 1 -and $_ -lt 100) { " $_ % is $($_ / 100)." })"
                })]

        """;

    /// <summary>A parameter of networks that know how far their predictions are off.</summary>
    public const string Interval = """
        ,

                # The probability that what is true lies between Lower and Upper, or, for classes, in PredictionSet.
        """ + Level + """
                [double] $Interval
        """;

    /// <summary>Unpacks numbers; reads and writes values; makes errors.</summary>
    public const string Begin = """

            )

            begin {
                $invariant = [Globalization.CultureInfo]::InvariantCulture
                $row = 0
                $unpack = {
                    param($type, $size, $text)
                    $bytes = [Convert]::FromBase64String($text)
                    $packed = New-Object "$type[]" ([int]($bytes.Length / $size))
                    [Buffer]::BlockCopy($bytes, 0, $packed, 0, $bytes.Length)
                    $numbers = New-Object double[] $packed.Length
                    [Array]::Copy($packed, $numbers, $packed.Length)
                    , $numbers
                }
                $read = {
                    param($value)
                    $number = 0.0
                    if ($value -is [string]) {
                        # Other signs, and groups of three digits where nothing else can be meant.
                        if ($notation) {
                            $value = $value.Trim()
                            if ($value -cnotmatch $notation.Pattern) { return }
                            $value = $value -creplace $notation.Idle -creplace $notation.Decimal, '.' -creplace $notation.Minus, '-'
                        }
                        if ([double]::TryParse($value, [Globalization.NumberStyles]::Float, $invariant, [ref]$number)) { $number }
                    }
                    elseif ($value -is [ValueType] -and $value -isnot [enum]) {
                        $type = $value.GetType()
                        $code = [int][Type]::GetTypeCode($type)
                        $isNumber = ($code -ge 5 -and $code -le 15) -or 'System.Half', 'System.Numerics.BigInteger' -contains $type.FullName
                        if ($isNumber -or $value -is [bool]) { [double]$value }
                    }
                }
                $date = {
                    # A date or a time by its own clock, of whatever type it is; nothing for other values.
                    param($value)
                    $type = if ($null -ne $value) { $value.GetType().FullName }
                    if ($value -is [datetime]) { $value }
                    elseif ($value -is [DateTimeOffset]) { $value.DateTime }
                    elseif ($type -eq 'System.DateOnly') { [datetime]::new($value.Year, $value.Month, $value.Day) }
                    elseif ($type -eq 'System.TimeOnly') { [datetime]::new($value.Ticks) }
                }
                $write = {
                    param($value)
                    $time = & $date $value
                    if ($null -ne $time) {
                        $clock = if ($time.Ticks % 600000000) { 'HH:mm:ss.FFFFFFF' } else { 'HH:mm' }
                        if ($value.GetType().FullName -ne 'System.TimeOnly') {
                            $clock = if ($time.TimeOfDay.Ticks) { "yyyy-MM-ddT$clock" } else { 'yyyy-MM-dd' }
                        }
                        $time.ToString($clock, $invariant)
                    }
                    elseif ($value -is [double] -or $value -is [single]) { $value.ToString('R', $invariant) }
                    elseif ($value -is [enum]) { $value.ToString() }
                    else { [Convert]::ToString($value, $invariant) }
                }
                $describe = {
                    param($fault, $target, $text, $column, $count)
                    # What moves a terminal's cursor or starts a line of its own is shown as its number.
                    $message = [regex]::Replace(($fault.Format -f $row, $text, $column, $count), $controls, { '\u{0:X4}' -f [int]$args[0].Value[0] })
                    $exception = New-Object InvalidOperationException $message
                    [Management.Automation.ErrorRecord]::new($exception, $fault.Id, $fault.Category, $target)
                }
                $table = {
                    # The row of a table; nothing for what is none.
                    param($given)
                    $types = if ($null -ne $given) { $given.PSObject.TypeNames }
                    if ($types -contains 'System.Data.DataRowView') { $given.PSBase.Row } elseif ($types -contains 'System.Data.DataRow') { $given }
                }

        """;

    /// <summary>Makes errors of rows, after which the others go on; takes lists apart, and adds properties.</summary>
    public const string Rows = """
                $fail = { $PSCmdlet.WriteError((& $describe @args)) }
                $put = {
                    param($object, $name, $value)
                    $object.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new($name, $value))
                }
                $list = {
                    param($given)
                    $values = New-Object Collections.ArrayList
                    if ($given -is [Collections.IEnumerable] -and $given -isnot [string]) { foreach ($value in $given) { $null = $values.Add($value) } }
                    else { $null = $values.Add($given) }
                    , $values
                }

        """;

    /// <summary>How far predictions are off at most, in <c>$limits</c>, by <c>$calibrationRows</c> and <c>$scores</c>.</summary>
    public const string Limits = """
                $limits = @()
                if ($PSBoundParameters.ContainsKey('Interval')) {
                    $rank = [Math]::Max([Math]::Ceiling(($calibrationRows + 1) * [decimal]$Interval), 1)
                    if ($rank -gt $calibrationRows) {
                        $needed = 'Infinity'
                        if ([decimal]$Interval -lt 1) { $needed = [Math]::Ceiling([decimal]$Interval / (1 - [decimal]$Interval)) }
                        $PSCmdlet.ThrowTerminatingError((& $describe $faults.FewRows $calibrationRows (& $write $Interval) '' $needed))
                    }
                    $limits = @(foreach ($ofTarget in $scores) { $ofTarget[[int][Math]::Floor(($rank - 1) * $ofTarget.Length / $calibrationRows)] })
                }

        """;

    /// <summary>Finds values by name, and the places of texts among those that are known.</summary>
    public const string Columns = """
                $isNamed = {
                    param($given)
                    if ($null -eq $given -or $given -is [string] -or $given -is [array]) { $false }
                    elseif ($given -is [Collections.IDictionary] -or $given -is [Management.Automation.PSCustomObject] -or (& $table $given)) { $true }
                    elseif ($given -is [Collections.IEnumerable]) { $false }
                    else { $null -eq (& $read $given) }
                }
                $find = {
                    param($given, $name)
                    if ($given -is [Collections.IDictionary]) {
                        $found = $null
                        foreach ($entry in $given.GetEnumerator()) {
                            if ($name.Equals([string]$entry.Key, 'Ordinal')) { return $true, $entry.Value }
                            if (-not $found -and $name.Equals([string]$entry.Key, 'OrdinalIgnoreCase')) { $found = $true, $entry.Value }
                        }
                        return $found
                    }
                    $cells = if ($given -isnot [Management.Automation.PSCustomObject]) { & $table $given }
                    if ($cells) {
                        if ($cells.PSBase.Table.Columns.Contains($name)) { return $true, $cells.PSBase.Item($name) }
                        return
                    }
                    $property = $given.PSObject.Properties[$name]
                    if ($property) {
                        # A property that cannot be read is a value that is missing.
                        try { return $true, $property.Value } catch { return $true, $null }
                    }
                }
                $index = {
                    param($texts, $count, $comparer)
                    $places = New-Object 'Collections.Generic.Dictionary[string,int]' $comparer
                    for ($i = 0; $i -lt $texts.Length; $i++) { if (-not $places.ContainsKey($texts[$i])) { $places.Add($texts[$i], $i % $count) } }
                    , $places
                }

        """;

    /// <summary>Writes what <see cref="PSBackprop.TextFeatures"/> finds in a text into <c>$signal</c>.</summary>
    public const string TextFeatures = """
                $isText = {
                    param($value)
                    $isOne = $value -is [string] -or $value -is [enum] -or $value -is [char] -or $value -is [guid] -or $value -is [version] -or
                        $value -is [uri] -or $value -is [timespan] -or $value -is [datetime] -or $value -is [DateTimeOffset]
                    $isOne -or 'System.DateOnly', 'System.TimeOnly' -contains $value.GetType().FullName -or $null -ne (& $read $value)
                }
                $features = {
                    param($text, $mask, $signal, $start)
                    $words = New-Object Collections.ArrayList
                    $word = New-Object Text.StringBuilder
                    for ($i = 0; $i -lt $text.Length; $i++) {
                        $letter = $text.Substring($i, 1)
                        if ($i + 1 -lt $text.Length -and [char]::IsSurrogatePair($text, $i)) { $letter = $text.Substring($i++, 2) }
                        if (-not [char]::IsSurrogate($letter, 0) -or $letter.Length -eq 2) {
                            if ([char]::IsLetterOrDigit($letter, 0)) {
                                $null = $word.Append($letter.ToLowerInvariant())
                                continue
                            }
                        }
                        if ($word.Length) {
                            $null = $words.Add($word.ToString())
                            $null = $word.Clear()
                        }
                    }
                    if ($word.Length) { $null = $words.Add($word.ToString()) }
                    # All in one scope, as a call for each letter would take most of the time.
                    $hashes = New-Object 'Collections.Generic.List[long]'
                    $before = $null
                    foreach ($one in $words) {
                        $letters = [long[]]" $one ".ToCharArray()
                        $hash = 2166136261
                        $pair = if ($null -ne $before) { (($before -bxor 32) * 16777619) -band 4294967295 }
                        for ($i = 1; $i -lt $letters.Length - 1; $i++) {
                            $hash = (($hash -bxor $letters[$i]) * 16777619) -band 4294967295
                            if ($null -ne $before) { $pair = (($pair -bxor $letters[$i]) * 16777619) -band 4294967295 }
                        }
                        $hashes.Add($hash)
                        if ($null -ne $before) { $hashes.Add($pair) }
                        $before = $hash
                        for ($i = 0; $i + 3 -le $letters.Length; $i++) {
                            $hash = 84696351
                            for ($j = $i; $j -lt $i + 5 -and $j -lt $letters.Length; $j++) {
                                $hash = (($hash -bxor $letters[$j]) * 16777619) -band 4294967295
                                if ($j -ge $i + 2) { $hashes.Add($hash) }
                            }
                        }
                    }
                    $counts = New-Object 'Collections.Generic.SortedDictionary[long,int]'
                    foreach ($hash in $hashes) {
                        $hash = [uint64]($hash -bxor ($hash -shr 16)) * [uint64]2246822507 -band [uint64]4294967295
                        $hash = [uint64]($hash -bxor ($hash -shr 13)) * [uint64]3266489909 -band [uint64]4294967295
                        $hash = [long]($hash -bxor ($hash -shr 16))
                        if ($counts.ContainsKey($hash)) { $counts[$hash]++ } else { $counts.Add($hash, 1) }
                    }
                    $units = New-Object 'Collections.Generic.SortedDictionary[long,double]'
                    foreach ($entry in $counts.GetEnumerator()) {
                        $unit = $entry.Key -band $mask
                        $value = [Math]::Sqrt($entry.Value)
                        if ($entry.Key -ge 2147483648) { $value = -$value }
                        $units[$unit] = $(if ($units.ContainsKey($unit)) { $units[$unit] } else { 0.0 }) + $value
                    }
                    $squares = 0.0
                    foreach ($value in $units.Values) { $squares += $value * $value }
                    $length = [Math]::Sqrt($squares)
                    foreach ($entry in $units.GetEnumerator()) { if ($entry.Value -ne 0) { $signal[$start + $entry.Key] = $entry.Value / $length } }
                }

        """;

    /// <summary>Reads dates, and as days since 2000-01-01.</summary>
    public const string Dates = """
                $readTime = {
                    # A date or a time by its own clock; nothing for other values.
                    param($value, $column)
                    $time = & $date $value
                    if ($null -eq $time) {
                        $time = [datetime]::MinValue
                        $text = (& $write $value).Trim()
                        $full = $text + $column.Year
                        if ($column.HasOffset) {
                            $moment = [DateTimeOffset]::MinValue
                            if (-not [DateTimeOffset]::TryParseExact($full, $column.Format, $culture, 'AssumeUniversal', [ref]$moment)) { return }
                            $time = if ($column.IsClock) { [datetime]::new($moment.TimeOfDay.Ticks) } else { $moment.DateTime }
                        }
                        elseif ($column.Format) {
                            if (-not [datetime]::TryParseExact($full, $column.Format, $culture, 'NoCurrentDateDefault', [ref]$time)) { return }
                        }
                        else {
                            # The text's own clock counts, whatever its offset from UTC.
                            if ($text -cnotmatch $iso) { return }
                            $parts = $Matches
                            $clock = if ($parts[2]) { $parts[2] } else { '00:00' }
                            $second = if ($parts[3]) { $parts[3] } else { '00' }
                            $whole = $parts[1] + ' ' + $clock + ':' + $second
                            if (-not [datetime]::TryParseExact($whole, 'yyyy-MM-dd HH:mm:ss', $invariant, 'None', [ref]$time)) { return }
                            if ($parts[4]) { $time = $time.AddTicks([long]$parts[4].PadRight(7, '0').Substring(0, 7)) }
                        }
                    }
                    $time
                }
                $readDate = {
                    param($value, $column)
                    $time = & $readTime $value $column
                    if ($null -ne $time) { [double](($time.Date - [datetime]::new(2000, 1, 1)).Days + $time.TimeOfDay.Ticks / 864000000000) }
                }

        """;

    /// <summary>A member of an enum, or its name where there is no such enum.</summary>
    public const string Member = """
                $member = {
                    param($type, $name)
                    $enum = $type -as [type]
                    if ($enum) { [enum]::Parse($enum, $name) } else { $name }
                }

        """;

    /// <summary>Finds the values of a row for a network with columns; <see cref="EncodeCell"/> makes <c>$signal</c> of them.</summary>
    public const string EncodeColumns = """
                $values = $null
                if (-not (& $isNamed $InputObject)) {
                    $values = & $list $InputObject
                    if ($values.Count -ne $columns.Length) {
                        & $fail $(if ($values.Count -eq 1) { $faults.OneValue } else { $faults.Width }) $row '' '' $values.Count
                        return
                    }
                }
                $signal = New-Object double[] $inputs
                $outside = @()
                $start = 0
                for ($i = 0; $i -lt $columns.Length; $i++) {
                    $column = $columns[$i]
                    $name = $column.Name
                    if ($null -ne $values) { $value = $values[$i] }
                    else {
                        $found = & $find $InputObject $name
                        if (-not $found -and $column.Date) {
                            $found = & $find $InputObject $column.Date
                            if ($found) {
                                $value = $found[1]
                                $time = & $date $value
                                $found = $true, $null
                                if ($null -ne $time -and $value.GetType().FullName -ne 'System.TimeOnly') { $found = $true, $time.($column.Part) }
                                elseif ($null -ne $value -and $value -isnot [DBNull]) {
                                    $text = & $write $value
                                    & $fail $faults.NoPart $text $text $column.Date
                                    return
                                }
                            }
                        }
                        if (-not $found) {
                            & $fail $faults.NoColumn $name '' $name
                            return
                        }
                        $value = $found[1]
                    }

        """;

    /// <summary>Writes a value that was found into <c>$signal</c>, and goes on to the next.</summary>
    public const string EncodeCell = """
                    $isNumber = 'Number', 'Date' -contains $column.Reads
                    $isMissing = $null -eq $value -or $value -is [DBNull]
                    if ($value -is [string]) {
                        $isMissing = [string]::IsNullOrWhiteSpace($value) -or ($column.Markers -and $column.Markers.ContainsKey($value.Trim()))
                    }
                    elseif ($isNumber -and ($value -is [double] -or $value -is [single])) { $isMissing = [double]::IsNaN($value) }
                    if ($isMissing -and $null -eq $column.Missing) {
                        & $fail $faults.Missing $name '' $name
                        return
                    }
                    if ($column.Reads -eq 'Text') {
                        if (-not $isMissing) {
                            if (-not (& $isText $value)) {
                                & $fail $faults.NoText $name '' $name
                                return
                            }
                            & $features (& $write $value) $column.Mask $signal $start
                        }
                    }
                    elseif ($isNumber) {
                        $number = if ($isMissing) { $column.Missing }
                        elseif ($column.Reads -eq 'Date') { & $readDate $value $column }
                        elseif ($value -is [timespan]) { $value.TotalSeconds }
                        else { & $read $(if ($value -is [char]) { [string]$value } else { , $value }) }
                        if ($null -eq $number) {
                            $text = & $write $value
                            & $fail $(if ($column.Reads -eq 'Date') { $column.NoDate } else { $faults.NoNumber }) $text $text $name
                            return
                        }
                        if ([double]::IsNaN($number) -or [double]::IsInfinity($number)) {
                            $text = & $write $value
                            & $fail $faults.NotFinite $text $text $name
                            return
                        }
                        # A fill value is of the training data, and is not looked at again.
                        $scaled = ($number - $column.Offset) / $column.Scale
                        if (-not $isMissing -and ([double]::IsNaN($scaled) -or [double]::IsInfinity($scaled))) {
                            $text = & $write $value
                            & $fail $faults.NotScalable $text $text $name
                            return
                        }
                        if ($column.Limits -and ($number -lt $column.Limits[0] -or $number -gt $column.Limits[1])) { $outside += $name }
                        $signal[$start] = $number
                        for ($k = 0; $k -lt $column.Periods.Length; $k++) {
                            $turns = $number / $column.Periods[$k]
                            $angle = 2 * [Math]::PI * ($turns - [Math]::Floor($turns))
                            $signal[$start + 2 * $k + 1] = [Math]::Sin($angle)
                            $signal[$start + 2 * $k + 2] = [Math]::Cos($angle)
                        }
                    }
                    else {
                        $place = -1
                        if ($isMissing) { $place = [int]$column.Missing }
                        else {
                            $text = & $write $value
                            if ($column.Places.ContainsKey($text)) { $place = $column.Places[$text] }
                            elseif ($column.Unknown) {
                                & $fail $column.Unknown $text $text $name
                                return
                            }
                        }
                        if ($column.Encoding -eq 'SecondPlace') { $signal[$start] = [double]($place -eq 1) }
                        elseif ($place -ge 0) { $signal[$start + $place] = 1 }
                    }
                    if ($isMissing -and $column.HasMissingUnit) { $signal[$start + $column.Width - 1] = 1 }
                    $start += $column.Width
                }

        """;

    /// <summary>Makes lists that are their elements as a text, in a CSV file for instance.</summary>
    public const string Joined = """
                $joined = {
                    param($items)
                    $all = New-Object Collections.ArrayList
                    foreach ($item in $items) { $null = $all.Add($item) }
                    $all.PSObject.Methods.Add([Management.Automation.PSScriptMethod]::new('ToString', { $this -join ', ' }))
                    , $all
                }

        """;

    /// <summary>Adds the columns in which the row lies far outside of training to <c>$answer</c>.</summary>
    public const string OutOfRange = """
                $answer.OutOfRange = & $joined $outside

        """;

    /// <summary>Makes <c>$signal</c> of a row for a network that takes plain numbers.</summary>
    public const string EncodeNumbers = """
                if ($InputObject -is [Collections.IDictionary] -or $InputObject -is [Management.Automation.PSCustomObject] -or (& $table $InputObject)) {
                    & $fail $faults.Named
                    return
                }
                $values = & $list $InputObject
                $signal = New-Object double[] $values.Count
                for ($i = 0; $i -lt $values.Count; $i++) {
                    $number = & $read $values[$i]
                    if ($null -eq $number) {
                        & $fail $(if ($null -eq $values[$i]) { $faults.Empty } else { $faults.NoNumber }) $values[$i] $values[$i] '' ($i + 1)
                        return
                    }
                    if ([double]::IsNaN($number) -or [double]::IsInfinity($number)) {
                        & $fail $faults.NotFinite $number (& $write $number) '' ($i + 1)
                        return
                    }
                    $signal[$i] = $number
                }
                if ($values.Count -ne $inputs) {
                    & $fail $(if ($values.Count -eq 1) { $faults.OneValue } else { $faults.Width }) $row '' '' $values.Count
                    return
                }

        """;

    /// <summary>Refuses numbers that single precision, which the network was trained in, does not hold.</summary>
    public const string RequireSingle = """
                for ($j = 0; $j -lt $signal.Length; $j++) {
                    if ([Math]::Abs($signal[$j]) -ge 3.4028235677973366E+38) {
                        & $fail $faults.NotSingle $signal[$j] (& $write $signal[$j]) '' ($j + 1)
                        return
                    }
                }

        """;

    /// <summary>Writes the row with what is in <c>$answer</c>. A row of named values is copied; another object gets properties.</summary>
    public const string End = """
                $result = New-Object PSObject
                $cells = & $table $InputObject
                if ($cells) {
                    foreach ($cell in $cells.PSBase.Table.Columns) {
                        $value = $cells.PSBase.Item($cell)
                        & $put $result $cell.ColumnName $(if ($value -isnot [DBNull]) { , $value })
                    }
                }
                elseif ($InputObject -is [Collections.IDictionary]) {
                    foreach ($entry in $InputObject.GetEnumerator()) {
                        & $put $result ([string]$entry.Key) $(if ($entry.Value -isnot [DBNull]) { , $entry.Value })
                    }
                }
                elseif ($InputObject -is [Management.Automation.PSCustomObject]) { $result = $InputObject.PSObject.Copy() }
                elseif ($null -ne $InputObject) { $result = [Management.Automation.PSObject]::AsPSObject($InputObject) }
                foreach ($entry in $answer.GetEnumerator()) {
                    $name = $entry.Key
                    $result.PSObject.Properties.Remove($name)
                    # The constructor of a property would take from a list the text that it has.
                    $one = [pscustomobject]@{ $name = $entry.Value }
                    $result.PSObject.Properties.Add($one.PSObject.Properties[$name])
                }
                , $result
            }
        }

        """;
}
