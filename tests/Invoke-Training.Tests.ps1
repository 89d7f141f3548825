BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Invoke-Training' {
    It 'learns XOR' {
        $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 500 -LearningRate 0.05
        ($net | Get-Prediction -InputData $x).ForEach({ [Math]::Round($_.Output[0]) }) | Should -Be $y
        $net.LastTraining.StopReason | Should -Be 'EpochLimit'
    }

    It 'runs the founding example, whose loss stays near a quarter' {
        $verbose = New-Network 2, 2, 1 -Activation Sigmoid -OutputActivation Sigmoid -NoBias -Initializer Uniform -Seed 1 |
            Invoke-Training -InputData $x -TargetData $y -Epoch 1000 -Optimizer Sgd -LearningRate 0.1 -FullBatch -Loss SumSquaredError -Metric MeanSquaredError -ReportInterval 100 -Verbose 4>&1 |
            Where-Object { $_ -is [Management.Automation.VerboseRecord] -and "$_" -like 'Epoch *' }
        $verbose | Should -HaveCount 11
        $verbose[0] | Should -Match '^Epoch 1: Loss 0\.\d+, MeanSquaredError 0\.\d+'
    }

    It 'gives the same bits for the same seed, from an array, a list and text' {
        $losses = $x, [Collections.Generic.List[object]]$x, @(('0', '0'), ('0', '1'), ('1', '0'), ('1', '1')) | ForEach-Object {
            (New-Network 2, 4, 1 -Seed 7 | Invoke-Training -InputData $_ -TargetData $y -Epoch 20).History[-1].Loss
        }
        $losses[1] | Should -BeExactly $losses[0]
        $losses[2] | Should -BeExactly $losses[0]
    }

    It 'stops at the target loss' {
        $net = New-Network 2, 4, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 100000 -LearningRate 0.05 -TargetLoss 0.01
        $net.LastTraining.StopReason | Should -Be 'TargetLoss'
        $net.History[-1].Loss | Should -BeLessOrEqual 0.01
        $net.EpochsTrained | Should -BeLessThan 100000
    }

    It 'stops at the time limit' {
        $net = New-Network 2, 4, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000 -TimeLimit (New-TimeSpan -Milliseconds 300)
        $net.LastTraining.StopReason | Should -Be 'TimeLimit'
        $net.LastTraining.Duration.TotalSeconds | Should -BeLessThan 3
    }

    It 'goes on counting epochs in a further training' {
        $net = New-Network 2, 4, 1 -Seed 1
        $null = $net | Invoke-Training -InputData $x -TargetData $y -Epoch 3 | Invoke-Training -InputData $x -TargetData $y -Epoch 2
        $net.History.Epoch | Should -Be 1, 2, 3, 4, 5
    }

    It 'trains each network of the pipeline' {
        1, 2, 3 | ForEach-Object { New-Network 2, 4, 1 -Seed $_ } | Invoke-Training -InputData $x -TargetData $y -Epoch 2 | Should -HaveCount 3
    }

    It 'works in single precision' {
        $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Precision Single -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 500 -LearningRate 0.05
        ($net | Get-Prediction -InputData $x).ForEach({ [Math]::Round($_.Output[0]) }) | Should -Be $y
    }

    It 'keeps L2-regularized weights smaller' {
        $norm = 0, 0.1 | ForEach-Object {
            $net = New-Network 2, 8, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 300 -LearningRate 0.02 -L2 $_
            ($net.Layers[0].Weights | ForEach-Object { $_ * $_ } | Measure-Object -Sum).Sum
        }
        $norm[1] | Should -BeLessThan ($norm[0] / 2)
    }

    It 'refuses <name> with the id <id>' -ForEach @(
        @{ Name = 'a ragged array'; Id = 'RaggedRow'; Data = @{ InputData = @((0, 0), (1, 1, 1)); TargetData = 0, 1 } }
        @{ Name = 'text that is no number'; Id = 'NotANumber'; Data = @{ InputData = @((0, 0), (1, 'one')); TargetData = 0, 1 } }
        @{ Name = 'an empty cell'; Id = 'NotANumber'; Data = @{ InputData = @((0, 0), (1, '')); TargetData = 0, 1 } }
        @{ Name = 'text with a unit'; Id = 'NotANumber'; Data = @{ InputData = @((0, 0), (1, '1kb')); TargetData = 0, 1 } }
        @{ Name = 'NaN'; Id = 'NotFinite'; Data = @{ InputData = @((0, 0), (1, [double]::NaN)); TargetData = 0, 1 } }
        @{ Name = 'more targets than inputs'; Id = 'TargetCount'; Data = @{ InputData = @((0, 0), (1, 1)); TargetData = 0, 1, 0 } }
        @{ Name = 'rows of another width'; Id = 'RowWidth'; Data = @{ InputData = @((0, 0, 0), (1, 1, 1)); TargetData = 0, 1 } }
    ) {
        { New-Network 2, 1 | Invoke-Training @Data } | Should -Throw -ErrorId "$Id,PSBackprop.Commands.InvokeTrainingCommand"
    }

    It 'warns of targets that the outputs cannot reach' {
        $null = New-Network 2, 1 -OutputActivation Sigmoid | Invoke-Training -InputData $x -TargetData 0, 7, 1, 0 -Loss MeanSquaredError -Epoch 1 -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -HaveCount 1
    }

    It 'reports divergence as an error and keeps finite weights' {
        $net = New-Network 2, 4, 1 -Activation Linear -Seed 1
        $null = $net | Invoke-Training -InputData $x -TargetData $y -Optimizer Sgd -LearningRate 1000 -Epoch 1000 -ErrorVariable fault -ErrorAction SilentlyContinue
        $fault[0].FullyQualifiedErrorId | Should -BeLike 'TrainingDiverged,*'
        $net.Layers.Weights | ForEach-Object { [double]::IsFinite($_) } | Should -Not -Contain $false
    }

    It 'may be read by many threads, but trained by one at a time' {
        $net = New-Network 2, 4, 1 -Seed 1
        $reads = 1..4 | ForEach-Object -Parallel { Import-Module $using:module; ($using:net | Get-Prediction -InputData @(, (1, 0))).Output[0] }
        $reads | Select-Object -Unique | Should -HaveCount 1
        $other = [powershell]::Create().AddScript({ param($module, $net, $x, $y) Import-Module $module; $net | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000 })
        $running = $other.AddArgument($module).AddArgument($net).AddArgument($x).AddArgument($y).BeginInvoke()
        try {
            while (-not $net.EpochsTrained -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 10 }
            { $net | Invoke-Training -InputData $x -TargetData $y } | Should -Throw -ErrorId 'TrainingInProgress,*'
        }
        finally {
            $other.Stop()
            $other.Dispose()
        }

        $net.LastTraining.StopReason | Should -Be 'Cancelled'
    }
}
