#Requires -Version 7.4
# How do I gate a build with Pester? The same seed gives the same bits on every run, so a test can be strict.
# Run it with Invoke-Pester; a pipeline stops when the network has become worse.
BeforeAll {
    $train, $test = Get-SampleDataset Wine | Split-Dataset -TestFraction 0.25 -Seed 1
    $network = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train
    $evaluation = $network | Measure-Network -Dataset $test
}

Describe 'The network for wines' {
    It 'knows at least 95 of 100 wines it has not seen' {
        $evaluation.Accuracy | Should -BeGreaterOrEqual 0.95
    }

    It 'misses no cultivar more often than one time in ten' {
        foreach ($class in $evaluation.PerClass) { $class.Recall | Should -BeGreaterThan 0.9 -Because "$($class.Label)" }
    }

    It 'trained without a finding' {
        $network.LastTraining.Findings | Should -BeNullOrEmpty
    }

    It 'gives what it gave, when trained again' {
        $again = New-Network -Dataset $train -Seed 1 | Invoke-Training -Dataset $train
        "$($again.Layers[0].Weights)" | Should -BeExactly "$($network.Layers[0].Weights)"
    }
}
