BeforeAll {
    . $PSScriptRoot/common.ps1
    $iris = Get-SampleDataset Iris
    $net = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 20 -WarningAction Ignore
}

Describe 'Many runspaces' {
    It 'read one network at once, each as alone' {
        $rows = $iris.Rows
        $alone = ($rows | Get-Prediction -Network $net).Probability | Get-Bit
        $parallel = 1..16 | ForEach-Object -ThrottleLimit 16 -Parallel {
            Import-Module $using:module
            , @(1..3 | ForEach-Object { ($using:rows | Get-Prediction -Network $using:net).Probability; (Get-Prediction -Network $using:net -InputData $using:iris).Probability })
        }
        $parallel.Count | Should -Be 16
        foreach ($probabilities in $parallel) { ($probabilities | Get-Bit) -join ',' | Should -Be ((, $alone * 6).ForEach({ $_ }) -join ',') }
    }

    It 'train fifty networks at once to the bits they have alone' {
        $train = { New-Network -Dataset $iris -HiddenLayer 7 -Seed $_ | Invoke-Training -Dataset $iris -Epoch 4 -WarningAction Ignore | ForEach-Object { "$($_.Seed) $($_.Layers[0].Biases)" } }
        $alone = 1..50 | ForEach-Object $train
        $parallel = 1..50 | ForEach-Object -ThrottleLimit 10 -Parallel {
            Import-Module $using:module
            $iris = $using:iris
            New-Network -Dataset $iris -HiddenLayer 7 -Seed $_ | Invoke-Training -Dataset $iris -Epoch 4 -WarningAction Ignore | ForEach-Object { "$($_.Seed) $($_.Layers[0].Biases)" }
        }
        $parallel | Sort-Object { [int]$_.Split(' ')[0] } | Should -BeExactly $alone
    }

    It 'import, use and remove the module at once' {
        $results = 1..12 | ForEach-Object -ThrottleLimit 12 -Parallel {
            foreach ($round in 1..3) {
                Import-Module $using:module -ErrorAction Stop
                (New-Network 2, 3, 1 -Seed 1 | Invoke-Training -InputData (, (0, 1)) -TargetData (, (1)) -Epoch 2).ParameterCount
                Remove-Module PSBackprop -ErrorAction Stop
            }
        }
        $results.Count | Should -Be 36
        $results | Sort-Object -Unique | Should -Be 13
    }
}

Describe 'A network in training' {
    It 'refuses a second training until the first has ended' {
        $long = New-Network 2, 3, 1 -Seed 1
        $shell = [powershell]::Create()
        try {
            $running = $shell.AddScript({ param($module, $network, $x, $y) Import-Module $module; $network | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000 }).AddArgument($module).AddArgument($long).AddArgument($x).AddArgument($y)
            $handle = $running.BeginInvoke()
            while ($long.History.Count -eq 0) { Start-Sleep -Milliseconds 10 }
            { $long | Invoke-Training -InputData $x -TargetData $y -Epoch 1 -ErrorAction Stop } | Should -Throw -ErrorId 'TrainingInProgress*'
            $shell.Stop()
            { $shell.EndInvoke($handle) } | Should -Throw
            ($long | Invoke-Training -InputData $x -TargetData $y -Epoch 1).LastTraining.StopReason | Should -Be EpochLimit
        }
        finally {
            $shell.Dispose()
        }
    }
}
