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

    It 'completes column names from the header, quoted where needed' {
        'plain,two words', '1,2' | Set-Content TestDrive:/words.csv
        $line = "Import-Dataset '$((Resolve-Path TestDrive:/words.csv).ProviderPath)' -Target "
        $found = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
        $found | Should -Be 'plain', "'two words'"
    }
}
