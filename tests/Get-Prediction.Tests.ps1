BeforeAll {
    . $PSScriptRoot/common.ps1
    $net = New-Network 2, 5, 3 -OutputActivation Softmax -Seed 1
}

Describe 'Get-Prediction' {
    It 'writes one prediction for each row, in order, the same alone and in bulk' {
        $rows = 1..1000 | ForEach-Object { , @(($_ / 100), (1 / $_)) }
        $bulk = @($net | Get-Prediction -InputData $rows)
        $alone = @($rows | Get-Prediction -Network $net)
        $bulk | Should -HaveCount 1000
        ($alone.Output | Get-Bit) | Should -Be ($bulk.Output | Get-Bit)
    }

    It 'names the most probable class of a softmax output' {
        $prediction = $net | Get-Prediction -InputData @(, (1, 2))
        ($prediction.Output | Measure-Object -Sum).Sum | Should -BeGreaterThan 0.999999
        $prediction.Probability | Should -Be ($prediction.Output | Measure-Object -Maximum).Maximum
        $prediction.Output[[int]$prediction.Label] | Should -Be $prediction.Probability
    }

    It 'has no label for other outputs' {
        (New-Network 2, 1 | Get-Prediction -InputData @(, (1, 2))).Label | Should -BeNullOrEmpty
    }

    It 'writes plain numbers with -Raw' {
        $raw = @($net | Get-Prediction -InputData $x -Raw)
        $raw | Should -HaveCount 4
        , $raw[0] | Should -BeOfType double[]
    }

    It 'goes on after a bad row and names it' {
        $good = (0, 0), (0, 'x'), (1, 2, 3), (1, 1) | Get-Prediction -Network $net -ErrorVariable fault -ErrorAction SilentlyContinue
        $good | Should -HaveCount 2
        $fault.FullyQualifiedErrorId | Should -Be 'NotANumber,PSBackprop.Commands.GetPredictionCommand', 'RowWidth,PSBackprop.Commands.GetPredictionCommand'
        $fault[0].ToString() | Should -BeLike "*row 2, column 2 is 'x'*"
        { (0, 0), (0, 'x') | Get-Prediction -Network $net -ErrorAction Stop } | Should -Throw -ErrorId 'NotANumber,*'
    }

    It 'refuses rows of another width as a whole' {
        { $net | Get-Prediction -InputData @((0, 0, 0), (1, 1, 1)) } | Should -Throw -ErrorId 'RowWidth,*'
    }

    It 'appends to rows of every kind and leaves them as they are' {
        $data = Get-SampleDataset Iris
        $iris = New-Network -Dataset $data -Seed 1
        $table = @{ SepalLength = 5; SepalWidth = 3; PetalLength = 1; PetalWidth = 0.2; Note = 'x' }
        $own = [pscustomobject]$table
        $typed = [Tuple]::Create(1.0, 2.0)
        foreach ($row in $table, $own) {
            foreach ($result in ($row | Get-Prediction -Network $iris -Append), (Get-Prediction -Network $iris -InputData (, $row) -Append)) {
                $result.Note | Should -Be 'x'
                $result.Prediction | Should -BeIn $data.Target.Categories
            }
        }

        $table.Keys.Count, @($own.psobject.Properties).Count | Should -Be 5, 5
        (Get-Prediction -Network $iris -InputData $table -Append).Note | Should -Be 'x'
        $plain = New-Network 2, 1 -Seed 1
        $square = [double[,]]::new(3, 2)
        (Get-Prediction -Network $plain -InputData $square -Append).Count | Should -Be 3
        (Get-Prediction -Network $plain -InputData ((0, 1), (1, 0)) -Append).Prediction.Count | Should -Be 2
        (0, 1) | ForEach-Object { , ($_, 1) } | Get-Prediction -Network $plain -Append | ForEach-Object Prediction | Should -HaveCount 2
        (Get-Prediction -Network (New-Network 2, 2 -Seed 1) -InputData (, (0, 1)) -Append).Prediction.Count | Should -Be 2
        { $typed | Get-Prediction -Network $iris -ErrorAction Stop } | Should -Throw -ErrorId 'RowColumnMissing*'
        { $own | Get-Prediction -Network $plain -ErrorAction Stop } | Should -Throw -ErrorId 'NetworkWithoutColumns*'
    }

    It 'warns once a call where it replaces a column of the network, and not of another' {
        $given = 1..30 | ForEach-Object { [pscustomobject]@{ Lower = $_; Prediction = $_ % 3; Extra = 1; Y = 2.0 * $_ } }
        $data = $given | ConvertTo-Dataset -Feature Lower, Prediction -Target Y
        $net = New-Network -Dataset $data -HiddenLayer 2 -Seed 1 | Invoke-Training -Dataset $data -Epoch 2 -NoValidation -WarningAction Ignore
        $held = 1..40 | ForEach-Object { [pscustomobject]@{ Lower = $_ % 29 + 0.5; Prediction = $_ % 3; Y = 2.0 * $_ } }
        $null = $net | Invoke-Calibration -InputObject $held
        $piped = $given | Get-Prediction -Network $net -Append -WarningVariable one -WarningAction SilentlyContinue
        $null = Get-Prediction -Network $net -InputData $given -Append -Interval 0.9 -WarningVariable two -WarningAction SilentlyContinue
        $one, $two | ForEach-Object { $_ | Should -HaveCount 1 }
        "$one" | Should -BeLike "-Append has replaced the rows' own values in 'Prediction', a column of the network*Select-Object*without -Append."
        "$two" | Should -BeLike "*in 'Lower', 'Prediction', columns of the network*"
        $given[4].Prediction | Should -Be 2
        $piped[4].Lower | Should -Be 5
        $null = $given | Get-Prediction -Network $net -WarningVariable none
        $other = New-Network -Dataset ($given | ConvertTo-Dataset -Feature Extra, Lower -Target Y) -Seed 1
        $null = $given | Get-Prediction -Network $other -Append -WarningVariable +none
        $none | Should -BeNullOrEmpty
    }

    It 'takes one row as one number, and refuses what is no row' {
        $one = New-Network 1, 1 -Seed 1
        (Get-Prediction -Network $one -InputData 5).Output.Count | Should -Be 1
        (5, 6 | Get-Prediction -Network $one).Count | Should -Be 2
        { Get-Prediction -Network $one -InputData 'five' -ErrorAction Stop } | Should -Throw -ErrorId 'DataNotUnderstood*'
        { [double[]](1, [double]::NaN) | ForEach-Object { , [double[]]$_ } | Get-Prediction -Network $one -ErrorAction Stop } | Should -Throw -ErrorId 'NotFinite*'
    }
}
