BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'The pipeline' {
    It 'goes from building to a file and back' {
        $file = Join-Path $TestDrive xor.json
        New-Network 2, 4, 1 -Activation Tanh -OutputActivation Sigmoid -Seed 1 |
            Invoke-Training -InputData $x -TargetData $y -Epoch 500 -Optimizer Adam -LearningRate 0.05 |
            Export-Network $file -PassThru | Should -BeOfType IO.FileInfo
        (Import-Network $file | Get-Prediction -InputData $x).ForEach({ [Math]::Round($_.Output[0]) }) | Should -Be $y
    }

    It 'ends early when a later command has enough' {
        $net = New-Network 2, 3, 1 -Seed 1
        $script:asked = 0
        $rows = { for ($i = 0; $i -lt 1000; $i++) { $script:asked++; , (0, 1) } }
        & $rows | Get-Prediction -Network $net | Select-Object -First 2 | Should -HaveCount 2
        $asked | Should -BeLessOrEqual 3
        $net | Get-Prediction -InputData $x | Select-Object -First 1 | Should -HaveCount 1
    }

    It 'writes predictions as they are made' {
        $net = New-Network 2, 3, 1 -Seed 1
        $order = [Collections.Generic.List[string]]::new()
        1..3 | ForEach-Object { $order.Add("in $_"); , (0, $_) } | Get-Prediction -Network $net | ForEach-Object { $order.Add('out') }
        $order | Should -Be 'in 1', 'out', 'in 2', 'out', 'in 3', 'out'
    }

    It 'writes nothing that changes later' {
        $net = New-Network 2, 3, 1 -Seed 1
        $outputs = (0, 0), (1, 1) | Get-Prediction -Network $net
        $outputs[0].Output[0] | Should -Not -Be $outputs[1].Output[0]
        $history = ($net | Invoke-Training -InputData $x -TargetData $y -Epoch 2).History
        $null = $net | Invoke-Training -InputData $x -TargetData $y -Epoch 2
        $history | Should -HaveCount 2
    }
}
