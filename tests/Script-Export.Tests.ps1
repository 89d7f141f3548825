BeforeDiscovery { . $PSScriptRoot/common.ps1 }

BeforeAll {
    . $PSScriptRoot/common.ps1

    # What a script gives in a session that never saw the module.
    function Invoke-Alone {
        param($Path, $Function, $Rows)
        $Rows | ConvertTo-Json -Depth 4 -AsArray | Set-Content TestDrive:/rows.json
        $json = pwsh -NoProfile -NonInteractive -Command {
            param($path, $function, $rows)
            . $path
            @(Get-Content $rows -Raw | ConvertFrom-Json | ForEach-Object { , $_ } | & $function | ForEach-Object { $_ }) | ConvertTo-Json -Depth 4 -AsArray
        } -args (Resolve-Path $Path).ProviderPath, $Function, (Resolve-Path TestDrive:/rows.json).ProviderPath
        $json | ConvertFrom-Json | ForEach-Object { $_ }
    }
}

Describe 'A network exported as a script' {
    It 'gives the same numbers with <_>' -ForEach ([enum]::GetValues([PSBackprop.Activation]).Where({ $_ -ne 'Softmax' })) {
        $net = New-Network 2, @{ Units = 5; Activation = $_; Slope = 0.2 }, 3 -OutputActivation Softmax -Seed 1
        $net | Export-Network TestDrive:/plain.ps1
        $rows = @(-3, 0.5), @(2, -1), @(0, 0), @(7, 4)
        $expected = $net | Get-Prediction -InputData $rows
        . TestDrive:/plain.ps1
        $actual = $rows | Get-PlainPrediction
        $actual.Prediction | Should -Be $expected.Label
        for ($i = 0; $i -lt 4; $i++) { [Math]::Abs($actual[$i].Probability - $expected[$i].Probability) | Should -BeLessThan 1e-13 }
    }

    It 'needs no module, and takes rows with names and texts' {
        $iris = Get-SampleDataset Iris
        $net = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 20
        $net | Export-Network TestDrive:/iris.ps1
        $rows = Import-Csv (Join-Path $module Data iris.csv) | Select-Object -First 60 | Select-Object -Last 20
        $alone = Invoke-Alone TestDrive:/iris.ps1 Get-IrisPrediction $rows
        $here = $rows | Get-Prediction -Network $net
        $alone.Prediction | Should -Be $here.Label
        $alone.SepalLength | Should -Be $rows.SepalLength
        for ($i = 0; $i -lt 20; $i++) { [Math]::Abs($alone[$i].Probability - $here[$i].Probability) | Should -BeLessThan 1e-12 }
    }

    It 'undoes the scaling of numbers, and folds batch normalization in' {
        $sine = Get-SampleDataset Sine -Seed 1
        $net = New-Network -Dataset $sine -HiddenLayer @{ Units = 8; Activation = 'Linear' }, @{ Kind = 'BatchNormalization'; Activation = 'Tanh' } -TargetScaling MinMax -Seed 1 | Invoke-Training -Dataset $sine -Epoch 20
        $net | Export-Network TestDrive:/sine.ps1
        . TestDrive:/sine.ps1
        [Math]::Abs((@{ X = 1.5 } | Get-SinePrediction).Prediction - (@{ X = 1.5 } | Get-Prediction -Network $net).Value) | Should -BeLessThan 1e-12
    }

    It 'is only data and arithmetic, whatever names are in it' {
        # All that PowerShell takes for quotes, and what else is special in some place: ' ‘ ’ ‚ ‛ " “ ” „.
        $quotes = -join [char[]](0x27, 0x2018, 0x2019, 0x201A, 0x201B, 0x22, 0x201C, 0x201D, 0x201E)
        $hostile = "x'; New-Item `"$TestDrive/owned`" #`n$quotes``; & { throw }`$(throw)`${x}@(){}%0{1}"
        $rows = 'a', 'b' | ForEach-Object { [pscustomobject]@{ "$hostile" = 1.0; K = "$_$($quotes[$_ -eq 'a']); `$(throw) $hostile"; Y = "$_$quotes" } }
        $data = $rows | ConvertTo-Dataset -Target Y
        $net = New-Network -Dataset $data -Name $hostile -Seed 1
        $net | Export-Network TestDrive:/hostile.ps1
        $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile((Resolve-Path TestDrive:/hostile.ps1).ProviderPath, [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
        $commands = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)).ForEach({ $_.GetCommandName() }) | Where-Object { $_ } | Sort-Object -Unique
        $commands | Should -BeIn 'New-Object'
        . TestDrive:/hostile.ps1
        $function = (Get-Command Get-*Prediction -CommandType Function).Name
        $alone = $rows | & $function
        $alone.Prediction | Should -Be ($rows | Get-Prediction -Network $net).Label
        $alone.$hostile | Should -Be 1.0, 1.0
        "$TestDrive/owned" | Should -Not -Exist
    }

    It 'has nothing in it that Windows PowerShell 5.1 does not know' {
        $data = 1..4 | ForEach-Object { [pscustomobject]@{ A = $_; K = "k$($_ % 2)"; B = $_ -gt 2; When = [datetime]'2026-01-01'; At = '2026-01-01'; Y = $_ % 2 -eq 0 } } |
            ConvertTo-Dataset -Target Y -DatePart Hour
        New-Network -Dataset $data -HiddenLayer @{ Units = 3; Activation = 'Gelu' } -Seed 1 | Export-Network TestDrive:/old.ps1
        $tokens = $null
        $null = [Management.Automation.Language.Parser]::ParseFile((Resolve-Path TestDrive:/old.ps1).ProviderPath, [ref]$tokens, [ref]$null)
        $tokens.Kind | Should -Not -BeIn 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr'
        $ast = [Management.Automation.Language.Parser]::ParseFile((Resolve-Path TestDrive:/old.ps1).ProviderPath, [ref]$null, [ref]$null)
        $used = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.MemberExpressionAst] -and $args[0].Static }, $true)).ForEach({ "$($_.Expression)::$($_.Member)" })
        $used | Sort-Object -Unique | Should -BeIn '[Array]::Copy', '[Buffer]::BlockCopy', '[Convert]::FromBase64String', '[Convert]::ToString', '[datetime]::MinValue', '[datetime]::new', '[datetime]::TryParseExact', '[DateTimeOffset]::MinValue', '[DateTimeOffset]::TryParseExact',
            '[double]::IsInfinity', '[double]::IsNaN', '[double]::TryParse', '[Globalization.CultureInfo]::GetCultureInfo', '[Globalization.CultureInfo]::InvariantCulture', '[Globalization.NumberStyles]::Float',
            '[Management.Automation.ErrorRecord]::new', '[Management.Automation.PSNoteProperty]::new', '[Management.Automation.PSScriptMethod]::new', '[Management.Automation.PSObject]::AsPSObject',
            '[Math]::Abs', '[Math]::Cos', '[Math]::Exp', '[Math]::Floor', '[Math]::Max', '[Math]::Min', '[Math]::PI', '[Math]::Sin', '[regex]::Replace', '[string]::IsNullOrWhiteSpace', '[StringComparer]::Ordinal',
            '[StringComparer]::OrdinalIgnoreCase', '[Type]::GetTypeCode'
        (Get-Content TestDrive:/old.ps1 -AsByteStream -TotalCount 3) | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'refuses what the module refuses, a dataset and a row alike: <Value>' -ForEach @(
        @{ Value = 1e308; Column = 'a'; Message = "*column 'a' is 1E+308, which is too large to be scaled*" }
        @{ Value = 'yes'; Column = 'b'; Message = "*column 'b' is 'yes', but the network takes yes or no there, written as one of 'False', 'True', '0', '1'*" }
    ) {
        $rows = 1..40 | ForEach-Object { [pscustomobject]@{ a = $_ * 1e-3; b = $_ % 2 -eq 0; y = $_ -gt 20 } }
        $net = New-Network -Dataset ($rows | ConvertTo-Dataset -Target y) -UnknownCategory Zero -Seed 1
        $net | Export-Network TestDrive:/refusing.ps1 -Force
        . TestDrive:/refusing.ps1
        $row = [pscustomobject]@{ a = 0.01; b = $true; y = $true }
        $row.$Column = $Value
        $null = $row | Get-Prediction -Network $net -ErrorVariable module -ErrorAction SilentlyContinue
        $null = $row | Get-RefusingPrediction -ErrorVariable script -ErrorAction SilentlyContinue
        "$module" | Should -BeLike $Message
        "$script" | Should -Be "$module"
        { $net | Get-Prediction -InputData @($row) } | Should -Throw $Message
        $data = $row, $row | ConvertTo-Dataset -Target y
        { $net | Get-Prediction -InputData $data } | Should -Throw $Message
    }

    It 'is right where a limit of what training had is beyond all numbers: <_>' -ForEach -1e308, 1e308 {
        $rows = $_, 1, 2, 3 | ForEach-Object { [pscustomobject]@{ a = $_; y = $_ -gt 1 } }
        $net = New-Network -Dataset ($rows | ConvertTo-Dataset -Target y) -FeatureScaling Robust -Seed 1
        $net | Export-Network TestDrive:/far.ps1
        . TestDrive:/far.ps1
        $asked = -1.7e308, -1e308, 0, 1e308, 1.7e308 | ForEach-Object { [pscustomobject]@{ a = $_ } }
        $here = $asked | Get-Prediction -Network $net -Append -WarningAction SilentlyContinue
        $there = $asked | Get-FarPrediction
        $there.Prediction | Should -Be $here.Prediction
        $there.ForEach({ $_.PSObject.Properties.Name -join ' ' }) | Should -Be $here.ForEach({ $_.PSObject.Properties.Name -join ' ' })
    }

    It 'is not read back' {
        { Import-Network TestDrive:/old.ps1 -ErrorAction Stop } | Should -Throw -ErrorId 'ImportScript,*'
    }
}

