#Requires -Version 7.4
<#
.SYNOPSIS
Builds, shows, tests or packages PSBackprop.
.DESCRIPTION
Needs the .NET SDK 10 or later. The test runner is restored from the package feed, whatever the machine has installed.
.EXAMPLE
./build.ps1 -Task Test
Runs every suite, and ends with the totals alone on the last line.
.EXAMPLE
./build.ps1 -Task Test -Suite New-Network, Core -Filter refuses
Runs the tests of two suites that have this word in their names.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Demo', 'Test', 'Analyze', 'Package', 'Clean')]
    [string] $Task = 'Build',

    # Suites to run: Core (xunit), or the name of a file tests/NAME.Tests.ps1. Default: all.
    [ArgumentCompleter({ 'Core'; (Get-Item (Join-Path $PSScriptRoot tests *.Tests.ps1)).Name -replace '\.Tests\.ps1$' })]
    [string[]] $Suite,

    # A part of the names of the tests to run, as they stand in the suite. Default: all.
    [string] $Filter,

    # Tests what was built before.
    [switch] $NoBuild,

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$output = Join-Path $PSScriptRoot out
$module = Join-Path $output PSBackprop
$tests = Join-Path $PSScriptRoot tests

# Names the mistake alone, without a line of this script.
function Stop-Build([string] $Message) {
    $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new($Message, 'BuildStopped', 'InvalidOperation', $Task))
}

function Assert-Sdk {
    $version = if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) { dotnet --version }
    if ($version -notmatch '^(\d+)\.' -or [int]$Matches[1] -lt 10) {
        Stop-Build "Building PSBackprop takes the .NET SDK 10 or later; this machine has $($version ?? 'none'). Install it from https://dot.net."
    }
}

function Invoke-Build([string] $Project, [string[]] $Argument = @()) {
    dotnet build (Join-Path $PSScriptRoot $Project) --configuration $Configuration --nologo --verbosity quiet -consoleLoggerParameters:NoSummary @Argument |
        Tee-Object -Variable lines | Out-Host
    if ($LASTEXITCODE) {
        $missing = $lines | Select-String 'error NU1\d+: Unable to find package ([\w.]+?)\.? ' | ForEach-Object { $_.Matches[0].Groups[1].Value } | Sort-Object -Unique
        if ($missing -or $lines -match 'error NU130\d') {
            Stop-Build ("Packages could not be restored$(if ($missing) { ": $($missing -join ', ')" }). Check the network, or name a feed that has them: " +
                'dotnet nuget add source ADDRESS.')
        }

        Stop-Build "dotnet build failed with exit code $LASTEXITCODE."
    }
}

# The package's folder; PackageDownload takes exactly the version asked for.
function Restore-Tool([string] $Name) {
    $project = Join-Path $tests Tools Tools.proj
    $text = dotnet restore $project --nologo --verbosity quiet 2>&1 | Out-String
    $version = ([xml](Get-Content $project -Raw)).SelectSingleNode("//PackageDownload[@Include='$Name']").Version.Trim('[', ']')
    if ($LASTEXITCODE) {
        Stop-Build ("The package $Name $version could not be restored. Check the network, or name a feed that has it: " +
            "dotnet nuget add source ADDRESS. NuGet says:`n$($text.Trim())")
    }

    Join-Path $output packages $Name.ToLowerInvariant() $version
}

