#Requires -Version 7.4
<#
.SYNOPSIS
Plants each fault of planted-faults.psd1 in a copy of the project, and writes those that no test finds.
.DESCRIPTION
Takes about a third of a minute for each fault. The tests of the core look for it until one fails, quick ones first, without those of
file formats; where the fault names some with Tests, those alone; where it names a Suite, that suite of Pester, with the built module.
.EXAMPLE
./tests/Test-PlantedFault.ps1 -File Storage/*
Plants the faults in these files alone.
#>
[CmdletBinding()]
param(
    # The files whose faults to plant, with wildcards.
    [string] $File = '*'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$faults = @(& ([scriptblock]::Create((Get-Content (Join-Path $PSScriptRoot planted-faults.psd1) -Raw))) | Where-Object File -Like $File)
$copy = Join-Path ([IO.Path]::GetTempPath()) "psbackprop-faults-$([guid]::NewGuid())"
$filter = 'Category!=Slow&' + (('StepCost', 'Onnx', 'Hostile', 'Csv', 'Limit', 'Report', 'Metrics', 'MatrixProduct').ForEach({ "FullyQualifiedName!~$_" }) -join '&')
$quick = "$filter&" + (('Kind', 'Architecture', 'Extension', 'DataSet', 'Drift', 'Diagnosis', 'BaselineLoss', 'RowReading').ForEach({ "FullyQualifiedName!~$_" }) -join '&')
git clone --quiet $root $copy
try {
    $project = Join-Path $copy tests PSBackprop.Core.Tests
    $survivors = foreach ($fault in $faults) {
        $path = Join-Path $copy src PSBackprop.Core $fault.File
        $code = Get-Content $path -Raw
        if (-not $code.Contains($fault.Text)) { throw "$($fault.File) does not have the text '$($fault.Text)'." }
        Set-Content $path $code.Replace($fault.Text, $fault.Fault) -NoNewline
        $output = if ($fault.Suite) {
            dotnet build (Join-Path $copy src PSBackprop) -p:TreatWarningsAsErrors=false 2>&1
            if (-not $LASTEXITCODE) { & (Join-Path $copy build.ps1) -Task Test -Suite $fault.Suite -Filter $fault.Tests -NoBuild }
        }
        else {
            foreach ($tests in $fault.Tests ? "FullyQualifiedName~$($fault.Tests)" : ($quick, $filter)) {
                dotnet test $project --filter $tests -p:TreatWarningsAsErrors=false '--' xUnit.StopOnFail=true 2>&1
                if ($LASTEXITCODE) { break }
            }
        }
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
