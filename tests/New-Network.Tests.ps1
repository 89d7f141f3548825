BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'New-Network' {
    It 'builds the layers it is given' {
        $net = New-Network 4, 8, @{ Units = 6; Activation = 'ReLU'; NoBias = $true }, 3 -OutputActivation Softmax -Seed 1
        $net | Should -BeOfType PSBackprop.Network
        $net.InputSize | Should -Be 4
        $net.Layers.Units | Should -Be 8, 6, 3
        $net.Layers.Activation | Should -Be 'Tanh', 'ReLU', 'Softmax'
        $net.Layers.HasBias | Should -Be $true, $false, $true
        $net.ParameterCount | Should -Be (4 * 8 + 8 + 8 * 6 + 6 * 3 + 3)
    }

    It 'takes hashtable keys in any case and refuses unknown ones' {
        (New-Network 2, @{ units = 3; ACTIVATION = 'elu' }, 1).Layers[0].Activation | Should -Be 'Elu'
        { New-Network 2, @{ Units = 3; Size = 4 }, 1 } | Should -Throw -ErrorId 'LayerKeyUnknown,*'
    }

    It 'draws the same weights from the same seed, and others from another' {
        $a, $b, $c = 1, 1, 2 | ForEach-Object { New-Network 3, 5, 2 -Seed $_ }
        ($a.Layers.Weights | Get-Bit) | Should -Be ($b.Layers.Weights | Get-Bit)
        ($a.Layers.Weights | Get-Bit) | Should -Not -Be ($c.Layers.Weights | Get-Bit)
    }

    It 'records a seed it drew itself' {
        $net = New-Network 3, 5, 2
        $again = New-Network 3, 5, 2 -Seed $net.Seed
        ($again.Layers.Weights | Get-Bit) | Should -Be ($net.Layers.Weights | Get-Bit)
        (New-Network 3, 5, 2).Seed | Should -Not -Be $net.Seed
    }

    It 'keeps <initializer> weights in their range' -ForEach @(
        @{ Initializer = 'Zeros'; Low = 0; High = 0 }
        @{ Initializer = 'Uniform'; Low = 0; High = 1 }
        @{ Initializer = 'GlorotUniform'; Low = -[Math]::Sqrt(6 / 90); High = [Math]::Sqrt(6 / 90) }
        @{ Initializer = 'HeUniform'; Low = -[Math]::Sqrt(6 / 40); High = [Math]::Sqrt(6 / 40) }
        @{ Initializer = 'LeCunUniform'; Low = -[Math]::Sqrt(3 / 40); High = [Math]::Sqrt(3 / 40) }
    ) {
        $weights = (New-Network 40, 50 -Initializer $Initializer -Seed 3).Layers[0].Weights | ForEach-Object { $_ }
        $measure = $weights | Measure-Object -Minimum -Maximum
        $measure.Minimum | Should -BeGreaterOrEqual $Low
        $measure.Maximum | Should -BeLessOrEqual $High
        if ($High) { $measure.Maximum | Should -BeGreaterThan (0.95 * $High) }
    }

    It 'lets weights and biases be read and assigned, whole' {
        $net = New-Network 2, 3, 1 -Seed 1
        $weights = $net.Layers[0].Weights
        $weights[1, 2] = 42
        $net.Layers[0].Weights[1, 2] | Should -Not -Be 42
        $net.Layers[0].Weights = $weights
        $net.Layers[0].Weights[1, 2] | Should -Be 42
        $net.Layers[1].Weights = @(, 1), @(, 2), @(, 3)
        $net.Layers[1].Weights | Should -Be 1, 2, 3
        $net.Layers[0].Biases = 1, 2, 3
        $net.Layers[0].Biases | Should -Be 1, 2, 3
        { $net.Layers[0].Biases = 1, 2 } | Should -Throw '*3 biases*'
    }

    It 'clones to an independent network' {
        $net = New-Network 2, 3, 1 -Seed 1
        $copy = $net.Clone()
        $copy.Layers[0].Biases = 1, 2, 3
        $net.Layers[0].Biases | Should -Be 0, 0, 0
    }

    It 'shows itself in one row that fits a terminal' {
        $lines = (New-Network 4, 10, 3 -OutputActivation Softmax -Seed 1 -Name Iris | Format-Table | Out-String -Width 80).Trim() -split '\r?\n'
        $lines | Should -HaveCount 3
        $lines[2] | Should -BeLike 'Iris*4 → tanh 10 → softmax 3, 83 parameters*'
    }

    It 'writes a verbose line with the seed' {
        (New-Network 2, 1 -Seed 9 -Verbose 4>&1).Where({ $_ -is [Management.Automation.VerboseRecord] }) | Should -BeLike '*seed 9'
    }
}
