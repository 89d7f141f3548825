BeforeAll {
    . $PSScriptRoot/common.ps1

    # Large enough for packed products, shared work and every remainder. Writes a digest of all weights and outputs, and the
    # number of threads the process has in the end.
    $training = {
        param($module, $precision, $threads)
        $ErrorActionPreference = 'Stop'
        Import-Module $module
        $x = [double[][]]::new(300); $y = [double[][]]::new(300)
        for ($i = 0; $i -lt 300; $i++) {
            $x[$i] = [double[]]::new(150); $y[$i] = [double[]]::new(3)
            for ($j = 0; $j -lt 150; $j++) { $x[$i][$j] = [Math]::Sin($i * 0.7 + $j * 1.3) }
            $y[$i][$i % 3] = 1
        }

        $layers = @{ Kind = 'PiecewiseLinear'; Units = 150 + 907 }, @{ Units = 260; Activation = 'ReLU'; Dropout = 0.2 }, @{ Units = 70; Activation = 'Gelu' }
        $settings = @{ Epoch = 3; BatchSize = 200; Optimizer = 'AdamW'; L2 = 0.001; GradientClip = 1; ThrottleLimit = $threads; WarningAction = 'Ignore' }
        $net = New-Network (@(150) + $layers + 3) -OutputActivation Softmax -Precision $precision -Seed 1 |
            Invoke-Training -InputData $x -TargetData $y @settings
        $bytes = [Collections.Generic.List[byte]]::new()
        foreach ($layer in $net.Layers) { foreach ($value in $layer.Weights) { $bytes.AddRange([BitConverter]::GetBytes([double]$value)) } }
        foreach ($output in ($net | Get-Prediction -InputData $x -Raw)) {
            foreach ($value in $output) { $bytes.AddRange([BitConverter]::GetBytes([double]$value)) }
        }

        [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($bytes.ToArray()))
        [Diagnostics.Process]::GetCurrentProcess().Threads.Count
    }

    # In a process of its own, as the runtime reads these settings when it begins.
    function Get-Digest([string] $Precision, [int] $Threads, [hashtable] $Environment = @{}) {
        foreach ($name in $Environment.Keys) { [Environment]::SetEnvironmentVariable($name, $Environment[$name]) }
        try {
            $digest, $count = pwsh -NoProfile -NonInteractive -Command $training -args $module, $Precision, $Threads
        }
        finally {
            foreach ($name in $Environment.Keys) { [Environment]::SetEnvironmentVariable($name, $null) }
        }

        $digest | Should -Match '^[0-9A-F]{64}$'
        [pscustomobject]@{ Digest = $digest; Threads = $count }
    }
}

Describe 'The same seed in <_> precision' -ForEach 'Double', 'Single' {
    It 'gives the same bits with one thread, two and 64, and with narrower vectors' {
        $one = Get-Digest $_ 1
        (Get-Digest $_ 2).Digest | Should -Be $one.Digest

        # The runtime is told of 64 processors, as no more threads are used than there are.
        $many = Get-Digest $_ 64 @{ DOTNET_PROCESSOR_COUNT = '64' }
        $many.Digest | Should -Be $one.Digest
        $many.Threads | Should -BeGreaterThan ($one.Threads + 60)

        (Get-Digest $_ 2 @{ DOTNET_EnableAVX512 = '0'; DOTNET_EnableAVX512F = '0' }).Digest | Should -Be $one.Digest
        (Get-Digest $_ 2 @{ DOTNET_EnableAVX2 = '0'; DOTNET_EnableFMA = '0' }).Digest | Should -Be $one.Digest
    }
}

Describe 'The kernels of the product' {
    It 'are what their generator writes' {
        $kernels = Join-Path $root src PSBackprop.Core Numerics Kernels
        & (Join-Path $kernels New-Kernel.ps1) -Path (Get-Item TestDrive:/).FullName
        $written = Get-Item TestDrive:/Kernel*.cs
        $written.Count | Should -Be 3
        foreach ($file in $written) { Get-Content (Join-Path $kernels $file.Name) -Raw | Should -BeExactly (Get-Content $file -Raw) }
    }
}
