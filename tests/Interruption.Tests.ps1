#Requires -Version 7.4
# What is broken off - by a kill, by Ctrl+C, by a lack of memory or by a file that cannot be written - leaves things whole.
BeforeAll {
    . (Join-Path $PSScriptRoot common.ps1)

    # The time of trainings in files, so that these can be compared as they are.
    $epoch = $env:SOURCE_DATE_EPOCH
    $env:SOURCE_DATE_EPOCH = 1700000000

    function Start-Pwsh {
        param([string] $Script, [hashtable] $Environment = @{})
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)

        # As a .NET tool, PowerShell is a library that dotnet runs.
        $main = [Environment]::GetCommandLineArgs()[0]
        if ($main -like '*.dll' -and $start.FileName -match 'dotnet(\.exe)?$') { $start.ArgumentList.Add($main) }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        '-NoProfile', '-NonInteractive', '-Command', "`$ErrorActionPreference = 'Stop'; Import-Module '$module'; $Script" | ForEach-Object { $start.ArgumentList.Add($_) }
        foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
        [Diagnostics.Process]::Start($start)
    }

    function Wait-Pwsh {
        param([Diagnostics.Process] $Process)
        $read = $Process.StandardError.ReadToEndAsync()
        $text = $Process.StandardOutput.ReadToEnd()
        $Process.WaitForExit()
        [pscustomobject]@{ Output = @($text -split "`r?`n" -ne ''); Error = $read.Result; ExitCode = $Process.ExitCode }
    }

    # The seconds from a stop to its end; the command has been running for so many milliseconds.
    function Measure-Stop {
        param([string] $Script, [hashtable] $Variable = @{}, [int] $After = 400)
        $shell = [powershell]::Create()
        try {
            foreach ($name in $Variable.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $Variable[$name]) }
            [void]$shell.AddScript("Import-Module '$module'").Invoke()
            $shell.Commands.Clear()
            $running = $shell.AddScript($Script).BeginInvoke()
            Start-Sleep -Milliseconds $After
            $running.IsCompleted | Should -BeFalse -Because 'a command that has ended cannot be stopped'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll { $env:SOURCE_DATE_EPOCH = $epoch }

Describe 'A kill' {
    It 'leaves the old file or the new one, and nothing of others is deleted' {
        $path = Join-Path $TestDrive net.json
        $others = '.net.json.notes.tmp', ".net.$('a' * 32).tmp", ".net.json.x.$('a' * 32).tmp" | ForEach-Object { Join-Path $TestDrive $_ }
        $others | ForEach-Object { Set-Content $_ mine }
        $old = New-Network 300, 300, 300 -Seed 1
        $old | Export-Network $path
        $whole = (Get-Item $path).Length
        $random = [Random]::new(1)
        foreach ($i in 1..6) {
            $process = Start-Pwsh "`$n = New-Network 300, 300, 300 -Seed 1; 'ready'; while (`$true) { `$n | Export-Network '$path' }"
            $process.StandardOutput.ReadLine() | Should -Be ready
            Start-Sleep -Milliseconds $random.Next(5, 300)
            $process.Kill()
            $process.WaitForExit()
            (Get-Item $path).Length | Should -Be $whole
        }

        (Import-Network $path).Layers[1].Weights | Should -Be $old.Layers[1].Weights
        $old | Export-Network $path
        Get-ChildItem $TestDrive -Force -Filter *.tmp | ForEach-Object Name | Sort-Object | Should -Be ($others | Split-Path -Leaf | Sort-Object)
    }

    It 'of a training is gone on from to the same bits' {
        $checkpoint = Join-Path $TestDrive run.json
        $mine = Join-Path $TestDrive ".run.$('b' * 32).tmp"
        Set-Content $mine mine
        $train = "`$d = Get-SampleDataset Moons -Count 300 -Noise 0.2 -Seed 1; 'ready'; (New-Network -Dataset `$d -HiddenLayer 20 -Dropout 0.1 -Seed 1 | Invoke-Training -Dataset `$d -Epoch 400 -ValidationSplit 0.2 -Patience 300 {0} -WarningAction Ignore) | Export-Network '{1}'"
        $whole = Join-Path $TestDrive whole.json
        $resumed = Join-Path $TestDrive resumed.json
        (Wait-Pwsh (Start-Pwsh ($train -f '', $whole))).Error | Should -BeNullOrEmpty
        $random = [Random]::new(2)
        $with = $train -f "-CheckpointPath '$checkpoint' -CheckpointInterval 2 -Resume", $resumed
        $killed = 0
        foreach ($i in 1..5) {
            $process = Start-Pwsh $with
            $process.StandardOutput.ReadLine() | Should -Be ready
            if (-not $process.WaitForExit($random.Next(50, 700))) {
                $process.Kill()
                $process.WaitForExit()
                $killed++
            }
        }

        $killed | Should -BeGreaterThan 0
        (Wait-Pwsh (Start-Pwsh $with)).Error | Should -BeNullOrEmpty
        Get-Content $resumed -Raw | Should -BeExactly (Get-Content $whole -Raw)
        Get-Content $mine | Should -Be mine
        Get-ChildItem $TestDrive -Force -Filter .run.json.*.tmp | Should -BeNullOrEmpty
    }
}

Describe 'A checkpoint that cannot be written' {
    It 'is a warning, and an error when the network has been returned' {
        $folder = (New-Item (Join-Path $TestDrive away) -ItemType Directory).FullName
        $net = New-Network 2, 3, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 4 -CheckpointPath (Join-Path $folder c.json) -CheckpointInterval 1 -OnEpoch {
            if ($_.Epoch -eq 2) { Rename-Item $folder gone }
        } -ErrorVariable fault -ErrorAction SilentlyContinue -WarningVariable warning -WarningAction SilentlyContinue
        $net.EpochsTrained | Should -Be 4
        $net.LastTraining.StopReason | Should -Be EpochLimit
        @($warning -match 'A checkpoint could not be written').Count | Should -Be 1
        $fault[0].FullyQualifiedErrorId | Should -Be 'CheckpointNotWritten,PSBackprop.Commands.InvokeTrainingCommand'
        $fault[0].CategoryInfo.Category | Should -Be WriteError
    }

    It 'is an error before the training where that can be known' {
        $net = New-Network 2, 3, 1 -Seed 1
        { $net | Invoke-Training -InputData $x -TargetData $y -CheckpointPath (Join-Path $TestDrive no such.json) } | Should -Throw -ErrorId FileNotWritable*
        $net.EpochsTrained | Should -Be 0
    }
}

Describe 'Stopping within a second' {
    It 'New-Network, with <_>' -ForEach '-Initializer GlorotUniform', '-Initializer Normal', '-Initializer Orthogonal' {
        Measure-Stop "New-Network 6000, 6000, 6000, 1 -Seed 1 $_" | Should -BeLessThan 1
    }

    It 'Import-Network' {
        $path = Join-Path $TestDrive large.json
        $row = '0.12345678901234567, ' * 2000
        $writer = [IO.StreamWriter]::new($path)
        $writer.Write('{"format":"psbackprop-network","version":2,"precision":"double","seed":1,"input":{"size":4000},"layers":[{"kind":"dense","units":2001,"activation":"tanh","weights":[')
        foreach ($i in 1..4000) { $writer.Write("[${row}0],") }
        $writer.Dispose()
        Measure-Stop "Import-Network '$path'" | Should -BeLessThan 1
        Remove-Item $path
    }

    It 'Get-Prediction -InputData, of <_>' -ForEach 'arrays', 'objects' {
        $data = $_ -eq 'arrays' ? @(foreach ($i in 1..400000) { , @($i, 2, 3, 4) }) : @(foreach ($i in 1..150000) { [pscustomobject]@{ SepalLength = $i; SepalWidth = 2; PetalLength = 3; PetalWidth = 4 } })
        $net = $_ -eq 'arrays' ? (New-Network 4, 3, 1 -Seed 1) : (New-Network -Dataset (Get-SampleDataset Iris) -Seed 1)
        Measure-Stop 'Get-Prediction -Network $net -InputData $data' @{ net = $net; data = $data } -After 100 | Should -BeLessThan 1
    }
}

Describe 'Too little memory' {
    It 'is said with how much was wanted and what to make smaller: <Command>' -ForEach @(
        @{ Command = 'New-Network 8000, 8000, 1 -Seed 1'; Wanted = '977 MB'; Remedy = 'Use fewer units or layers' }
        @{ Command = "Import-Network 'large.json'"; Wanted = 'MB'; Remedy = 'Save a smaller network' }
        @{ Command = 'New-Network 2600, 2600, 1 -Seed 1 | Invoke-Training -InputData ([double[,]]::new(8, 2600)) -TargetData ([double[]]::new(8)) -Epoch 1'; Wanted = '310 MB'; Remedy = 'Build a smaller network' }
    ) {
        $row = '[' + ('0,' * 4000) + '0],'
        $text = '{"format":"psbackprop-network","version":2,"precision":"double","seed":1,"input":{"size":8000},"layers":[{"kind":"dense","units":4001,"activation":"tanh","weights":[' + $row * 7999 + $row.TrimEnd(',') + ']}]}'
        if ($Command -match 'Import') { Set-Content (Join-Path $TestDrive large.json) $text }
        $text = $null
        $process = Start-Pwsh "Set-Location '$TestDrive'; try { `$null = $Command } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }; (New-Network 2, 3, 1 -Seed 1).ParameterCount" @{ DOTNET_GCHeapHardLimit = '0xC800000' }
        $result = Wait-Pwsh $process
        $result.Error | Should -BeNullOrEmpty
        $result.Output[0] | Should -BeLike 'OutOfMemory,*'
        $result.Output[1] | Should -BeLike "*$Wanted*; this process may use 200 MB in all. *$Remedy*"
        $result.Output[2] | Should -Be 13
    }
}

Describe 'Control characters of a file or a user in a message' {
    It 'are shown as their number in <Where>' -ForEach @(
        @{ Where = 'an error about a file'; Command = { Set-Content (Join-Path $TestDrive bad.json) "{`"format`":`"psbackprop-network`",`"\u001b[31m\u202e\nx`":1}"; Import-Network (Join-Path $TestDrive bad.json) -ErrorAction Stop } }
        @{ Where = 'an error about a row'; Command = { [pscustomobject]@{ a = 1; b = 'x' }, [pscustomobject]@{ a = "`e[31m`u{202e}`nx"; b = 'y' } | ConvertTo-Dataset -Target b -Kind @{ a = 'Numeric' } -ErrorAction Stop } }
    ) {
        $fault = { & $Command } | Should -Throw -PassThru
        $fault.Exception.Message | Should -Not -Match '[\x00-\x1f\x7f\u202e]'
        $fault.Exception.Message | Should -BeLike '*\u001B`[31m\u202E\u000Ax*'
    }

    It 'are shown as their number in a warning' {
        $rows = foreach ($i in 1..60) { [pscustomobject]@{ "a`e[31m" = "c$i"; b = $i } }
        $null = $rows | ConvertTo-Dataset -Target b | New-Network -Dataset { $_ } -Seed 1 -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike '*a\u001B`[31m*'
        "$warning" | Should -Not -Match '\x1b'
    }
}
