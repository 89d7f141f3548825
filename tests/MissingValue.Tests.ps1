BeforeAll {
    . $PSScriptRoot/common.ps1

    # Texts that stand for a missing value, some that nearly do, and some that are values.
    $texts = @(
        foreach ($marker in 'NA', 'N/A', 'NaN', 'null', '?') { $marker; $marker.ToLowerInvariant(); $marker.ToUpperInvariant(); " $marker"; "$marker`t" }
        '', ' ', "`t", "$([char]0xA0)", '-', 'none', 'nil', 'N / A', 'NA.', '??', 'NULL!', '(null)', '#N/A', '1', '0', '2.5', 'true', 'False', 'red', 'blue'
    ) | Select-Object -Unique
    $columns = [ordered]@{ Numeric = 1, 2, 4, 5.5; Boolean = 'True', 'False', 'False', 'True'; Categorical = 'red', 'blue', 'red', 'blue'; Text = 'a red one', 'blue', 'red', 'a blue' }

    # Rows to learn from: all values, and one that is missing.
    function Get-TrainingRow([string] $Kind) {
        foreach ($value in @($columns[$Kind]) + $null) { [pscustomobject]@{ X = $value; Y = $(if ($null -eq $value) { 9 } else { 1 }) } }
    }

    function Get-Table([object[]] $Value) {
        $table = [Data.DataTable]::new()
        $null = $table.Columns.Add('X', [string])
        $null = $table.Columns.Add('Y', [double])
        foreach ($x in $Value) { $null = $table.Rows.Add($(if ($null -eq $x) { [DBNull]::Value } else { [string]$x }), 1.0) }
        , $table
    }

    # What the last row of a dataset is: missing, refused or a value.
    function Get-Outcome([scriptblock] $Dataset) {
        try { if ($null -eq (& $Dataset).Feature[0].Item($columns.Numeric.Count)) { 'missing' } else { 'value' } } catch { 'refused' }
    }

    function Get-PredictionOutcome([scriptblock] $Call, [object] $Absent) {
        try { if ("$(& $Call | Get-Bit)" -eq "$Absent") { 'missing' } else { 'value' } } catch { 'refused' }
    }

    function Get-Quoted($Value) { '"{0}"' -f "$Value".Replace('"', '""') }

    $rows = foreach ($i in 0..39) {
        [pscustomobject]@{
            Age = $(if ($i % 5 -ne 3) { $i })
            Town = $(if ($i % 7 -ne 2) { 'Aa', 'Bb', 'Cc' | Select-Object -Index ($i % 3) })
            Open = $(if ($i % 6 -ne 1) { $i % 2 -eq 0 })
            Full = $i
            Price = 10 + $i % 5
        }
    }
    $data = $rows | ConvertTo-Dataset -Target Price -Missing Median
    $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 5 -WarningAction Ignore
}

Describe 'A text that stands for a missing value' {
    It 'does so in import, training and prediction alike (<_>)' -ForEach 'Numeric', 'Boolean', 'Categorical', 'Text' {
        $kind = $_
        $given = @{ Target = 'Y'; Kind = @{ X = $kind }; Missing = 'Median' }
        $training = Get-TrainingRow $kind
        $known = New-Network -Dataset ($training | ConvertTo-Dataset @given) -Seed 3
        $known.Columns.Input[0].HasMissingUnit | Should -BeTrue
        $absent = [pscustomobject]@{ X = $null } | Get-Prediction -Network $known -Raw | Get-Bit
        $path = "$TestDrive/$kind.csv"
        $strict = @{ WarningAction = 'Ignore'; ErrorAction = 'Stop' }
        $seen = @{}
        foreach ($text in $texts) {
            $row = [pscustomobject]@{ X = $text; Y = 1 }
            $all = @($columns[$kind]) + $text
            'X,Y', ($all | ForEach-Object { "$(Get-Quoted $_),1" }) | Set-Content $path -Encoding utf8
            $outcomes = [ordered]@{
                File = Get-Outcome { Import-Dataset $path @given @strict }
                Objects = Get-Outcome { @($training[0..3]) + $row | ConvertTo-Dataset @given @strict }
                Table = Get-Outcome { , (Get-Table $all) | ConvertTo-Dataset @given @strict }
                Piped = Get-PredictionOutcome { $row | Get-Prediction -Network $known -Raw @strict } $absent
                Hashtable = Get-PredictionOutcome { @{ X = $text } | Get-Prediction -Network $known -Raw @strict } $absent
                List = Get-PredictionOutcome { , @(, $text) | Get-Prediction -Network $known -Raw @strict } $absent
                All = Get-PredictionOutcome { Get-Prediction -Network $known -InputData @($row) -Raw @strict } $absent
                PipedTable = Get-PredictionOutcome { , (Get-Table $text) | Get-Prediction -Network $known -Raw @strict } $absent
                AllTable = Get-PredictionOutcome { Get-Prediction -Network $known -InputData (Get-Table $text) -Raw @strict } $absent
            }
            $told = $outcomes.GetEnumerator().ForEach({ "$($_.Key) $($_.Value)" }) -join ', '
            $outcomes.Values | Select-Object -Unique | Should -HaveCount 1 -Because "'$text' is: $told"
            $seen[$outcomes.File]++
        }
        $seen.missing | Should -Be $(if ($kind -in 'Categorical', 'Text') { 4 } else { $texts.Count - $seen.value - $seen.refused })
        $seen.missing | Should -BeGreaterThan 3
    }
}

