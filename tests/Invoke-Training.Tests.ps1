BeforeDiscovery { . $PSScriptRoot/common.ps1 }

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

    It 'gives the same bits for the same seed, in whatever shape the rows come: <Shape>' -ForEach @(
        @{ Shape = 'a list'; Rows = { , [Collections.Generic.List[object]]$x } }
        @{ Shape = 'texts and numbers'; Rows = { , @(('0', '0'), ('0', '1'), ('1e0', '0'), ('1.0', 1)) } }
        @{ Shape = 'double[][]'; Rows = { , [double[][]]$x.ForEach({ , [double[]]$_ }) } }
        @{ Shape = 'double[,]'; Rows = { $m = [double[, ]]::new(4, 2); $m[1, 1] = $m[2, 0] = $m[3, 0] = $m[3, 1] = 1; , $m } }
        @{ Shape = 'lists of several kinds'; Rows = { , @([Collections.ArrayList]@(0, 0), @(0, 1), [Collections.Generic.List[object]]@(1, [decimal]0), @(1, 1)) } }
    ) {
        $losses = $x, (& $Rows) | ForEach-Object {
            (New-Network 2, 4, 1 -Seed 7 | Invoke-Training -InputData $_ -TargetData $y -Epoch 20).History[-1].Loss
        }
        $losses[1] | Should -BeExactly $losses[0]
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

    It 'reports divergence as an error with penalties too: <L1>, <L2>' -ForEach @{ L1 = 0; L2 = 0.01 }, @{ L1 = 0.01; L2 = 0 } {
        $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1 |
            Invoke-Training -InputData $x -TargetData $y -Optimizer Sgd -LearningRate 1e200 -L1 $L1 -L2 $L2 -BatchSize 1 -ErrorVariable fault -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $fault[0].FullyQualifiedErrorId | Should -BeLike 'TrainingDiverged,*'
        $net.Layers[0].Weights.ForEach({ [double]::IsFinite($_) }) | Should -Not -Contain $false
    }

    It 'gives a clone and a resumed network a loss curve of their own' {
        $net = New-Network 2, 4, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 3
        $copy = $net.Clone() | Invoke-Training -InputData $x -TargetData $y -Epoch 300
        $path = Join-Path TestDrive: curve.json
        $net.Clone() | Invoke-Training -InputData $x -TargetData $y -Epoch 3 -CheckpointPath $path | Out-Null
        $resumed = $net | Invoke-Training -InputData $x -TargetData $y -Epoch 9 -CheckpointPath $path -Resume
        foreach ($each in $copy, $resumed) {
            $last = $each.History[-1].Loss.ToString('G4', [cultureinfo]::InvariantCulture)
            $each.History | Out-String | Should -Match "→ $([regex]::Escape($last))"
        }
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

Describe 'The methods of Invoke-Training' {
    BeforeAll {
        # A curve, in forty points.
        $curveX = 1..40 | ForEach-Object { , @(($_ / 20 - 1)) }
        $curveY = 1..40 | ForEach-Object { [Math]::Sin(3 * ($_ / 20 - 1)) }
        $quiet = @{ WarningAction = 'SilentlyContinue' }
    }

    It 'lowers the loss with <_>' -ForEach ([enum]::GetNames([PSBackprop.OptimizerKind])) {
        $net = New-Network 1, 6, 1 -Seed 1 | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 40 -Optimizer $_ @quiet
        $net.History[-1].Loss | Should -BeLessThan $net.History[0].Loss
        $net.LastTraining.Optimizer | Should -Not -BeNullOrEmpty
    }

    It 'changes the rate with <_>' -ForEach ([enum]::GetNames([PSBackprop.ScheduleKind])) {
        $settings = @{ LearningRateSchedule = $_ }
        if ($_ -in 'Step', 'CosineRestart', 'Plateau') { $settings.ScheduleStep = 2 }
        $rates = (New-Network 1, 6, 1 -Seed 1 | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 10 -LearningRate 0.1 -Optimizer Sgd -TargetLoss 0 @settings @quiet).History.LearningRate
        if ($_ -eq 'Constant') { $rates | Should -Be (@(0.1) * 10) } elseif ($_ -ne 'Plateau') { ($rates | Select-Object -Unique).Count | Should -BeGreaterThan 1 }
        ($rates | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 0.1000001
    }

    It 'trains with the loss <_>' -ForEach 'MeanAbsoluteError', 'Huber', 'LogCosh' {
        $net = New-Network 1, 6, 1 -Seed 1 | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 200 -LearningRate 0.02 -Loss $_ @quiet
        $net.History[-1].Loss | Should -BeLessThan ($net.History[0].Loss / 5)
    }

    It 'stops early and has the best epoch''s weights' {
        $net = New-Network 1, 16, 1 -Seed 1 | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 3000 -LearningRate 0.05 -ValidationSplit 0.25 -Patience 20 @quiet
        $net.LastTraining.StopReason | Should -Be 'EarlyStopping'
        $best = $net.History | Sort-Object ValidationLoss | Select-Object -First 1
        $net.LastTraining.BestEpoch | Should -Be $best.Epoch
        $net.EpochsTrained | Should -Be ($best.Epoch + 20)
    }

    It 'shows the validation loss in verbose lines' {
        $lines = New-Network 1, 4, 1 -Seed 1 | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 2 -ValidationInput $curveX -ValidationTarget $curveY -Verbose @quiet 4>&1
        "$($lines[0])" | Should -Match '^Epoch 1: Loss [\d.]+; validation Loss [\d.]+$'
    }

    It 'writes lines where $VerbosePreference asks for them, unless -Verbose says otherwise' {
        $lines = foreach ($preference in 'Continue', 'SilentlyContinue') {
            foreach ($given in @{}, @{ Verbose = $true }, @{ Verbose = $false }) {
                & {
                    $VerbosePreference = $preference
                    $net = New-Network 1, 4, 1 -Seed 1 -Verbose:$false
                    ($net | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 2 @given @quiet 4>&1 | Where-Object { "$_" -like 'Epoch *' }).Count
                }
            }
        }
        $lines | Should -Be 2, 2, 0, 0, 2, 0
    }

    It 'runs a script block after each epoch, which may end the training' {
        $seen = [Collections.Generic.List[object]]::new()
        $net = New-Network 1, 4, 1 -Seed 1 | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 50 -OnEpoch { $seen.Add($_); 'text is nothing'; $_.Epoch -lt 5 } @quiet
        $seen.Epoch | Should -Be 1, 2, 3, 4, 5
        $net.LastTraining.StopReason | Should -Be 'Cancelled'
        { $seen[0].Loss = 0 } | Should -Throw
    }

    It 'keeps what was learned when the script block fails, and says so' {
        $net = New-Network 1, 4, 1 -Seed 1
        { $net | Invoke-Training -InputData $curveX -TargetData $curveY -OnEpoch { if ($_.Epoch -eq 3) { throw 'mine' } } } |
            Should -Throw -ErrorId 'OnEpochFailed,*' -ExpectedMessage '*mine*'
        $net.EpochsTrained | Should -Be 3
        { $net | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 1 @quiet } | Should -Not -Throw
    }

    It 'weighs classes and samples' {
        $labels = @(0) * 9 + 1
        $features = 1..10 | ForEach-Object { , @(0.5) }
        $probability = @{}
        foreach ($weight in $null, 'Balanced', @{ 1 = 9 }) {
            $settings = if ($weight) { @{ ClassWeight = $weight } } else { @{} }
            $net = New-Network 1, 1 -OutputActivation Sigmoid -Seed 1 | Invoke-Training -InputData $features -TargetData $labels -Epoch 2000 -LearningRate 0.05 @settings @quiet
            $probability["$weight"] = ($net | Get-Prediction -InputData @(, @(0.5))).Output[0]
        }

        $probability[''] | Should -BeGreaterThan 0.09
        $probability[''] | Should -BeLessThan 0.11
        $probability['Balanced'] | Should -BeGreaterThan 0.49
        $probability['Balanced'] | Should -BeLessThan 0.51
        $probability['System.Collections.Hashtable'] | Should -BeGreaterThan 0.49
        $net = New-Network 1, 1 -OutputActivation Sigmoid -Seed 1 | Invoke-Training -InputData $features -TargetData $labels -SampleWeight ($labels | ForEach-Object { $_ * 8 + 1 }) -Epoch 2000 -LearningRate 0.05 @quiet
        ($net | Get-Prediction -InputData @(, @(0.5))).Output[0] | Should -BeGreaterThan 0.49
    }

    It 'leaves frozen weights as they are' {
        $net = New-Network 1, 6, 1 -Seed 1
        $net.Layers[0].Frozen = 'Weights'
        $before = $net.Layers[0].Weights | Get-Bit
        $null = $net | Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 5 -Optimizer AdamW @quiet
        $net.Layers[0].Weights | Get-Bit | Should -Be $before
        $net.Layers[0].Biases | Should -Not -Be (@(0) * 6)
    }

    It 'trains dropout and batch normalization, and predicts without chance' {
        $net = New-Network 1, @{ Units = 16; Activation = 'Linear' }, @{ Kind = 'BatchNormalization'; Activation = 'ReLU'; Dropout = 0.1 }, 1 -Seed 1 |
            Invoke-Training -InputData $curveX -TargetData $curveY -Epoch 300 -LearningRate 0.01 @quiet
        $net.History[-1].Loss | Should -BeLessThan ($net.History[0].Loss / 2)
        $twice = 1, 2 | ForEach-Object { , ($net | Get-Prediction -InputData $curveX -Raw | Get-Bit) }
        $twice[0] | Should -Be $twice[1]
        $net.Layers | Format-Table | Out-String | Should -Match 'BatchNormalization'
    }

    It 'refuses <name> with the id <id>' -ForEach @(
        @{ Name = 'patience without validation'; Id = 'PatienceWithoutValidation'; Settings = @{ Patience = 3 } }
        @{ Name = 'class weights with regression'; Id = 'ClassWeightWithoutClasses'; Settings = @{ ClassWeight = 'Balanced' } }
        @{ Name = 'L-BFGS with mini-batches'; Id = 'SettingWithoutEffect'; Settings = @{ Optimizer = 'LBfgs'; BatchSize = 4 } }
        @{ Name = 'a setting of another method'; Id = 'SettingWithoutEffect'; Settings = @{ Momentum = 0.9 } }
        @{ Name = 'a schedule''s setting without it'; Id = 'SettingWithoutEffect'; Settings = @{ ScheduleDecay = 0.5 } }
        @{ Name = 'a loss for other outputs'; Id = 'LossPairing'; Settings = @{ Loss = 'Poisson' } }
        @{ Name = 'targets a loss cannot take'; Id = 'TargetOutsideDomain'; Settings = @{ Loss = 'Hinge' } }
        @{ Name = 'weights for other classes'; Id = 'ClassWeightNotUnderstood'; Settings = @{ ClassWeight = @{ setosa = 2 } } }
    ) {
        { New-Network 1, 4, 1 | Invoke-Training -InputData $curveX -TargetData $curveY @Settings } | Should -Throw -ErrorId "$Id,PSBackprop.Commands.InvokeTrainingCommand"
    }

    It 'refuses <_> at binding' -ForEach 'Dropout 1', 'Dropout -0.1' {
        $name, $value = -split $_
        $settings = @{ $name = [double]$value }
        { New-Network 1, 4, 1 @settings } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
