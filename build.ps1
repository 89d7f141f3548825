#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests, shows or packages PSBackprop.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'PSBackprop.sln'
$module = Join-Path $PSScriptRoot 'out' 'PSBackprop'

function Invoke-Build {
    dotnet build $solution --configuration $Configuration
    if ($LASTEXITCODE) { throw "dotnet build failed with exit code $LASTEXITCODE." }
}

function Invoke-Test {
    if (-not (Get-Module -ListAvailable Pester | Where-Object Version -GE 5.0)) {
        throw 'The test suites need Pester 5. Install it with: Install-PSResource Pester'
    }

    dotnet test $solution --configuration $Configuration --no-build
    if ($LASTEXITCODE) { throw "dotnet test failed with exit code $LASTEXITCODE." }

    $pester = New-PesterConfiguration
    $pester.Run.Path = Join-Path $PSScriptRoot 'tests' '*.Tests.ps1'
    $pester.Run.Throw = $true
    Invoke-Pester -Configuration $pester
}

function Compress-Module {
    $manifest = Import-PowerShellDataFile (Join-Path $module 'PSBackprop.psd1')
    $data = $manifest.PrivateData.PSData
    $commands = $manifest.CmdletsToExport
    $tags = @($data.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' + $commands.ForEach({ "PSCmdlet_$_" }) + $commands.ForEach({ "PSCommand_$_" })
    $escape = { [Security.SecurityElement]::Escape($args[0]) }
    $parts = @{
        '[Content_Types].xml' = @'
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" /><Default Extension="nuspec" ContentType="application/octet" /><Default Extension="dll" ContentType="application/octet" /><Default Extension="psd1" ContentType="application/octet" /><Default Extension="ps1" ContentType="application/octet" /><Default Extension="ps1xml" ContentType="application/octet" /><Default Extension="xml" ContentType="application/octet" /><Default Extension="txt" ContentType="application/octet" /><Default Extension="json" ContentType="application/octet" /><Default Extension="csv" ContentType="application/octet" /><Default Extension="gz" ContentType="application/octet" /><Default Extension="md" ContentType="application/octet" /><Override PartName="/LICENSE" ContentType="application/octet" /></Types>
'@
        '_rels/.rels'         = @'
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/PSBackprop.nuspec" Id="R1" /></Relationships>
'@
        'PSBackprop.nuspec'   = @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd"><metadata><id>PSBackprop</id><version>$($manifest.ModuleVersion)</version><authors>$(& $escape $manifest.Author)</authors><requireLicenseAcceptance>false</requireLicenseAcceptance><licenseUrl>$(& $escape $data.LicenseUri)</licenseUrl><projectUrl>$(& $escape $data.ProjectUri)</projectUrl><description>$(& $escape $manifest.Description)</description><releaseNotes>$(& $escape $data.ReleaseNotes)</releaseNotes><copyright>$(& $escape $manifest.Copyright)</copyright><tags>$(& $escape ($tags -join ' '))</tags></metadata></package>
"@
    }

    $package = Join-Path $PSScriptRoot 'out' "PSBackprop.$($manifest.ModuleVersion).nupkg"
    Remove-Item $package -ErrorAction Ignore
    $archive = [IO.Compression.ZipFile]::Open($package, 'Create')
    try {
        foreach ($name in $parts.Keys) {
            $writer = [IO.StreamWriter]::new($archive.CreateEntry($name).Open())
            $writer.Write($parts[$name])
            $writer.Dispose()
        }

        foreach ($file in Get-ChildItem $module -Recurse -File) {
            $name = [IO.Path]::GetRelativePath($module, $file.FullName).Replace('\', '/')
            [void][IO.Compression.ZipFileExtensions]::CreateEntryFromFile($archive, $file.FullName, $name)
        }
    }
    finally {
        $archive.Dispose()
    }

    Get-Item $package
}

switch ($Task) {
    'Build' { Invoke-Build }
    'Test' { Invoke-Build; Invoke-Test }
    'Demo' { Invoke-Build; Import-Module $module -Force; & (Join-Path $module 'Examples' 'Xor.ps1') }
    'Package' { Invoke-Build; Compress-Module }
    'Clean' {
        Get-ChildItem $PSScriptRoot -Recurse -Directory -Include bin, obj | Remove-Item -Recurse -Force
        Remove-Item (Join-Path $PSScriptRoot 'out') -Recurse -Force -ErrorAction Ignore
    }
}
