BeforeDiscovery {
    # The test runner's packages bring the older version along.
    $older = Join-Path $PSScriptRoot .. out packages mathnet.numerics 4.15.0 lib netstandard2.0 MathNet.Numerics.dll
    if (-not (Test-Path $older)) {
        throw 'The older MathNet is not there: run dotnet restore tests/Tools/Tools.proj, which -Task Test does by itself.'
    }
}

BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'MathNet' {
    It 'is the module''s own beside an older one that was loaded first' -ForEach @{ Older = $older } {
        $versions = pwsh -NoProfile -NonInteractive -Command {
            param($older, $module)
            $first = [Reflection.Assembly]::LoadFrom($older)
            Import-Module $module
            $net = New-Network 2, 3, 1 -Seed 1
            $own = $net.Layers[0].WeightMatrix.GetType().BaseType.Assembly
            $first.GetName().Version.Major
            $own.GetName().Version.Major
            [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($own).Name
            $matrix = $first.GetType('MathNet.Numerics.LinearAlgebra.Double.DenseMatrix')::CreateIdentity(2)
            @($net | Get-Prediction -InputData $matrix -Raw).Count
        } -args $Older, $module
        $versions | Should -Be 4, 5, 'PSBackprop', 2
    }

    It 'does not keep another module from loading an older one afterwards' -ForEach @{ Older = $older } {
        $versions = pwsh -NoProfile -NonInteractive -Command {
            param($older, $module)
            Import-Module $module
            $null = (New-Network 2, 3, 1).Layers[0].WeightMatrix
            Add-Type -Path $older
            [MathNet.Numerics.Constants].Assembly.GetName().Version.Major
        } -args $Older, $module
        $versions | Should -Be 4
    }
}
