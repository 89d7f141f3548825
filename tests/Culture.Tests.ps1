BeforeAll {
    . $PSScriptRoot/common.ps1

    function Invoke-InCulture {
        param([string] $Culture, [scriptblock] $Script)
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            # And of every other thread of the process.
            [cultureinfo]::DefaultThreadCurrentCulture = $Culture
            & $Script
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
            [cultureinfo]::DefaultThreadCurrentCulture = $null
        }
    }

    # Names, kinds, categories and values to the last bit, in words that no culture changes.
    function Get-Told($Dataset) {
        foreach ($column in @($Dataset.Feature) + $Dataset.Target) {
            $values = for ($row = 0; $row -lt $Dataset.Count; $row++) {
                $value = $column[$row]
                $null -eq $value ? '-' : $value -is [IFormattable] ? $value.ToString(($value -is [double] ? 'R' : $null), [cultureinfo]::InvariantCulture) : "$value"
            }
            "$($column.Name) ($($column.Kind) $($column.Categories -join ', ')): $($values -join '|')".Replace("`r", '\r').Replace("`n", '\n')
        }

        $Dataset.Findings
    }
}

Describe 'In the culture <_>' -ForEach 'de-DE', 'fr-FR', 'tr-TR', 'ar-SA', '' {
    It 'reads the same numbers and writes the same file' {
        $work = {
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).json"
            New-Network 2, @{ units = 3; activation = 'silu' }, 1 -Seed 1 |
                Invoke-Training -InputData @(('0.5', '-1e-1'), ('1.25', 0)) -TargetData '0.5', '1' -Epoch 3 |
                Export-Network $file
            (Import-Network $file).ParameterCount

            # The time is that of the training.
            (Get-Content $file -Raw) -replace '"time": "[^"]*"'
        }
        $expected = Invoke-InCulture en-US $work
        Invoke-InCulture $_ $work | Should -BeExactly $expected
    }

    It 'takes no comma for a decimal point' {
        { Invoke-InCulture $_ { New-Network 2, 1 | Get-Prediction -InputData @(, ('1,5', 0)) } } | Should -Throw -ErrorId 'NotANumber,*'
    }
}

