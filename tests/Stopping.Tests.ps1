BeforeAll {
    . $PSScriptRoot/common.ps1
    $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $runspace.Open()
    $folder = (New-Item (Join-Path $TestDrive stopping) -ItemType Directory).FullName

    # Runs a script to its end in a session of its own, and returns what it writes.
    function Invoke-There([string] $Script, [object[]] $ArgumentList) {
        $there = [powershell]::Create($runspace).AddScript($Script)
        $ArgumentList.ForEach({ $null = $there.AddArgument($_) })
        try {
            $there.Invoke()
            $there.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $there.Dispose()
        }
    }

    # Stops a script after a time, and returns how long that took in milliseconds, and whether it was still running.
    function Stop-There([string] $Script, [int] $After) {
        $there = [powershell]::Create($runspace).AddScript($Script)
        try {
            $running = $there.BeginInvoke()
            Start-Sleep -Milliseconds $After
            $wasRunning = -not $running.IsCompleted
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $there.Stop()
            [pscustomobject]@{ Milliseconds = $watch.ElapsedMilliseconds; WasRunning = $wasRunning }
        }
        finally {
            $there.Dispose()
        }
    }

    function Measure-There([string] $Script) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = Invoke-There $Script
        $watch.ElapsedMilliseconds
    }

    $null = Invoke-There {
        param($module, $folder)
        Import-Module $module
        $WarningPreference = 'Ignore'
        Set-Location $folder
        function New-Number($Row, $Column) {
            $random = [Random]::new(1)
            $numbers = [double[, ]]::new($Row, $Column)
            for ($i = 0; $i -lt $Row; $i++) { for ($j = 0; $j -lt $Column; $j += 7) { $numbers[$i, $j] = $random.NextDouble() } }
            , $numbers
        }

        function New-Csv($Row) { [IO.File]::WriteAllText("$pwd/data.csv", "a,b,c`n" + ("1.5,2.25,red`n1.25,3,blue`n" * $Row)) }
        $x = (0, 0), (0, 1), (1, 0), (1, 1)
        $y = 0, 1, 1, 0
        $net = New-Network 2, 3, 1 -Seed 1
        $large = New-Network 300, 900, 900, 10 -Precision Single -Seed 1
        $largeX = New-Number 600 300
        $largeY = New-Number 600 10
        $iris = Get-SampleDataset Iris
        $wide = New-Network 40, 45, 1 -Seed 1
        $wideX = New-Number 500 40
        $wideY = New-Number 500 1
    } @($module, $folder)

    # What must be so whatever was stopped.
    function Assert-Sound {
        $epochs = Invoke-There {
            foreach ($network in $net, $large, $wide) {
                foreach ($layer in $network.Layers) {
                    if (-not [double]::IsFinite($layer.WeightMatrix.RowSums().Sum())) { throw 'A weight is not finite.' }
                }
            }

            (New-Network 2, 2, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 2).EpochsTrained
        }
        $epochs | Should -Be 2
        $known = 'data.csv', 'c.json', 'net.json', 'large.json', 'large.json.gz', 'large.onnx', 'report.html'
        (Get-ChildItem $folder -Force).Name | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }
}

AfterAll { $runspace.Dispose() }

