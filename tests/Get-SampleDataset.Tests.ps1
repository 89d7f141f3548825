BeforeDiscovery { . $PSScriptRoot/common.ps1 }

BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Get-SampleDataset' {
    It 'has <_>' -ForEach ([enum]::GetValues([PSBackprop.SampleName])) {
        $data = Get-SampleDataset $_
        $data.Count | Should -BeGreaterThan 3
        $data.Target | Should -HaveCount 1
        New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 1 -WarningAction SilentlyContinue | Should -BeOfType PSBackprop.Network
    }

    It 'draws the same rows for the same seed' {
        $a, $b, $c = 1, 1, 2 | ForEach-Object { "$((Get-SampleDataset Moons -Count 10 -Noise 0.1 -Seed $_).Rows.X)" }
        $a | Should -Be $b
        $a | Should -Not -Be $c
    }

    It 'refuses settings that a fixed dataset does not have' {
        { Get-SampleDataset Iris -Noise 0.1 } | Should -Throw -ErrorId 'SampleSetting,*'
    }

    It 'gives spirals that a network learns to tell apart' {
        $data = Get-SampleDataset Spiral -Count 300 -Noise 0.01 -Seed 1
        $net = New-Network -Dataset $data -HiddenLayer 24, 24 -Seed 1 | Invoke-Training -Dataset $data -Epoch 300 -LearningRate 0.01
        ($net | Measure-Network -Dataset $data).Accuracy | Should -BeGreaterThan 0.98
    }
}