Describe 'Numbers as a culture writes them' {
    BeforeAll {
        $numbers = -1234.5, 1234.5, -0.25, 7, -99999.99, -1e-7, 1e21, -1e300

        function Get-Written([cultureinfo] $Culture) {
            foreach ($number in $numbers) {
                if ([Math]::Abs($number) -lt 1e6 -and [Math]::Round($number, 2) -eq $number) { [pscustomobject]@{ Number = $number; Text = $number.ToString('N2', $Culture) } }
                [pscustomobject]@{ Number = $number; Text = $number.ToString('R', $Culture) }
            }
        }
    }

    It 'are read with -Culture, whatever its minus is, in all cultures' {
        $cultures = [cultureinfo]::GetCultures('SpecificCultures')
        [Linq.Enumerable]::Distinct([string[]]$cultures.NumberFormat.NegativeSign) | Should -HaveCount 7
        $wrong = foreach ($culture in $cultures) {
            $written = Get-Written $culture
            try {
                $column = ($written | ConvertTo-Dataset -Feature Text -Culture $culture -Kind @{ Text = 'Numeric' }).Feature[0]
                for ($i = 0; $i -lt $written.Count; $i++) { if ($column[$i] -ne $written[$i].Number) { "$culture read '$($written[$i].Text)' as $($column[$i])" } }
            }
            catch { "$culture $_" }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'are read by an exported script: <_>' -ForEach 'sv-SE', 'fi-FI', 'hr-HR', 'lt-LT', 'nb-NO', 'he-IL', 'ar-SA', 'fa-IR', 'pa-Arab-PK', 'ckb-IQ', 'de-CH', 'en-IN' {
        $written = Get-Written $_
        $rows = $written | Select-Object Text, @{ n = 'Y'; e = { 1 + [Math]::Sign($_.Number) } }
        $net = New-Network -Dataset ($rows | ConvertTo-Dataset -Target Y -Culture $_) -FeatureScaling Robust -HiddenLayer 0 -Seed 1
        $net | Export-Network TestDrive:/signs.ps1
        . TestDrive:/signs.ps1
        $asked = @($written.Text) + '-5', '+5', "$([char]0x2212)5", "$([char]0x200E)-5", '5-', '--5', "5$([char]0x2212)" | ForEach-Object { [pscustomobject]@{ Text = $_ } }
        $here = @($asked | Get-Prediction -Network $net -WarningAction Ignore -ErrorVariable hereFaults -ErrorAction SilentlyContinue)
        $there = @($asked | Get-SignsPrediction -ErrorVariable thereFaults -ErrorAction SilentlyContinue)
        "$thereFaults" | Should -BeExactly "$hereFaults"
        $there.Count | Should -Be ($asked.Count - 3)
        for ($i = 0; $i -lt $here.Count; $i++) { [Math]::Abs($there[$i].Prediction - $here[$i].Value) | Should -BeLessThan 1e-12 }
    }
}

Describe 'A messy file' {
    BeforeAll {
        $cultures = 'en-US', 'de-DE', 'tr-TR', 'ar-SA', ''
        $path = Join-Path $TestDrive messy.csv

        # What is read from a text, which has to be the same in each culture; a refusal is told by its message.
        function Get-Read([string] $Text, [hashtable] $Given, [Text.Encoding] $Encoding = [Text.UTF8Encoding]::new($true)) {
            [IO.File]::WriteAllText($path, $Text, $Encoding)
            $read = foreach ($culture in $cultures) {
                (Invoke-InCulture $culture { try { Get-Told (Import-Dataset $path @Given -ErrorAction Stop -WarningAction Ignore) } catch { "$_" } }) -join "`n"
            }
            # What is proposed for numbers of another notation is the session's own culture where that would do.
            $read -replace '\b(de-DE|tr-TR)\b', '…' | Select-Object -Unique | Should -HaveCount 1
            $read[0] -split "`n"
        }
    }

    It 'with a mark, quotes, line breaks in quotes, CRLF and markers of missing values is the same in every culture' {
        $text = "INFO,`"Na`"`"me`",`"Big, size`",IsOpen,Y`r`n" +
            "1.5,`"two`r`nlines`",-1e-3,TRUE,1`r`n" +
            "NA,`"a, `"`"b`"`"`",1e+12,fALSE,2`r`n" +
            "`"2`",ı,n/a,,2.25`r`n`r`n" +
            "nan,I, 7 ,true,3`r`n" +
            ".5,i,NULL,False,4`r`n" +
            "  ,İ,-0,?,5"
        $told = Get-Read $text @{ Target = 'y'; Missing = 'Mean' }
        $told | Should -BeExactly @(
            'INFO (Numeric ): 1.5|-|2|-|0.5|-'
            'Na"me (Categorical two\r\nlines, a, "b", ı, I, i, İ): two\r\nlines|a, "b"|ı|I|i|İ'
            'Big, size (Numeric ): -0.001|1000000000000|-|7|-|-0'
            'IsOpen (Boolean False, True): True|False|-|True|False|-'
            'Y (Numeric ): 1|2|2.25|3|4|5'
        )
        foreach ($encoding in [Text.Encoding]::Unicode, [Text.Encoding]::BigEndianUnicode, [Text.UTF8Encoding]::new($false)) {
            Get-Read $text @{ Target = 'Y'; Missing = 'Mean' } $encoding | Should -BeExactly $told
        }

        # Names count without regard to case by no culture's rules: the Turkish i is another letter.
        Get-Read $text @{ Target = 'y'; Feature = 'inFo', 'Is*'; Exclude = 'İSOPEN*', 'isopen'; Kind = @{ iNFO = 'Categorical' } } |
            Should -BeLike "*-Exclude 'İSOPEN`*' matches no column*"
        Get-Read $text @{ Target = 'y'; Feature = 'inFo', 'IS*'; Missing = 'Mean'; Kind = @{ iNFO = 'Categorical' } } | Should -BeExactly @(
            'INFO (Categorical 1.5, NA, 2, nan, .5): 1.5|NA|2|nan|.5|-'
            'IsOpen (Boolean False, True): True|False|-|True|False|-'
            'Y (Numeric ): 1|2|2.25|3|4|5'
        )
    }

    It 'of dates in several forms, with and without a format, is the same in every culture' {
        $iso = "When;Y`n2026-01-31;1`n2026-02-28T13:45;2`n2026-03-01 07:08:09.5;3`n2026-05-06T00:00:00+02:00;4`nNA;5`n2024-02-29 23:59Z;6`n"
        Get-Read $iso @{ Target = 'Y'; Delimiter = ';'; Missing = 'Median' } | Should -BeExactly @(
            'When (Date ): 01/31/2026 00:00:00|02/28/2026 13:45:00|03/01/2026 07:08:09|05/06/2026 00:00:00|-|02/29/2024 23:59:00'
            'Y (Numeric ): 1|2|3|4|5|6'
        )
        Get-Read "$($iso)31.01.2026;7`n" @{ Target = 'Y'; Delimiter = ';'; Missing = 'Median' } | Should -BeLike "Row 7 (line 8), column 'When' is '31.01.2026'*-DateFormat*"
        foreach ($form in @(
                @{ Text = '31.01.2026', '05.02.2026'; Culture = 'de-DE'; DateFormat = 'dd.MM.yyyy'; Read = '01/31/2026', '02/05/2026' }
                @{ Text = '"5. März 2026"', '6. Mai 2026'; Culture = 'de-DE'; DateFormat = 'd. MMMM yyyy'; Read = '03/05/2026', '05/06/2026' }
                @{ Text = '5 Ocak 2026', '6 KASIM 2026'; Culture = 'tr-TR'; DateFormat = 'd MMMM yyyy'; Read = '01/05/2026', '11/06/2026' }
            )) {
            Get-Read "When;Y`n$($form.Text[0]);1`n$($form.Text[1]);2`n" @{ Target = 'Y'; Delimiter = ';'; Culture = $form.Culture; DateFormat = $form.DateFormat } |
                Should -BeExactly "When (Date ): $($form.Read[0]) 00:00:00|$($form.Read[1]) 00:00:00", 'Y (Numeric ): 1|2'
        }
    }

    It 'of German numbers is the same in every culture, with -Culture and without' {
        $text = "A;B;Y`n1.234,5;12;1,5`n-0,25;1.234.567;2`n;7;3,25e1`nNA;8;4`n"
        $german = @{ Target = 'Y'; Delimiter = ';'; Missing = 'Mean'; Culture = 'de-DE' }
        Get-Read $text $german | Should -BeExactly 'A (Numeric ): 1234.5|-0.25|-|-', 'B (Numeric ): 12|1234567|7|8', 'Y (Numeric ): 1.5|2|32.5|4'
        $german.Remove('Culture')
        Get-Read $text $german | Should -BeLike "Row 2 (line 3), column 'B' is '1.234.567', but*-Culture de-DE*"
        $german.Exclude = 'B'
        (Get-Read $text $german)[0] | Should -BeExactly 'A (Categorical 1.234,5, -0,25, NA): 1.234,5|-0,25|-|NA'
    }

    It 'of 2,000 columns is the same in every culture' {
        $random = [Random]::new(1)
        $names = 0..1999 | ForEach-Object { "Column I$_" }
        $lines = foreach ($row in 0..7) {
            $fields = foreach ($column in 0..1999) {
                if ($row -gt 0 -and $random.Next(9) -eq 0) { '' }
                elseif ($column % 4 -eq 0) { $random.Next(100) / 8 }
                elseif ($column % 4 -eq 1) { '"i{0}"' -f $random.Next(3) }
                elseif ($column % 4 -eq 2) { 'true', 'FALSE' | Select-Object -Index $random.Next(2) }
                else { '2026-0{0}-11' -f $random.Next(1, 9) }
            }
            $fields.ForEach({ "$_" }) -join ','
        }
        $told = Get-Read "$($names -join ',')`r`n$($lines -join "`r`n")" @{ Target = 'column i1996'; Exclude = '*7'; Missing = 'Drop' }
        $told | Should -HaveCount 1800
        $told[-1] | Should -BeExactly "Column I1996 (Numeric ): $($lines[0].Split(',')[1996])"
        $told[3] | Should -BeExactly "Column I3 (Date ): $($lines[0].Split(',')[3] -replace '(\d+)-(\d+)-(\d+)', '$2/$3/$1') 00:00:00"
    }
}