Describe 'A column that is missing throughout' {
    BeforeAll { $of = @{ Numeric = 1, 2.5, 3; Boolean = $true, $false, $true; Categorical = 'a', 'b', 'a'; Date = '2026-01-01', '2026-01-03', '2026-02-01'; Text = 'a b', 'c', 'd' } }

    It 'is there if its kind was given, for a network that knows what stands for it: <_>' -ForEach 'Numeric', 'Boolean', 'Categorical', 'Date', 'Text' {
        $kind = @{ a = $_ }
        $rows = foreach ($i in 0..8) { [pscustomobject]@{ a = $of[$_][$i % 3]; b = $i; y = $i / 2 } }
        $net = New-Network -Dataset ($rows | ConvertTo-Dataset -Target y -Missing Mean -Kind $kind) -TextBit 4 -Seed 1
        $asked = [pscustomobject]@{ a = $null; b = 1 }
        $expected = $asked | Get-Prediction -Network $net -Raw | Get-Bit
        $data = $asked | ConvertTo-Dataset -Missing Mean -Kind $kind -WarningVariable told -WarningAction SilentlyContinue
        $data.Feature.Name | Should -Be 'a', 'b'
        "$told" | Should -BeLike "Column 'a' has no value in any row. A network built from the data does without it."
        Get-Prediction -Network $net -InputData $data -Raw | Get-Bit | Should -Be $expected
        'a,b', ',1' | Set-Content "$TestDrive/throughout.csv"
        $file = Import-Dataset "$TestDrive/throughout.csv" -Missing Median -Kind $kind -WarningAction Ignore
        Get-Prediction -Network $net -InputData $file -Raw | Get-Bit | Should -Be $expected

        # Training on such rows keeps what the network knows of the column.
        $before = $net.Columns.Input[0].Missing
        $more = 1..4 | ForEach-Object { [pscustomobject]@{ a = $null; b = $_; y = $_ } }
        $null = $net | Invoke-Training -InputObject $more -Epoch 1 -WarningAction Ignore
        $net.Columns.Input[0].Missing | Should -Be $before

        # A network is not made with it.
        (New-Network -Dataset ($more | ConvertTo-Dataset -Target y -Missing Mean -Kind $kind -WarningAction Ignore)).Columns.Input.Name | Should -Be 'b'
    }

    It 'is named as left out where it is needed' {
        $net = New-Network -Dataset (1..4 | ForEach-Object { @{ a = $_; b = $_ / 2; y = $_ / 4 } } | ConvertTo-Dataset -Target y -Missing Mean) -Seed 1
        $data = [pscustomobject]@{ a = $null; b = 1 } | ConvertTo-Dataset -Missing Mean -WarningAction Ignore
        { Get-Prediction -Network $net -InputData $data } | Should -Throw "*no column 'a', which is needed: it was left out*-Kind*" -ErrorId 'ColumnMissing,*'
        $dropped = [pscustomobject]@{ a = $null; b = 1 } | ConvertTo-Dataset -Missing Drop -Kind @{ a = 'Numeric' } -WarningAction Ignore
        $dropped.Feature.Name | Should -Be 'b'
    }
}

