BeforeAll {
    . $PSScriptRoot/common.ps1
    $iris = Get-SampleDataset Iris
}

Describe 'Split-Dataset' {
    It 'keeps of each class the same share for testing, each row once' {
        $train, $test = $iris | Split-Dataset -TestFraction 0.2 -Seed 1
        $train.Count, $test.Count | Should -Be 120, 30
        ($test.Rows | Group-Object Species).ForEach({ $_.Count }) | Should -Be 10, 10, 10
        $all = @($train.Rows) + @($test.Rows) | ForEach-Object { "$($_.PSObject.Properties.Value)" } | Sort-Object
        $all | Should -Be ($iris.Rows | ForEach-Object { "$($_.PSObject.Properties.Value)" } | Sort-Object)
    }

    It 'gives the same parts for the same seed and others for another' {
        $a, $b, $c = 1, 1, 2 | ForEach-Object { "$(($iris | Split-Dataset -Seed $_)[1].Rows.PetalLength)" }
        $a | Should -Be $b
        $a | Should -Not -Be $c
    }

    It 'cuts into folds that are tested with once each' {
        $folds = $iris | Split-Dataset -Fold 4 -Seed 1
        $folds.Fold | Should -Be 1, 2, 3, 4
        ($folds.ForEach({ $_.Test.Count }) | Measure-Object -Sum).Sum | Should -Be 150
        $folds.ForEach({ $_.Training.Count + $_.Test.Count }) | Should -Be 150, 150, 150, 150
        ($folds[0].Test.Rows | Group-Object Species).ForEach({ $_.Count }) | ForEach-Object { $_ | Should -BeIn 12, 13 }
    }

    It 'refuses more folds than rows and parts that are empty' {
        { Get-SampleDataset Xor | Split-Dataset -Fold 5 } | Should -Throw -ErrorId 'FewerRowsThanFolds,*'
        { Get-SampleDataset Xor | Split-Dataset -TestFraction 0.01 } | Should -Throw -ErrorId 'SplitEmpty,*'
    }
}
