BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Test-Gradient' {
    It 'finds nothing wrong with <_>' -ForEach 'Tanh', 'ReLU', 'Gelu', 'HardSigmoid' {
        $check = New-Network 2, 6, 1 -Activation $_ -OutputActivation Sigmoid -Seed 1 | Test-Gradient -InputData $x -TargetData $y -L2 0.01
        $check.Verdict | Should -BeIn Fine, Acceptable
        $check.Checked | Should -Be 25
        $check.Layers | Should -HaveCount 2
    }

    It 'checks a sample of the parameters' {
        (New-Network 2, 50, 1 -Seed 1 | Test-Gradient -InputData $x -TargetData $y -Sample 10 -Seed 1).Checked | Should -Be 10
    }

    It 'names verdict and error in one line' {
        "$(New-Network 2, 2, 1 -Seed 1 | Test-Gradient -InputData $x -TargetData $y)" | Should -BeLike 'Fine: worst relative error*'
    }

    It 'takes a dataset' {
        $wine = Get-SampleDataset Wine
        (New-Network -Dataset $wine -Seed 1 | Test-Gradient -Dataset $wine -Sample 20).Verdict | Should -Be Fine
    }
}
