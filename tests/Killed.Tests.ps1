BeforeAll {
    . $PSScriptRoot/common.ps1

    # The time of trainings in files, so that these can be compared as they are.
    $epoch = $env:SOURCE_DATE_EPOCH
    $env:SOURCE_DATE_EPOCH = 1700000000
    $script = Join-Path $TestDrive train.ps1
    @'
param($module, $name)
Import-Module $module
$data = Get-SampleDataset Moons -Count 400 -Noise 0.2 -Seed 1
$net = New-Network -Dataset $data -HiddenLayer 30, 20 -Dropout 0.1 -Seed 1
'begun'
$net | Invoke-Training -Dataset $data -Epoch 400 -ValidationSplit 0.2 -Patience 300 -CheckpointPath "$name.checkpoint" -CheckpointInterval 3 -Resume |
    Export-Network "$name.json"
'@ | Set-Content $script

    # Starts the training and returns when it begins.
    function Start-Training([string] $Name) {
        $start = [Diagnostics.ProcessStartInfo]::new($shell, [string[]]($shellArguments + '-NoProfile', '-File', $script, $module, $Name))
        $start.WorkingDirectory = $TestDrive
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardOutput.ReadLine() | Should -Be 'begun'
        $process
    }

    function Complete-Training($Process) {
        $said = $Process.StandardError.ReadToEnd()
        $Process.WaitForExit()
        $Process.ExitCode | Should -Be 0 -Because $said
        $Process.Dispose()
    }

    function Assert-Bit {
        Get-Content (Join-Path $TestDrive killed.json) -Raw | Should -BeExactly $expected
        Remove-Item (Join-Path $TestDrive killed.json), (Join-Path $TestDrive killed.checkpoint)
    }
}

AfterAll { $env:SOURCE_DATE_EPOCH = $epoch }

Describe 'A training whose process is killed at any moment' {
    It 'goes on and ends with the bits of one that was never interrupted, twenty times' {
        $process = Start-Training whole
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Complete-Training $process
        # How long this machine takes for it now.
        $duration = [int]$watch.ElapsedMilliseconds
        $expected = Get-Content (Join-Path $TestDrive whole.json) -Raw
        $random = [Random]::new(1)
        $killed = $whole = 0
        while ($killed -lt 20) {
            $process = Start-Training killed
            if ($process.WaitForExit($random.Next($duration))) {
                Complete-Training $process
                Assert-Bit
                $whole++ | Should -BeLessThan 100 -Because 'it must be killed before it ends'
                continue
            }

            $process.Kill()
            $process.WaitForExit()
            $process.Dispose()
            $killed++
        }

        Complete-Training (Start-Training killed)
        Assert-Bit
        (Get-ChildItem $TestDrive -Force -Filter *.tmp) | Should -BeNullOrEmpty
    }
}