Describe 'A long command' {
    # SIZE is made so large that the command takes a good while on this machine as busy as it is; against that while stopping is
    # measured. One that took no notice would go on for at least half of it.
    It 'stops at any moment: <Command>' -ForEach @(
        @{ Command = 'New-Network 2, 3, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch SIZE'; Size = 100000 }
        @{ Command = 'New-Network 2, 3, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch SIZE -CheckpointPath c.json -CheckpointInterval 1000'; Size = 20000 }
        @{ Command = '$large | Invoke-Training -InputData $largeX -TargetData $largeY -Epoch SIZE'; Size = 10 }
        @{ Command = '$wide | Invoke-Training -InputData $wideX -TargetData $wideY -Epoch SIZE -Optimizer LevenbergMarquardt'; Size = 16; Reset = $true }
        @{ Command = '$wide | Invoke-Training -InputData $wideX -TargetData $wideY -Epoch SIZE -Optimizer LBfgs'; Size = 100; Reset = $true }
        @{ Command = '$large | Get-Prediction -InputData $many -Raw'; Prepare = '$many = New-Number SIZE 300'; Size = 4000 }
        @{ Command = '$net | Get-Prediction -InputData $list -Raw'; Prepare = '$list = @(1..SIZE).ForEach({ , (0, 1) })'; Size = 40000 }
        @{ Command = '1..SIZE | ForEach-Object { , (0, 1) } | Get-Prediction -Network $net'; Size = 20000 }
        @{ Command = 'Import-Dataset data.csv'; Prepare = 'New-Csv SIZE'; Size = 1000000 }
        @{ Command = 'Import-Network net.json'; Prepare = 'New-Network 1000, SIZE, 1 -Seed 1 | Export-Network net.json'; Size = 2000 }
        @{ Command = 'New-Network 4000, SIZE, 1 -Seed 1'; Size = 2000 }
        @{ Command = 'New-Network -Dataset $iris -Seed 1 | Measure-Network -Dataset $iris -Fold 5 -Training @{ Epoch = SIZE }'; Size = 2000 }
        @{ Command = 'Search-Network $iris -Parameter @{ HiddenLayer = 4, 8, 16, 32 } -Training @{ Epoch = SIZE } -Seed 1'; Size = 2000 }
        @{ Command = '$large | Test-Gradient -InputData $largeX -TargetData $largeY -Sample SIZE'; Size = 10 }
    ) {
        function Get-Script([string] $Text) { $Text.Replace('SIZE', "$Size") }
        $while = 0
        while ($true) {
            if ($Prepare) { $null = Invoke-There ". { $(Get-Script $Prepare) }" }
            if ($Reset) { $null = Invoke-There '$wide = New-Network 40, 45, 1 -Seed 1' }
            $while = Measure-There (Get-Script $Command)
            if ($while -ge 1200) {
                # The first time includes what is done only once.
                $while = [Math]::Min($while, (Measure-There (Get-Script $Command)))
                if ($while -ge 1000) { break }
            }

            $Size *= [Math]::Clamp([int](1800 / ($while + 1)), 2, 8)
            $Size | Should -BeLessThan 1e9 -Because 'the command must be long enough to be stopped'
        }

        $random = [Random]::new($Command.Length)
        $stops = foreach ($moment in 1..6) {
            if ($Reset) { $null = Invoke-There '$wide = New-Network 40, 45, 1 -Seed 1' }
            Stop-There (Get-Script $Command) $random.Next($while / 3)
            Assert-Sound
        }

        # The machine may have become faster than it was when it was measured; and if it is busy, a stop may be late once.
        # What is stopped has two thirds of its time before it, 667 ms at least: half a second is far too early for an end of its own.
        $limit = [Math]::Max($while / 4, 500)
        $inTime, $late = $stops.Where({ $_.WasRunning }).Where({ $_.Milliseconds -le $limit }, 'Split')
        $inTime.Count + $late.Count | Should -BeGreaterThan 2
        $late.Count | Should -BeLessOrEqual 1 -Because "6 stops of a command of $while ms took $($stops.Milliseconds -join ', ') ms"
    }

    It 'leaves files whole when their writing is stopped: <_>' -ForEach 'large.json', 'large.json.gz', 'large.onnx' {
        $file = $_
        $null = Invoke-There "`$large | Export-Network $file"
        $random = [Random]::new(1)
        foreach ($moment in 1..8) {
            $null = Stop-There "while (`$true) { `$large | Export-Network $file }" $random.Next(400)
            (Invoke-There "(Import-Network $file).ParameterCount -eq `$large.ParameterCount") | Should -BeTrue
            Assert-Sound
        }
    }

    It 'leaves nothing behind when a report is stopped' {
        foreach ($after in 20, 120, 300, 500) {
            $null = Stop-There 'while ($true) { $large | Export-TrainingReport report.html -InputData $largeX -TargetData $largeY }' $after
            Assert-Sound
        }
    }

    It 'leaves no threads behind' {
        function Get-ThreadCount { [Diagnostics.Process]::GetCurrentProcess().Threads.Count }
        $command = '$large | Invoke-Training -InputData $largeX -TargetData $largeY -Epoch 100000'
        $null = Stop-There $command 100
        $before = Get-ThreadCount
        foreach ($moment in 1..20) { $null = Stop-There $command 30 }
        # The engine and the thread pool keep some of their own.
        Get-ThreadCount | Should -BeLessOrEqual ($before + 12)
    }
}

Describe 'A training that is stopped' {
    It 'keeps what it learned, says so, and leaves the network free' {
        $null = Invoke-There '$stopped = New-Network 2, 4, 1 -Seed 1'
        $there = [powershell]::Create($runspace).AddScript('$stopped | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000')
        $null = $there.BeginInvoke()
        while ($there.Streams.Progress.Count -eq 0) { Start-Sleep -Milliseconds 10 }
        $there.Stop()
        $there.InvocationStateInfo.State | Should -Be Stopped
        $there.Dispose()
        $said = Invoke-There '"$($stopped.LastTraining.StopReason)"; $stopped.EpochsTrained -gt 0; $stopped.History.Count -eq $stopped.EpochsTrained'
        $said | Should -Be 'Cancelled', $true, $true
        Invoke-There '($stopped | Invoke-Training -InputData $x -TargetData $y -Epoch 1).LastTraining.StopReason' | Should -Be EpochLimit
    }

    It 'has shown its progress and takes it away when it ends' {
        $there = [powershell]::Create($runspace).AddScript('New-Network 2, 4, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 100000000 -TimeLimit 0:0:1')
        $null = $there.Invoke()
        $there.Streams.Progress.Count | Should -BeGreaterOrEqual 2
        $there.Streams.Progress[-1].RecordType | Should -Be Completed
        $there.Streams.Progress[0].StatusDescription | Should -Match 'loss'
        $there.Dispose()
    }
}
