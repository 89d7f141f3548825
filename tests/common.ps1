# What every suite begins with: the built module, and the four rows of XOR.
$root = Split-Path $PSScriptRoot
$module = Join-Path $root 'out' 'PSBackprop'
if (-not (Test-Path $module)) {
    throw 'The module is not built. Run ./build.ps1 or dotnet build first.'
}

Import-Module $module -Force
$x = @((0, 0), (0, 1), (1, 0), (1, 1))
$y = 0, 1, 1, 0

# The two bits patterns are compared, so that 0 and -0 or two near numbers are not taken for equal.
function Get-Bit {
    param([Parameter(ValueFromPipeline)] [double[]] $Number)
    process { $Number.ForEach({ [BitConverter]::DoubleToInt64Bits($_) }) }
}

# PowerShell of the same version, for a process of its own. One that was started as a .NET tool has no program of its own.
$shell = [Environment]::ProcessPath
$shellArguments = @([IO.Path]::GetFileNameWithoutExtension($shell) -eq 'dotnet' ? (Join-Path $PSHOME pwsh.dll) : @())
function pwsh { & $shell @shellArguments @args }
