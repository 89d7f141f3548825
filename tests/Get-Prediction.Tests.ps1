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

    It 'writes bare numbers with -Raw' {
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
}