Describe 'A text to be read that is empty' {
    BeforeAll {
        $kind = @{ Kind = @{ D = 'Text' }; Target = 'Y' }
        $tickets = 'the printer', '', 'a server', $null, '  ', 'no disk' | ForEach-Object { [pscustomobject]@{ D = $_; Y = "$_".Length } }
        $empty = '', $null, ' ' | ForEach-Object { [pscustomobject]@{ D = $_; Y = 1 } }
        function Get-Fault($Asked, $Network) {
            $null = $Asked | Get-Prediction -Network $Network -ErrorVariable faults -ErrorAction SilentlyContinue
            $faults.ForEach({ $_.FullyQualifiedErrorId.Split(',')[0] })
        }
    }

    It 'is refused where every row has to have a value, by the network and its script, too' {
        foreach ($row in $empty) { { $row | ConvertTo-Dataset @kind } | Should -Throw -ErrorId 'ValueMissing,*' }
        $net = New-Network -Dataset ($tickets.Where({ "$($_.D)".Trim() }) | ConvertTo-Dataset @kind) -TextBit 5 -Seed 1
        Get-Fault $empty $net | Should -Be @('ValueMissing', 'ValueMissing', 'ValueMissing')
        $net | Export-Network TestDrive:/strict.ps1
        . TestDrive:/strict.ps1
        $null = $empty | Get-StrictPrediction -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults.FullyQualifiedErrorId | Should -BeLike 'ValueMissing,*'
        $faults | Should -HaveCount 3
    }

    It 'is left out with -Missing Drop' {
        ($tickets | ConvertTo-Dataset @kind -Missing Drop).Count | Should -Be 3
    }

    It 'has no words with -Missing Mean, and the unit that tells of it; the file keeps that' {
        $net = New-Network -Dataset ($tickets | ConvertTo-Dataset @kind -Missing Mean) -TextBit 5 -Seed 1
        $net.InputSize | Should -Be 33
        $net.Columns.Input[0].HasMissingUnit | Should -BeTrue
        $net | Export-Network TestDrive:/open.json
        $net | Export-Network TestDrive:/open.ps1
        . TestDrive:/open.ps1
        $here = $empty | Get-Prediction -Network $net -Raw | Get-Bit | Select-Object -Unique
        $here | Should -HaveCount 1
        $empty | Get-Prediction -Network (Import-Network TestDrive:/open.json) -Raw | Get-Bit | Select-Object -Unique | Should -Be $here
        ($empty | Get-OpenPrediction).Prediction | Select-Object -Unique | Should -HaveCount 1
        Get-Fault @([pscustomobject]@{ D = 1, 2 }) $net | Should -Be 'ValueNotUnderstood'
        { [pscustomobject]@{ D = 1, 2; Y = 1 } | ConvertTo-Dataset @kind } | Should -Throw -ErrorId 'ValueNotUnderstood,*'
    }
}

