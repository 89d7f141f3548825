#Requires -Version 7.4
<#
.SYNOPSIS
Plants each fault of planted-faults.psd1 in a copy of the project, and writes those that no test of the core finds.
.DESCRIPTION
Takes about a quarter of a minute for each fault. Slow tests, and those of file formats, are left out.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$faults = & ([scriptblock]::Create((Get-Content (Join-Path $PSScriptRoot planted-faults.psd1) -Raw)))
$copy = Join-Path ([IO.Path]::GetTempPath()) "psbackprop-faults-$([guid]::NewGuid())"
$filter = 'Category!=Slow&' + (('Onnx', 'Hostile', 'Csv', 'Limit', 'Report', 'Metrics', 'MatrixProduct').ForEach({ "FullyQualifiedName!~$_" }) -join '&')
git clone --quiet $root $copy
try {
    $project = Join-Path $copy tests PSBackprop.Core.Tests
    $survivors = foreach ($fault in $faults) {
        $path = Join-Path $copy src PSBackprop.Core $fault.File
        $code = Get-Content $path -Raw
        if (-not $code.Contains($fault.Text)) { throw "$($fault.File) does not have the text '$($fault.Text)'." }
        Set-Content $path $code.Replace($fault.Text, $fault.Fault) -NoNewline
        $output = dotnet test $project --filter $filter -p:TreatWarningsAsErrors=false 2>&1
        $found = $LASTEXITCODE -ne 0
        if ($output -match 'error CS') { throw "The fault '$($fault.Fault)' in $($fault.File) does not compile." }
        Write-Verbose "$($found ? 'found' : 'SURVIVED'): $($fault.File): $($fault.Text)"
        Set-Content $path $code -NoNewline
        if (-not $found) { [pscustomobject]$fault }
    }
}
finally {
    Remove-Item $copy -Recurse -Force
}

$survivors
"$($faults.Count - @($survivors).Count) of $($faults.Count) planted faults were found."
exit [int](@($survivors).Count -gt 0)
