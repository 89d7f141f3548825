BeforeDiscovery {
    # The oldest runtime that PowerShell 7.4 has, and another kind of processor, emulated: its numbers are those of the chip, its speed is not.
    $others = @(
        @{ Name = '.NET 8 on this processor'; Framework = 'net8.0'; Runtime = "linux-$([Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant(); IsEmulated = $false }
        @{ Name = '.NET 10 on Arm64'; Framework = 'net10.0'; Runtime = 'linux-arm64'; IsEmulated = $true }
    )
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $project = Join-Path $PSScriptRoot PSBackprop.Portable.Tests
    $files = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "psbackprop-runtimes-$([guid]::NewGuid())")).FullName

    # Ends what takes too long, with all that it started. Gives the exit code and all that was written.
    function Invoke-Bounded([int] $Seconds, [string] $Program, [string[]] $Argument, [hashtable] $Environment = @{}) {
        $start = [Diagnostics.ProcessStartInfo]@{ FileName = $Program; RedirectStandardOutput = $true; RedirectStandardError = $true; WorkingDirectory = $files }
        foreach ($one in $Argument) { $start.ArgumentList.Add($one) }
        foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
        $process = [Diagnostics.Process]::Start($start)
        $output, $errors = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
        $isOver = $process.WaitForExit($Seconds * 1000)
        if (-not $isOver) { $process.Kill($true) }
        $text = $output.GetAwaiter().GetResult() + $errors.GetAwaiter().GetResult()
        [pscustomobject]@{ ExitCode = $isOver ? $process.ExitCode : -1; Text = $isOver ? $text : "$text`nNot over after $Seconds s." }
    }

    # The emulator and what a program of .NET needs of the processor's own libraries, unpacked into a folder; nothing where they cannot be had.
    function Get-Arm64 {
        $emulator = Get-Command qemu-aarch64, qemu-aarch64-static -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        if (-not (Get-Command apt-get, dpkg-deb -CommandType Application -ErrorAction Ignore)) { return }
        $root = Join-Path $files arm64
        $lists = New-Item -ItemType Directory (Join-Path $files lists/partial), (Join-Path $files cache/archives/partial), $root
        $null = New-Item (Join-Path $files status)
        # A list of packages of its own: the machine's is of its own processor.
        $options = 'APT::Architecture=arm64', 'APT::Architectures=arm64', "Dir::State::Lists=$($lists[0].Parent)", "Dir::State::status=$files/status",
            "Dir::Cache=$files/cache", 'APT::Sandbox::User=root' | ForEach-Object { '-o', $_ }
        if ((Invoke-Bounded 120 apt-get ($options + '-q', 'update')).ExitCode) { return }
        foreach ($names in 'libc6', 'libstdc++6', 'libgcc-s1', 'zlib1g', ('libssl3', 'libssl3t64')) {
            if (-not @($names).Where({ (Invoke-Bounded 120 apt-get ($options + '-q', 'download', $_)).ExitCode -eq 0 })) { return }
        }

        foreach ($package in Get-Item (Join-Path $files *.deb)) {
            if ((Invoke-Bounded 60 dpkg-deb ('-x', $package.FullName, $root)).ExitCode) { return }
        }

        if (-not $emulator) {
            $isInstalled = (Invoke-Bounded 240 apt-get ('-q', '-y', 'install', '--no-install-recommends', 'qemu-user') @{ DEBIAN_FRONTEND = 'noninteractive' }).ExitCode -eq 0
            $emulator = Get-Command qemu-aarch64, qemu-aarch64-static -CommandType Application -ErrorAction Ignore | Select-Object -First 1
            if (-not $isInstalled -or -not $emulator) { return }
        }

        [pscustomobject]@{ Emulator = $emulator.Source; Root = $root }
    }
}

AfterAll { Remove-Item $files -Recurse -Force -ErrorAction Ignore }

Describe 'On <Name>' -ForEach $others {
    It 'trainings give the stored bits, and every kernel those of the plain reference' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the stored bits are those of Linux'; return }
        $machine = $IsEmulated ? (Get-Arm64) : $null
        if ($IsEmulated -and -not $machine) { Set-ItResult -Skipped -Because 'the emulator, or libraries of that processor, cannot be had here'; return }
        $program = Join-Path $files $Runtime
        $publish = 'publish', $project, '-c', 'Release', '--nologo', '-v', 'q', '-o', $program, "-p:PortableFramework=$Framework", "-p:PortableRuntime=$Runtime"
        $published = Invoke-Bounded 300 dotnet $publish
        if ($published.Text -match 'NU110[123].*Microsoft\.NETCore\.App') { Set-ItResult -Skipped -Because "the package feed has no such runtime: $($Matches[0])"; return }
        $published.ExitCode | Should -Be 0 -Because $published.Text
        $tests = Join-Path $program PSBackprop.Portable.Tests
        # The emulator does not see code that is written through another address.
        $environment = @{ DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1'; DOTNET_EnableWriteXorExecute = '0' }
        $run = if ($machine) { Invoke-Bounded 600 $machine.Emulator ('-L', $machine.Root, $tests) $environment } else { Invoke-Bounded 300 $tests @() $environment }
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Text | Should -Match 'Total: [1-9]\d+, Errors: 0, Failed: 0, Skipped: 0'
        $run.Text | Should -Match ($Framework -eq 'net8.0' ? '\.NET 8\.' : '\.NET 10\.')
    }
}