Describe 'A feature with missing values in training' {
    It 'takes one input more, its last, which tells of them' {
        $net.Columns.Input.HasMissingUnit | Should -Be ($true, $true, $true, $false)
        $net.Columns.Input.Width | Should -Be (2, 4, 2, 1)
        $net.Columns.Output.HasMissingUnit | Should -BeFalse
        $net.InputSize | Should -Be 9
        $net.Columns.MissingPolicy | Should -Be Median
    }

    It 'has 1 there where the value is missing, beside what stands for it, and 0 elsewhere' {
        # With no hidden layer and no scaling, the weights of the network tell what goes in.
        $sum = New-Network -Dataset $data -HiddenLayer 0 -FeatureScaling None -TargetScaling None -Seed 1
        $weight = $sum.Layers[0].Weights
        $open = [pscustomobject]@{ Age = 3; Town = 'Bb'; Open = $true; Full = 2 } | Get-Prediction -Network $sum -Raw
        $open[0] | Should -BeExactly (3 * $weight[0, 0] + $weight[3, 0] + $weight[6, 0] + 2 * $weight[8, 0])
        $none = [pscustomobject]@{ Age = $null; Town = ''; Open = '?'; Full = 2 } | Get-Prediction -Network $sum -Raw
        $age, $town, $state = $sum.Columns.Input[0..2].Missing
        $expected = $age * $weight[0, 0] + $weight[1, 0] + $weight[(2 + [int]$town), 0] + $weight[5, 0] + $state * $weight[6, 0] + $weight[7, 0] + 2 * $weight[8, 0]
        [Math]::Abs($none[0] - $expected) | Should -BeLessThan 1e-12
    }

    It 'does not where the dataset leaves rows out or has none, or is made with Error' {
        (New-Network -Dataset ($rows | ConvertTo-Dataset -Target Price -Missing Drop)).Columns.Input.HasMissingUnit | Should -Not -Contain $true
        (New-Network -Dataset ($rows | ConvertTo-Dataset -Target Price -Feature Full -Missing Mean)).Columns.Input.HasMissingUnit | Should -BeFalse
        (New-Network -Dataset ($rows | ConvertTo-Dataset -Target Price -Feature Full)).Columns.MissingPolicy | Should -Be Error
    }

    It 'keeps it in a training on rows without missing values, and in the next' {
        $some = New-Network -Dataset $data -Seed 1
        $whole = $rows | Where-Object { $null -ne $_.Age -and $null -ne $_.Town -and $null -ne $_.Open } | ConvertTo-Dataset -Target Price -Missing Median
        $null = $some | Invoke-Training -Dataset $whole -Epoch 1 -WarningAction Ignore
        $null = $some | Invoke-Training -Dataset $data -Epoch 1 -WarningAction Ignore
        $some.Columns.Input.HasMissingUnit | Should -Be ($true, $true, $true, $false)
    }

    It 'does without it in a network that has no room for it' {
        $sized = New-Network 6, 3, 1 -Seed 1 | Invoke-Training -Dataset $data -Epoch 1 -WarningAction Ignore
        $sized.Columns.Input.HasMissingUnit | Should -Not -Contain $true
        $roomy = New-Network 9, 3, 1 -Seed 1 | Invoke-Training -Dataset $data -Epoch 1 -WarningAction Ignore
        $roomy.Columns.Input.HasMissingUnit | Should -Be ($true, $true, $true, $false)
    }

    It 'gives the same bits piped, as -InputData, as a dataset, and from file and CLIXML' {
        $plain = $rows | Select-Object Age, Town, Open, Full
        $expected = $plain | Get-Prediction -Network $net -Raw | Get-Bit
        Get-Prediction -Network $net -InputData $plain -Raw | Get-Bit | Should -Be $expected
        Get-Prediction -Network $net -InputData $data -Raw | Get-Bit | Should -Be $expected
        $net | Export-Network "$TestDrive/net.json"
        $again = Import-Network "$TestDrive/net.json"
        $again.Columns.MissingPolicy | Should -Be Median
        $again.Columns.Input.HasMissingUnit | Should -Be ($true, $true, $true, $false)
        $plain | Get-Prediction -Network $again -Raw | Get-Bit | Should -Be $expected
        $net | Export-Clixml "$TestDrive/net.clixml"
        $plain | Get-Prediction -Network (Import-Clixml "$TestDrive/net.clixml") -Raw | Get-Bit | Should -Be $expected
    }

    It 'is answered by the script as by the module' {
        $net | Export-Network "$TestDrive/Gap.ps1"
        . "$TestDrive/Gap.ps1"
        $here = $rows | Get-Prediction -Network $net -Append
        $there = $rows | Get-GapPrediction
        for ($i = 0; $i -lt $rows.Count; $i++) { [Math]::Abs($here[$i].Prediction - $there[$i].Prediction) | Should -BeLessThan 1e-9 }
    }

    It 'is in an ONNX model' {
        $net | Export-Network "$TestDrive/net.onnx"
        $again = Import-Network "$TestDrive/net.onnx"
        $again.Columns.Input.HasMissingUnit | Should -Be ($true, $true, $true, $false)
        $here, $there = $net, $again | ForEach-Object { , ($rows | Get-Prediction -Network $_ -Raw) }
        for ($i = 0; $i -lt $rows.Count; $i++) { [Math]::Abs($here[$i][0] - $there[$i][0]) | Should -BeLessThan 1e-5 }
    }

    It 'is shown with what stands for a missing value' {
        $net.Columns.Input | Out-String -Width 120 | Should -BeLike '*Width*Missing*Age * 2 *19.5*Town * 4 *Aa *Open * 2 *True *'
        $net.Columns.Input[0] | Format-List | Out-String | Should -BeLike '*Missing *: 19.5*HasMissingUnit *: True*'
        $net.Columns | Out-String | Should -BeLike '*MissingPolicy *: Median*'
    }

    It 'is refused in files where it cannot be' {
        $net | Export-Network "$TestDrive/good.json"
        $text = Get-Content "$TestDrive/good.json" -Raw
        foreach ($bad in @(
                ($text -replace '"missingUnit": true', '"missingUnit": "yes"')
                ($text -replace '"missingUnit": true', '"missingUnit": 1')
                ([regex]::new('"missingUnit": true').Replace($text, '"missingUnit": false', 1))
                ($text -replace '"name": "Price",', '"name": "Price", "missingUnit": true,')
                ($text -replace '"missingPolicy": "median"', '"missingPolicy": "guess"')
            )) {
            $bad | Should -Not -BeExactly $text
            Set-Content "$TestDrive/bad.json" $bad
            { Import-Network "$TestDrive/bad.json" -ErrorAction Stop } | Should -Throw -ErrorId 'FileContent,*'
        }
    }
}
