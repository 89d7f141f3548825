BeforeAll {
    . $PSScriptRoot/common.ps1
    $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1
    $step = @{ InputData = 1, 0; TargetData = 1; LearningRate = 0.5 }
}

Describe 'Trace-Backpropagation' {
    It 'writes records that can be filtered, in the order of the algorithm' {
        $trace = $net | Trace-Backpropagation @step
        $trace | Should -BeOfType PSBackprop.TraceRecord
        ($trace.Step | Select-Object -Unique) | Should -Be ([enum]::GetNames([PSBackprop.TraceStep]))
        ($trace | Where-Object Step -EQ Gradient) | Should -HaveCount 17
    }

    It 'leaves the network alone unless -Update is given' {
        $copy = $net.Clone()
        $null = $copy | Trace-Backpropagation @step -Epoch 3
        ($copy.Layers.Biases | Get-Bit) | Should -Be ($net.Layers.Biases | Get-Bit)
        $null = $copy | Trace-Backpropagation @step -Epoch 3 -Update
        $trained = $net.Clone() | Invoke-Training -InputData @(, (1, 0)) -TargetData 1 -Optimizer Sgd -LearningRate 0.5 -Epoch 3 -FullBatch
        ($copy.Layers.Biases | Get-Bit) | Should -Be ($trained.Layers.Biases | Get-Bit)
        $copy.History | Should -HaveCount 3
    }

    It 'explains each gradient with the penalties on the weights' {
        $trace = $net | Trace-Backpropagation @step -L1 0.25 -L2 0.5
        foreach ($record in $trace.Where({ $_.Step -eq 'Gradient' })) {
            $told = [scriptblock]::Create(($record.Formula -replace '·', '*')).InvokeReturnAsIs()
            $told | Should -BeGreaterThan ($record.Value - 1e-5)
            $told | Should -BeLessThan ($record.Value + 1e-5)
        }
        $trained = $net.Clone() | Invoke-Training -InputData @(, (1, 0)) -TargetData 1 -Optimizer Sgd -LearningRate 0.5 -Epoch 1 -L1 0.25 -L2 0.5
        $trace.Where({ $_.Symbol -ceq 'E' })[-1].Value | Should -Be $trained.History[0].Loss
    }

    It 'takes the settings of the optimizers as a training does' {
        $setting = @{ Optimizer = 'RmsProp'; Momentum = 0.5; Rho = 0.8; Epsilon = 1e-3; Centered = $true }
        $copy = $net.Clone()
        $null = $copy | Trace-Backpropagation @step @setting -Epoch 3 -Update
        $trained = $net.Clone() | Invoke-Training -InputData @(, (1, 0)) -TargetData 1 -LearningRate 0.5 -Epoch 3 @setting
        ($copy.Layers.Biases | Get-Bit) | Should -Be ($trained.Layers.Biases | Get-Bit)
        { $net | Trace-Backpropagation @step -Optimizer Sgd -Beta1 0.5 } | Should -Throw -ErrorId 'SettingWithoutEffect,*'
    }

    It 'has every number that about_Backpropagation tells' {
        $trace = $net | Trace-Backpropagation @step
        $known = $trace.ForEach({ '{0} = {1} = {2}' -f $_.Symbol, $_.Formula, $_.Value.ToString('G6', [cultureinfo]::InvariantCulture) })
        $told = Get-Content (Join-Path $module en-US about_Backpropagation.help.txt) -Encoding utf8 | Where-Object { $_ -match '^ {8}\S+ = .+ = -?[\d.]+$' }
        $told.Count | Should -BeGreaterThan 9
        foreach ($line in $told) { $known | Should -Contain $line.Trim() }
    }

    It 'writes matrices with -AsMatrix' {
        $matrices = $net | Trace-Backpropagation @step -AsMatrix
        $weights = $matrices.Where({ $_.Symbol -eq 'W' -and $_.Layer -eq 1 })[0].Matrix
        $weights.GetLength(0), $weights.GetLength(1) | Should -Be 2, 4
    }

    It 'groups by step on screen' {
        $text = $net | Trace-Backpropagation @step | Out-String
        $text | Should -Match 'Step: HiddenDelta'
        $text | Should -Match 'tanh\(0\.914575\)'
    }

    It 'stops writing when a later command has enough' {
        ($net | Trace-Backpropagation @step -Epoch 1000000 | Select-Object -First 1).Symbol | Should -Be 'z'
    }

    It 'refuses what has no single pass to show, and too many rows' {
        { $net | Trace-Backpropagation @step -Optimizer LBfgs } | Should -Throw -ErrorId 'TraceMinimizer,*'
        { $net | Trace-Backpropagation -InputData (1..1001 | ForEach-Object { , (0, 1) }) -TargetData (1..1001 | ForEach-Object { 1 }) } | Should -Throw -ErrorId 'TraceTooLarge,*'
    }

    It 'takes rows of a dataset' {
        $iris = Get-SampleDataset Iris
        $few = ($iris | Split-Dataset -TestFraction 0.02 -Seed 1)[1]
        $flower = New-Network -Dataset $iris -Seed 1
        ($flower | Trace-Backpropagation -Dataset $few).Count | Should -BeGreaterThan 100
    }
}