function Invoke-Xunit {
    $results = Join-Path $output results
    Remove-Item $results -Recurse -Force -ErrorAction Ignore
    $arguments = @($Filter ? '--filter', "DisplayName~$Filter" : @())
    dotnet test (Join-Path $tests PSBackprop.Core.Tests) --configuration $Configuration --no-build --nologo --logger 'trx;LogFileName=core.trx' `
        --results-directory $results @arguments | Out-Host
    $failed = $LASTEXITCODE
    $file = Join-Path $results core.trx
    if (-not (Test-Path $file)) {
        # No file is written where the filter matches no test.
        return [pscustomobject]@{ Suite = 'Core'; Passed = 0; Failed = [int]($failed -ne 0); Skipped = 0 }
    }

    $counters = ([xml](Get-Content $file -Raw)).TestRun.ResultSummary.Counters
    $missed = [int]$counters.total - $counters.executed
    [pscustomobject]@{
        Suite   = 'Core'
        Passed  = [int]$counters.passed
        Failed  = [Math]::Max([int]$counters.executed - $counters.passed, [int]($failed -ne 0))
        Skipped = $missed
    }
}

# In a process of its own: an imported module would keep its assemblies from being built again, and nothing of this session reaches the tests.
function Invoke-PesterSuite([string[]] $Name) {
    $pester = Join-Path (Restore-Tool Pester) tools Pester.psd1
    # Started as a .NET tool, PowerShell has no program of its own.
    $tool = [IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet'
    $arguments = @($tool ? (Join-Path $PSHOME pwsh.dll) : @()) + '-NoProfile', '-NonInteractive'
    $results = & ([Environment]::ProcessPath) @arguments -Command {
        param($pester, $tests, $suites, $filter)
        Import-Module $pester
        foreach ($suite in $suites) {
            $pesterSettings = New-PesterConfiguration
            $pesterSettings.Run.Path = Join-Path $tests "$suite.Tests.ps1"
            $pesterSettings.Run.PassThru = $true
            $pesterSettings.Output.Verbosity = 'None'
            if ($filter) { $pesterSettings.Filter.FullName = "*$filter*" }
            $run = Invoke-Pester -Configuration $pesterSettings 3> $null 4> $null
            foreach ($failed in @($run.Failed) + $run.FailedBlocks + $run.FailedContainers) {
                "FAILED $($suite): $($failed.ExpandedPath ?? $failed.ExpandedName)"
                foreach ($fault in $failed.ErrorRecord) {
                    "    $fault"
                    # Where in the suite, without the test runner's own lines.
                    $fault.ScriptStackTrace -split '\r?\n' -like "*$tests*" | ForEach-Object { "    $_" }
                }
            }

            [pscustomobject]@{
                Suite = $suite; Passed = $run.PassedCount; Skipped = $run.SkippedCount
                Failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
            }
        }
    } -args $pester, $tests, $Name, $Filter | ForEach-Object { if ($_ -is [string]) { Write-Host $_ } else { $_; Write-Total $_.Suite $_ } }

    # Whatever ended the process has kept some suites from being run to their end.
    $lost = $Name.Where({ $_ -notin $results.Suite }).ForEach({ [pscustomobject]@{ Suite = $_; Passed = 0; Failed = 1; Skipped = 0 } })
    foreach ($suite in $lost) { Write-Host "FAILED $($suite.Suite): did not run to its end" }
    @($results) + $lost
}

function Write-Total([string] $Name, $Total) {
    # A suite in which no test has the filter's word is not worth a line.
    if ($Filter -and $Total.Passed + $Total.Failed + $Total.Skipped -eq 0) { return }
    Write-Host ("${Name}: " -replace '^: ') -NoNewline
    Write-Host "$($Total.Passed) passed, $($Total.Failed) failed, $($Total.Skipped) skipped"
}

function Invoke-Test {
    $all = @('Core') + (Get-Item (Join-Path $tests *.Tests.ps1)).Name.ForEach({ $_ -replace '\.Tests\.ps1$' })
    # From outside PowerShell, a list comes as one text.
    $asked = @($Suite) -split '\s*,\s*'
    $unknown = $asked.Where({ $_ -and $_ -notin $all })
    if ($unknown) { Stop-Build "There is no suite '$($unknown -join "', '")'. The suites are: $($all -join ', ')." }
    $chosen = $all.Where({ -not $Suite -or $_ -in $asked })
    $projects = $Suite ? @('src/PSBackprop', ($chosen -contains 'Core' ? 'tests/PSBackprop.Core.Tests' : @())).ForEach({ $_ }) : 'PSBackprop.sln'
    if (-not $NoBuild) { foreach ($project in $projects) { Invoke-Build $project } }

    $totals = @(
        if ($chosen -contains 'Core') { Invoke-Xunit | Tee-Object -Variable core; Write-Total Core $core }
        $suites = $chosen.Where({ $_ -ne 'Core' })
        if ($suites) { Invoke-PesterSuite $suites }
    )
    $sum = [pscustomobject]@{}
    foreach ($count in 'Passed', 'Failed', 'Skipped') { $sum | Add-Member $count ($totals | Measure-Object $count -Sum).Sum }
    if ($sum.Passed + $sum.Failed -eq 0) { Stop-Build "No test has '$Filter' in its name." }
    Write-Total '' $sum
    exit [int]($sum.Failed -gt 0)
}

function Invoke-Analyzer {
    $version = '1.25.0'
    $folder = Join-Path $output modules
    if (-not (Test-Path (Join-Path $folder PSScriptAnalyzer $version))) {
        $null = New-Item $folder -ItemType Directory -Force
        Save-PSResource PSScriptAnalyzer -Version $version -Repository PSGallery -TrustRepository -Path $folder
    }

    Import-Module (Join-Path $folder PSScriptAnalyzer $version PSScriptAnalyzer.psd1)
    $settings = Join-Path $PSScriptRoot .github analysis.psd1
    $found = @('build.ps1', 'module', 'tests').ForEach({
            Invoke-ScriptAnalyzer -Path (Join-Path $PSScriptRoot $_) -Recurse -Severity Warning, Error -Settings $settings
        })
    $found | Format-Table -AutoSize | Out-Host
    exit [int]($found.Count -gt 0)
}

function Compress-Module {
    Remove-Item (Join-Path $output *.nupkg)
    Compress-PSResource -Path $module -DestinationPath $output -PassThru
}

switch ($Task) {
    'Clean' {
        Get-ChildItem $PSScriptRoot -Recurse -Directory -Include bin, obj | Remove-Item -Recurse -Force
        Remove-Item $output -Recurse -Force -ErrorAction Ignore
    }
    'Analyze' { Invoke-Analyzer }
    'Build' { Assert-Sdk; Invoke-Build PSBackprop.sln }
    'Test' { Assert-Sdk; Invoke-Test }
    'Package' { Assert-Sdk; Invoke-Build src/PSBackprop; Compress-Module }
    'Demo' {
        Assert-Sdk
        Write-Host 'Building the module (the first time, its packages are fetched as well) …'
        Invoke-Build src/PSBackprop '-p:RunAnalyzers=false'
        Write-Host "A network learns XOR: module/Examples/Xor.ps1`n"
        Import-Module $module -Force
        & (Join-Path $module Examples Xor.ps1)
    }
}