Describe 'The module and its script' {
    BeforeAll {
        class Draw {
            [Random] $Random
            Draw([int] $seed) { $this.Random = [Random]::new($seed) }
            [bool] OneIn([int] $count) { return $this.Random.Next($count) -eq 0 }
            # An element as it is, be it a list or null.
            [object] Of([object[]] $values) { return $values[$this.Random.Next($values.Length)] }
        }

        # What a row may have in a column of each kind: first what the training data has, then anything.
        function Get-Known {
            param($Kind)
            switch ($Kind) {
                Number { 1.5, 2, -3.25, 1e6, 7 }
                Boolean { $true, $false }
                Category { 'a', 'b', 'it''s', "x$([char]0x2019)y", 'True', '1.5' }
                Text { 'The printer is offline', 'Straße 12, ÉTÉ!', 'the the the printer', 'x', "$([char]::ConvertFromUtf32(0x1D49C))b İ ıI" }
                Time { [datetime]'2026-11-25T13:45:10', [DateTimeOffset]'2025-02-03T01:02:03.4567891+05:00', '2024-12-31T23:59:59Z', '2026-03-04 05:06', '2026-07-08' }
                Day { '25.11.2026 13:45', '03.02.2025 00:00', '31.12.2024 23:59' }
                Date { [datetime]'2026-11-25T13:45:10', [datetime]'2025-02-03', [datetime]'2024-12-31T23:59:59' }
            }
        }

        function Get-Any {
            param($Kind)
            $common = $null, '', "  `t", [DBNull]::Value, 'NA', 'n/a', 'NaN', 'null', '?', [double]::NaN, 'zzz', "5`n`e[31m", "a$([char]0x202E)$([char]0x2028)b", [char]'5', [DayOfWeek]::Friday, [version]'1.2'
            $common + $(switch ($Kind) {
                Number {
                    '3.7', ' 3.7 ', '4,5', '1e3', '1E-400', '1e400', '-Infinity', 'nan', [double]::PositiveInfinity, [single]::NaN, $true, $false, 'True'
                    [decimal]3.5, 7L, [byte]3, [uint64]::MaxValue, [bigint]5, [single]2.5, [Half]1.5, [timespan]'0:01:30', [datetime]'2026-01-01', '0x10', '1kb'
                    1e300, 1e39, -1e39, '1,234.5', '1.234,5', '1.234', '1.234.567', '1,234,567', "1$([char]0x202F)234,5", "1$([char]0x2019)234.5", '12,5e3', '-1,5', "$([char]0x2212)5", '+3', '.5', '5.', '-', '1 000', [guid]::Empty, @{ a = 1 }
                }
                Boolean { 'true', 'TRUE', 'False', 'fAlse', 'yes', 'no', '1', '0', 1, 0, 1.0, 2, 'T', ' True', [decimal]1 }
                Category { 'A', ' a', 'b', 1.5, 1, [single]1.5, $true, 'true', [char]'a', [datetime]'2026-01-01', [guid]::Empty, 0.1, 1e21, [timespan]'1:00' }
                Text { 'a printer', '...', @{ a = 1 }, "$([char]0xD835) lone", 3.25, 1e21, $true, [datetime]'2026-01-01', 'x' * 300 }
                { $_ -in 'Time', 'Day' } {
                    '2026-02-30', '2024-02-29', '2026-01-01T24:00', '2026-01-01T10:60', '2026-01-01T10:00:61', '2026-01-01T10:00:00.123456789+14:59', '2026-01-01T10:00+15:00'
                    '2026-01-01T10:00-0330', '2026-01-01 10', '2026-01-01Z', '2026-1-1', '0000-01-01', '0001-01-01', '9999-12-31T23:59:59.9999999', ' 2026-01-01 ', "2026-01-01`n", '2026-01-01t10:00', '2026-01-01T10:00z', "$([char]0x0662)026-01-01"
                    '2026-01-01T10:00:00,5', '01.02.2026 03:04', '1.2.2026 3:04', '31.02.2026 00:00', ' 01.02.2026 03:04 ', '05:06', 5, 1.5, $true, [timespan]'1:00', [guid]::Empty, @{ a = 1 }
                    [datetime]::MinValue, [datetime]::MaxValue, [DateOnly]::new(2026, 7, 8), [TimeOnly]::new(5, 6), [datetime]'2031-01-01', [DateTimeOffset]'2026-03-04T05:06:07.1234567-11:00'
                }
                Date { [datetimeoffset]'2026-03-04T05:06:07+02:00', [DateOnly]::new(2026, 7, 8), '2026-01-01', 5 }
            })
        }

        function New-Row {
            param([Draw] $Draw, [Collections.IDictionary] $Kinds, [switch] $Training)
            $row = [ordered]@{}
            foreach ($name in $Kinds.Keys) {
                $values = if ($Training -or -not $Draw.OneIn(3 * $Kinds.Count)) { Get-Known $Kinds[$name] } else { Get-Any $Kinds[$name] }
                $row[$name] = $Draw.Of($values)
            }

            $row
        }

        # Rows as users have them: objects, dictionaries, lists, and what is no row at all.
        function New-AnyRow {
            param([Draw] $Draw, [Collections.IDictionary] $Kinds, $Inputs)
            if ($Draw.OneIn(12)) { return , $Draw.Of(@($null, 'text', 5, '2.5', @(), @(1), [version]'1.2', [datetime]'2026-01-01', @{}, [pscustomobject]@{}, @(1, 2, 3))) }
            $row = New-Row $Draw $Kinds
            $first = @($Kinds.Keys)[0]
            switch ($Draw.Random.Next(10)) {
                0 { $row.Remove($first); [pscustomobject]$row }
                1 { $other = @{}; foreach ($name in $row.Keys) { $other[$name.ToUpperInvariant()] = $row[$name] }; $other }
                2 { , @($(foreach ($input in $Inputs) { if ($row.Contains($input)) { , $row[$input] } else { 3 } })) }
                3 { $row }
                4 { $row.Prediction = 'mine'; $row.Extra = 1, 2; $row.Lost = [DBNull]::Value; [pscustomobject]$row }
                5 { [pscustomobject]$row | Add-Member -MemberType ScriptProperty -Name $first -Value { throw 'not readable' } -Force -PassThru }
                6 { if ($Kinds.Contains('When')) { $row['When.Month'] = 4 }; $row[$first.ToLowerInvariant() + '_'] = 1; [pscustomobject]$row }
                7 {
                    $cells = [Data.DataTable]::new().NewRow()
                    foreach ($name in $row.Keys) {
                        $null = $cells.Table.Columns.Add($name, [object])
                        $cells[$name] = if ($null -eq $row[$name]) { [DBNull]::Value } else { $row[$name].PSObject.BaseObject }
                    }
                    , $cells
                }
                default { [pscustomobject]$row }
            }
        }

        function Get-Same {
            param($A, $B, $Tolerance)
            if ($A -is [double] -and $B -is [double]) { return [Math]::Abs($A - $B) -le $Tolerance * [Math]::Max(1.0, [Math]::Abs($A)) }
            if ($A -is [array]) { return $A.Length -eq $B.Length -and -not (0..($A.Length - 1)).Where({ -not (Get-Same $A[$_] $B[$_] $Tolerance) }) }
            $A.GetType() -eq $B.GetType() -and $A -ceq $B
        }

        # What the rows are answered with: for each its new properties, or the error.
        function Get-Answer {
            param($Predicted, $Faults)
            foreach ($row in $Predicted) {
                $answer = [ordered]@{}
                $row.PSObject.Properties.Where({ $_.Name -match '^(Prediction|Probability|OutOfRange)(_|$)' }).ForEach({ $answer[$_.Name] = $_.Name -eq 'OutOfRange' ? "$($_.Value)" : $_.Value })
                $answer.Names = $(if ($row -is [Management.Automation.PSCustomObject]) { $row.PSObject.Properties.Name -join '|' } else { '' })
                $answer
            }
            foreach ($fault in $Faults) {
                @{ Id = $fault.FullyQualifiedErrorId.Split(',')[0]; Message = $fault.Exception.Message; Category = $fault.CategoryInfo.Category; Target = "$($fault.TargetObject | Where-Object { $_ -isnot [PSBackprop.Network] })" }
            }
        }

        function Test-Script {
            param($Network, [scriptblock] $NewRows)
            $tolerance = if ($Network.Precision -eq 'Single') { 2e-4 } else { 1e-12 }
            $Network.Name = 'Exported'
            $Network | Export-Network TestDrive:/exported.ps1
            . TestDrive:/exported.ps1
            $here = @(& $NewRows | Get-Prediction -Network $Network -Append -ErrorVariable hereFaults -ErrorAction SilentlyContinue)
            $rows = @(& $NewRows)
            $there = @(& {
                    Set-StrictMode -Version Latest
                    $rows | Get-ExportedPrediction -ErrorVariable thereFaults -ErrorAction SilentlyContinue
                    Set-Variable thereFaults $thereFaults -Scope 1
                })
            $expected = @(Get-Answer $here $hereFaults)
            $actual = @(Get-Answer $there $thereFaults)
            $actual.Count | Should -Be $expected.Count
            ($actual | Where-Object Id).Message | Should -Be ($expected | Where-Object Id).Message
            for ($i = 0; $i -lt $expected.Count; $i++) {
                ($actual[$i].Keys | Sort-Object) | Should -Be ($expected[$i].Keys | Sort-Object)
                foreach ($key in $expected[$i].Keys) {
                    $because = "answer $i has '$($expected[$i][$key])' for $key in the module and '$($actual[$i][$key])' in the script"
                    Get-Same $expected[$i][$key] $actual[$i][$key] $tolerance | Should -BeTrue -Because $because
                }
            }
            [pscustomobject]@{ Answered = $here.Count; Refused = $hereFaults.Count }
        }

        $totals = @{ Answered = 0; Refused = 0 }
    }

    It 'answer every row alike, or refuse it in the same words (network <_>)' -ForEach (1..40) {
        $seed = $_
        $draw = [Draw]::new($seed)
        $kinds = [ordered]@{}
        foreach ($kind in $draw.Random.GetItems([string[]]('Number', 'Boolean', 'Category', 'Date', 'Number', 'Category', 'Text', 'Time', 'Day'), $draw.Random.Next(1, 5))) {
            if ($kind -ne 'Date') { $kinds["$kind$($kinds.Count)"] = $kind } elseif (-not $kinds.Contains('When')) { $kinds.When = 'Date' }
        }
        # One format is for all texts, and -DatePart takes all dates that are no texts.
        if (@($kinds.Keys) -like 'Time*') { @($kinds.Keys).Where({ $_ -match '^(Day|When)' }).ForEach({ $kinds.Remove($_) }) }
        $task = $draw.Of(('Number', 'Numbers', 'Class', 'Boolean', 'Booleans', 'Whole', 'Enum'))
        $culture = $draw.Of(('', '', 'de-DE', 'fr-FR', 'en-US', 'de-CH'))
        $policy = $draw.Of(('Error', 'Mean', 'Median', 'Drop'))
        $rows = foreach ($i in 1..30) {
            $row = New-Row $draw $kinds -Training
            $first = @($kinds.Keys)[0]
            if ($policy -ne 'Error' -and $kinds[$first] -ne 'Date' -and $i -gt 5 -and $draw.OneIn(6)) { $row[$first] = $null }
            switch ($task) {
                Number { $row.Y = 1000 + $i }
                Numbers { $row.Y = 1000 + $i; $row.Z = $i / 7 }
                Class { $row.Y = ('it''s', "q$([char]0x2019)", 'r')[$i % 3] }
                Boolean { $row.Y = $i % 2 -eq 0 }
                Booleans { $row.Y = $i % 2 -eq 0; $row.Z = $i % 3 -eq 0 }
                Whole { $row.Y = $i % 3 }
                Enum { $row.Y = [DayOfWeek]($i % 2) }
            }
            [pscustomobject]$row
        }
        $target = 'Y', 'Z' | Where-Object { $rows[0].PSObject.Properties[$_] }
        $given = @{ Y = if ($task -like 'Number*') { 'Numeric' } elseif ($task -like 'Boolean*') { 'Boolean' } else { 'Categorical' } }
        foreach ($name in @($kinds.Keys) -like 'Category*') { $given[$name] = 'Categorical' }
        foreach ($name in @($kinds.Keys) -like 'Text*') { $given[$name] = 'Text' }
        foreach ($name in @($kinds.Keys) -match '^(Time|Day)') { $given[$name] = 'Date' }
        $format = if (@($kinds.Keys) -like 'Day*') { @{ DateFormat = 'dd.MM.yyyy HH:mm' } } else { @{} }
        if ($kinds.Contains('When')) { $format.DatePart = $draw.Random.GetItems([string[]][enum]::GetNames([PSBackprop.DatePart]), 3) | Select-Object -Unique }
        $data = $rows | ConvertTo-Dataset -Target $target -Missing $policy -Kind $given -Culture $culture @format
        $settings = @{
            FeatureScaling = $draw.Of(('Standard', 'MinMax', 'None', 'Robust'))
            TargetScaling = $draw.Of(('Standard', 'MinMax', 'None'))
            UnknownCategory = $draw.Of(('Error', 'Zero'))
            Precision = $draw.Of(('Single', 'Double'))
            TextBit = $draw.Of((1, 6, 11))
            HiddenLayer = @{ Units = 3; Activation = $draw.Of([enum]::GetNames([PSBackprop.Activation]).Where({ $_ -ne 'Softmax' })) }, @{ Kind = 'BatchNormalization' }
            Seed = $seed
        }
        if ($task -in 'Boolean', 'Enum', 'Booleans') { $settings.OutputActivation = $draw.Of($(if ($task -eq 'Booleans') { 'Sigmoid', 'Tanh' } else { 'Sigmoid', 'Tanh', 'Softmax' })) }
        $net = New-Network -Dataset $data @settings -WarningAction SilentlyContinue
        $inputs = $net.Columns.Input.Name
        $outcome = Test-Script $net {
            $same = [Draw]::new(1000 + $seed)
            foreach ($i in 1..60) { , (New-AnyRow $same $kinds $inputs) }
        }
        $totals.Answered += $outcome.Answered
        $totals.Refused += $outcome.Refused
    }

    It 'were asked about rows of both sorts' {
        $totals.Answered | Should -BeGreaterThan 800
        $totals.Refused | Should -BeGreaterThan 400
    }

    It 'answer rows of plain numbers alike (<Precision>, <Output>)' -ForEach @(
        @{ Precision = 'Double'; Layer = 3, 4, 1; Output = 'Linear' }
        @{ Precision = 'Single'; Layer = 3, 4, 2; Output = 'Tanh' }
        @{ Precision = 'Double'; Layer = 3, 4, 3; Output = 'Softmax' }
        @{ Precision = 'Single'; Layer = 1, 2; Output = 'Softmax' }
    ) {
        $net = New-Network $Layer -OutputActivation $Output -Precision $Precision -Seed 1
        $null = Test-Script $net {
            $draw = [Draw]::new(7)
            foreach ($i in 1..80) {
                if ($draw.OneIn(6)) { , $draw.Of(@($null, 'text', 5, '2.5', @(), @(1), @{ a = 1 }, [pscustomobject]@{ a = 1 }, @(1, 2))) }
                else { , @($(foreach ($j in 1..$Layer[0]) { if ($draw.OneIn(20)) { , $draw.Of((Get-Any Number)) } else { , $draw.Of((1, 2.5, '3', '-1e-3')) } })) }
            }
        }
    }
}
