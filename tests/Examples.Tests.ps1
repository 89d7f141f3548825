BeforeDiscovery {
    . $PSScriptRoot/common.ps1
    $scripts = (Get-ChildItem (Join-Path $module Examples) -Filter *.ps1).Name
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $examples = Join-Path $module Examples
}

Describe 'The example <_>' -ForEach $scripts {
    It 'is short, and listed' {
        $lines = Get-Content (Join-Path $examples $_)
        if ($_ -ne 'Learn-Backpropagation.ps1') { $lines.Count | Should -BeLessThan 30 }
        $lines[0] | Should -Be '#Requires -Version 7.4'
        Get-Content (Join-Path $examples README.md) -Raw | Should -Match ([regex]::Escape("``$_``"))
    }
}

Describe 'The examples' {
    It 'learn, whatever they are: <_>' -ForEach 'Xor', 'FoundingExample', 'Learn-Backpropagation' {
        & (Join-Path $examples "$_.ps1") 3> $null | Should -Not -BeNullOrEmpty
    }

    It 'predict a number' {
        (& (Join-Path $examples PredictNumber.ps1))[0] | Should -Match '^R² 0\.9'
    }

    It 'tell classes apart' {
        $output = & (Join-Path $examples TellClassesApart.ps1)
        [double]($output[0] -replace '[^\d.].*') | Should -BeGreaterThan 90
        $output[-1] | Should -Match 'virginica'
    }

    It 'decide at less cost than with a threshold of one half' {
        $output = & (Join-Path $examples DecideByCost.ps1)
        $output[0] -match '2.0.?%: ([\d.]+) a machine.* ([\d.]+)$' | Should -BeTrue
        [double]$Matches[1] | Should -BeLessThan ([double]$Matches[2])
        $output[1] | Should -Match 'visit it$'
    }

    It 'tell when disks are full' {
        $output = & (Join-Path $examples ForecastDisk.ps1) 3> $null
        ($output -match '^files: 500 is reached').Count | Should -Be 1
        ($output -match '^web: 200 is not reached').Count | Should -Be 1
    }

    It 'forecast hours with holidays' {
        $output = & (Join-Path $examples ForecastLoad.ps1) 3> $null
        $output[-1] -match '^MASE (\d.\d+)' | Should -BeTrue
        [double]$Matches[1] | Should -BeLessThan 1
    }

    It 'find the odd rows, and those alone' {
        (& (Join-Path $examples FindOddRows.ps1)) -replace '^Row (\d+).*', '$1' | Should -Be 120, 240, 360, 480, 600
    }

    It 'watch for drift, by the network''s file alone' {
        $iris = Get-SampleDataset Iris
        $path, $rows = (Join-Path $TestDrive drift.json), (Join-Path $TestDrive drift.csv)
        New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 5 -WarningAction Ignore | Export-Network $path
        $iris.Rows | Export-Csv $rows
        & (Join-Path $examples WatchDrift.ps1) -Network $path -Rows $rows | Should -Match '^All columns are as in training'
        $LASTEXITCODE | Should -Be 0
        $iris.Rows | ForEach-Object { $_.PetalWidth += 1; $_ } | Export-Csv $rows
        & (Join-Path $examples WatchDrift.ps1) -Network $path -Rows $rows | Should -Match '^Changed: PetalWidth: Severe'
        $LASTEXITCODE | Should -Be 1
    }

    It 'resume a training where it was stopped' {
        $path = Join-Path $TestDrive 'night.json'
        $run = Join-Path $examples ResumeOvernight.ps1
        & $run -Path $path -Epoch 12 -TimeLimit 0:0:0.000001 3> $null | Should -Match '^TimeLimit after epoch 1:'
        $resumed = & $run -Path $path -Epoch 12 3> $null
        $resumed | Should -Match '^EpochLimit after epoch 12:'
        & $run -Path (Join-Path $TestDrive other.json) -Epoch 12 3> $null | Should -Be $resumed
    }

    It 'gate a build' {
        $run = pwsh -NoProfile -NonInteractive -Command {
            param($module, $suite, $pester)
            Set-StrictMode -Version Latest
            Import-Module $pester, $module
            $run = Invoke-Pester $suite -PassThru -Output None
            $run.PassedCount, $run.FailedCount
        } -args $module, (Join-Path $examples GateBuild.Tests.ps1), (Get-Module Pester).Path
        $run | Should -Be 4, 0
    }

    It 'predict in several runspaces' {
        $parts = & (Join-Path $examples PredictInParallel.ps1) 3> $null
        $parts.Part | Should -Be 0, 1, 2, 3
        ($parts.Right | Measure-Object -Sum).Sum | Should -BeGreaterThan 1500
    }

    It 'serve predictions until they are stopped' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $iris = Get-SampleDataset Iris
        $path = Join-Path $TestDrive iris.json
        New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris | Export-Network $path
        $server = Start-Job { Import-Module $using:module; & $using:examples/ServePredictions.ps1 -Path $using:path -Port $using:port }
        try {
            while ($server.State -in 'NotStarted', 'Running' -and -not (Receive-Job $server)) { Start-Sleep -Milliseconds 50 }
            $rows = ConvertTo-Json @($iris.Rows[0, 120] | Select-Object SepalLength, SepalWidth, PetalLength, PetalWidth)
            $answer = Invoke-RestMethod "http://localhost:$port" -Method Post -Body $rows
            $answer.Label | Should -Be 'setosa', 'virginica'
            $wrong = Invoke-RestMethod "http://localhost:$port" -Method Post -Body '[{ "SepalLength": 1 }]' -SkipHttpErrorCheck -StatusCodeVariable status
            $status | Should -Be 400
            $wrong.error | Should -Match 'SepalWidth'
        }
        finally {
            Stop-Job $server
            Remove-Job $server
        }
    }

    It 'send a network to another process' {
        $rows = & (Join-Path $examples SendToMachine.ps1)
        $rows.Prediction | Should -Be $rows.Species
    }
}
