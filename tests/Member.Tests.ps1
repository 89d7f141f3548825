BeforeAll {
    . $PSScriptRoot/common.ps1
    $iris = Get-SampleDataset Iris
}

Describe 'A network of members' {
    It 'is built by New-Network and trained by Invoke-Training' {
        $net = New-Network -Dataset $iris -Member 3 -Seed 1
        "$net" | Should -Be '4 → mean of 3 (tanh 16 → softmax 3), 393 parameters'
        $seen = [Collections.Generic.List[object]]::new()
        $trained = $net | Invoke-Training -Dataset $iris -Epoch 10 -ValidationSplit 0.2 -Metric Accuracy -OnEpoch { $seen.Add($_) } -WarningAction Ignore
        $seen.Epoch | Should -Be (1..10)
        $trained.History | Should -HaveCount 10
        $trained.History[-1].Metric.Accuracy | Should -BeGreaterThan 0.5
        $trained.History[-1].ValidationLoss | Should -BeGreaterThan 0
        $trained.LastTraining.StopReason | Should -Be EpochLimit
        ($trained | Measure-Network -Dataset $iris).Accuracy | Should -BeGreaterThan 0.5
        ($iris.Rows[0] | Get-Prediction -Network $trained).Spread | Should -BeGreaterThan 0
    }

    It 'gives the same bits on any number of threads' {
        $bits = foreach ($threads in 1, 2, 5) {
            $net = New-Network -Dataset $iris -Member 3 -Seed 1 | Invoke-Training -Dataset $iris -Epoch 5 -ValidationSplit 0.2 -ThrottleLimit $threads -WarningAction Ignore
            ($iris.Rows | Get-Prediction -Network $net).Probability | Get-Bit | Join-String -Separator ' '
        }
        $bits | Select-Object -Unique | Should -HaveCount 1
    }

    It 'has members that are as if trained alone' {
        $net = New-Network -Dataset $iris -Member 2 -Seed 1
        $alone = $net.Members[1].ToNetwork() | Invoke-Training -Dataset $iris -Epoch 5 -WarningAction Ignore
        $net = $net | Invoke-Training -Dataset $iris -Epoch 5 -WarningAction Ignore
        $net.Members[1].Layers[0].Weights | Get-Bit | Should -Be ($alone.Layers[0].Weights | Get-Bit)
    }

    It 'ends by -OnEpoch, and goes on from a file' {
        $net = New-Network -Dataset $iris -Member 2 -Seed 1 | Invoke-Training -Dataset $iris -Epoch 9 -OnEpoch { $_.Epoch -lt 3 } -WarningAction Ignore
        $net.LastTraining.StopReason | Should -Be Cancelled
        $net | Export-Network TestDrive:/part.json -IncludeHistory
        $rest = Import-Network TestDrive:/part.json | Invoke-Training -Dataset $iris -Epoch 2 -WarningAction Ignore
        $rest.History.Epoch | Should -Be (1..5)
        $whole = New-Network -Dataset $iris -Member 2 -Seed 1 | Invoke-Training -Dataset $iris -Epoch 3 -WarningAction Ignore
        ($iris.Rows[0] | Get-Prediction -Network $net).Probability | Get-Bit | Should -Be (($iris.Rows[0] | Get-Prediction -Network $whole).Probability | Get-Bit)
    }

    It 'is cross-validated like any other' {
        (New-Network -Dataset $iris -Member 2 -Seed 1 | Measure-Network -Dataset $iris -Fold 3 -Training @{ Epoch = 5 } -WarningAction Ignore).Folds | Should -HaveCount 3
    }

    It 'trains what Join-Network made' {
        $net = 1..2 | ForEach-Object { New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed $_ } | Join-Network
        $null = $net | Invoke-Training -InputData $x -TargetData $y -Epoch 300 -LearningRate 0.05 -WarningAction Ignore
        ($net | Get-Prediction -InputData $x).ForEach({ [int]$_.Output[0] }) | Should -Be $y
    }

    It 'tells findings of several members once' {
        $net = New-Network 2, 4, 1 -Member 4 -OutputActivation Sigmoid -Seed 1
        $null = $net | Invoke-Training -InputData $x -TargetData $y -Epoch 30 -LearningRate 1e-6 -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -BeLessOrEqual 2
        $warnings[0] | Should -Match '^(\d of 4 members, such as \d: )?The training'
    }

    It 'has no checkpoints' {
        { New-Network 2, 1 -Member 2 | Invoke-Training -InputData $x -TargetData $y -CheckpointPath TestDrive:/c.json } | Should -Throw -ErrorId 'CheckpointOfMembers,*'
    }

    It 'refuses outputs that have no mean' {
        { New-Network 2, 1 -Member 2 -OutputActivation ReLU } | Should -Throw -ErrorId 'MemberActivation,*'
    }
}
