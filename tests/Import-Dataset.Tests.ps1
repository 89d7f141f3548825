BeforeAll {
    . $PSScriptRoot/common.ps1
    $iris = Join-Path $module Data iris.csv
}

Describe 'Import-Dataset' {
    It 'reads a file into features and targets' {
        $data = Import-Dataset $iris -Target Species
        $data | Should -BeOfType PSBackprop.Dataset
        $data.Count | Should -Be 150
        $data.Feature.Name | Should -Be 'SepalLength', 'SepalWidth', 'PetalLength', 'PetalWidth'
        $data.Target.Categories | Should -Be 'setosa', 'versicolor', 'virginica'
    }

    It 'takes wildcards for columns' {
        (Import-Dataset $iris -Feature Petal* -Target Spec*).Feature.Name | Should -Be 'PetalLength', 'PetalWidth'
    }

    It 'names the columns when one is not there' {
        { Import-Dataset $iris -Target Kind -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnPatternEmpty,*' -ExpectedMessage "*'SepalLength'*"
    }

    It 'hints at the delimiter when the whole header is one column' {
        'a;b', '1;2' | Set-Content TestDrive:/semicolon.csv
        { Import-Dataset TestDrive:/semicolon.csv -Target b -ErrorAction Stop } | Should -Throw -ExpectedMessage '*-Delimiter*'
        (Import-Dataset TestDrive:/semicolon.csv -Target b -Delimiter ';').Count | Should -Be 1
    }

    It 'takes kinds that are not left to the values' {
        'zip,y', '12345,1', '54321,2' | Set-Content TestDrive:/zip.csv
        $data = Import-Dataset TestDrive:/zip.csv -Target y -Kind @{ zip = 'Categorical' }
        $data.Feature[0].Categories | Should -Be '12345', '54321'
        { Import-Dataset TestDrive:/zip.csv -Kind @{ zip = 'Odd' } -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnKindUnknown,*'
    }

    It 'goes on with the next file after one that is wrong' {
        'a,y', '1,2' | Set-Content TestDrive:/good.csv
        'a,y', '1' | Set-Content TestDrive:/bad.csv
        $read = Import-Dataset TestDrive:/bad.csv, TestDrive:/good.csv -Target y -ErrorVariable fault -ErrorAction SilentlyContinue
        $read.Count | Should -Be 1
        $fault.FullyQualifiedErrorId | Should -Be 'RaggedLine,PSBackprop.Commands.ImportDatasetCommand'
    }

    It 'refuses names that differ in case at most, wherever they are from' {
        '1,2,3', '4,5,6' | Set-Content TestDrive:/plain.csv
        { Import-Dataset TestDrive:/plain.csv -Header a, A, b -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnTwice*'
        'a,A,b', '4,5,6' | Set-Content TestDrive:/plain.csv
        { Import-Dataset TestDrive:/plain.csv -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnTwice*'
        $row = [Collections.Generic.Dictionary[string, object]]::new()
        $row['a'], $row['A'] = 1, 2
        { $row | ConvertTo-Dataset -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnTwice*'
    }

    It 'reads a pipe, which can be read only once' -Skip:$IsWindows {
        $pipe = Join-Path $TestDrive pipe
        mkfifo $pipe
        $writer = Start-Job { [IO.File]::WriteAllText($using:pipe, "a,b`n1,2`n3,4`n") }
        (Import-Dataset $pipe).Count | Should -Be 2
        $writer | Wait-Job | Remove-Job
    }

    It 'reads the encodings that PowerShell names, and says where a file is in another' {
        $file = Join-Path $TestDrive latin.csv
        [IO.File]::WriteAllBytes($file, [Text.Encoding]::Latin1.GetBytes("k,y`nKäse,1`nKöse,2`n"))
        { Import-Dataset $file -Target y -ErrorAction Stop } | Should -Throw -ErrorId 'TextNotDecoded,*' -ExpectedMessage 'Line 2 of*E4 at offset 5*-Encoding*'
        foreach ($encoding in 1252, '28591', 'iso-8859-1', [Text.Encoding]::Latin1) { (Import-Dataset $file -Target y -Encoding $encoding).Rows.k | Should -Be 'Käse', 'Köse' }
        foreach ($encoding in 'unicode', 'bigendianunicode', 'utf32', 'utf8BOM', 'utf8') {
            "k,y`nKäse,1`nKöse,2`n" | Set-Content $file -Encoding $encoding
            (Import-Dataset $file -Target y).Rows.k | Should -Be 'Käse', 'Köse'
            (Import-Dataset $file -Target y -Encoding $encoding).Count | Should -Be 2
        }
        { Import-Dataset $file -Encoding klingon } | Should -Throw -ErrorId '*Import*'
    }

    It 'gives the same columns in every culture of the session, and with -Culture reads decimal commas' {
        $german = "t;k;y`n12,5;x;1,5`n1.234,5;y;2`n"
        $german | Set-Content TestDrive:/german.csv
        $before = [cultureinfo]::CurrentCulture
        try {
            $seen = foreach ($culture in 'en-US', 'de-DE', 'tr-TR') {
                [cultureinfo]::CurrentCulture = $culture
                $plain = Import-Dataset TestDrive:/german.csv -Delimiter ';' -Target y -WarningAction SilentlyContinue -WarningVariable warning
                $warning | Should -BeLike '*-Culture*'
                $read = Import-Dataset TestDrive:/german.csv -Delimiter ';' -Target y -Culture de-DE
                $sample = Import-Dataset $iris -Target Species
                ($plain, $read, $sample).ForEach({ $_.Feature.Kind; $_.Target.Kind; $_.Target.Categories; $_.Rows[1].PSObject.Properties.Value.ForEach({ [string]$_ }) }) -join '|'
            }
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }

        $seen | Select-Object -Unique | Should -HaveCount 1
        $net = New-Network -Dataset $read -Seed 1
        $net.Columns.Culture | Should -Be 'de-DE'
        $rows = Import-Csv TestDrive:/german.csv -Delimiter ';'
        $number = [pscustomobject]@{ t = 12.5; k = 'x' }
        ($rows[0] | Get-Prediction -Network $net).Value | Should -Be ($number | Get-Prediction -Network $net).Value
        ([pscustomobject]@{ t = '12.5'; k = 'x' } | Get-Prediction -Network $net -Culture '').Value | Should -Be ($number | Get-Prediction -Network $net).Value
        { [pscustomobject]@{ t = '12.5'; k = 'x' } | Get-Prediction -Network $net -ErrorAction Stop } | Should -Throw -ErrorId 'TextInNumericColumn,*' -ExpectedMessage '*-Culture*'
        $net.Name = 'German'
        $net | Export-Network TestDrive:/german.ps1
        . TestDrive:/german.ps1
        foreach ($text in '12,5', '1.234,5', '1.234', '12.5', '-1e2', ' 7 ', 'NA') {
            $row = [pscustomobject]@{ t = $text; k = 'x' }
            $here = $row | Get-Prediction -Network $net -Append -ErrorVariable faultHere -ErrorAction SilentlyContinue
            $there = $row | Get-GermanPrediction -ErrorVariable faultThere -ErrorAction SilentlyContinue
            "$($faultThere | Select-Object -First 1)" | Should -Be "$($faultHere | Select-Object -First 1)"
            if ($here) { [Math]::Abs($here.Prediction - $there.Prediction) | Should -BeLessThan 1e-9 }
        }
    }

    It 'predicts every row of a file with missing markers that it was trained on' {
        "a,s,y`n1,true,1`nNA,false,2`n3,?,4`nnull,TRUE,2`n" | Set-Content TestDrive:/gaps.csv
        $data = Import-Dataset TestDrive:/gaps.csv -Target y -Missing Mean
        $net = New-Network -Dataset $data -Seed 1
        $alone = Import-Csv TestDrive:/gaps.csv | Get-Prediction -Network $net -ErrorAction Stop
        $alone.Value | Should -Be ($net | Get-Prediction -InputData $data).Value
        $net.Columns.MissingMarker | Should -Contain 'NA'
    }

    It 'makes rows when they are asked for, and keeps the dataset from changes to them' {
        $data = Import-Dataset $iris -Target Species
        $first = $data.Rows[0]
        $first.SepalLength = 99
        $data.Rows[0].SepalLength | Should -Be 5.1
        $data.Rows.Count, $data.Rows.Length, @($data.Rows).Count, $data.Rows.SepalWidth.Count | Should -Be 150, 150, 150, 150
        $data.Rows[-1].Species | Should -Be virginica
        $data.Rows[0..9] | Should -HaveCount 10
        $before = [GC]::GetAllocatedBytesForCurrentThread()
        foreach ($i in 1..50) { $null = $data.Rows[$i] }
        [GC]::GetAllocatedBytesForCurrentThread() - $before | Should -BeLessThan 1mb
    }

    It 'completes column names from the header, quoted where needed' {
        'plain,two words', '1,2' | Set-Content TestDrive:/words.csv
        $line = "Import-Dataset '$((Resolve-Path TestDrive:/words.csv).ProviderPath)' -Target "
        $found = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
        $found | Should -Be 'plain', "'two words'"
    }
}
