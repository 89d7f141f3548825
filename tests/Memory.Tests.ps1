BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'Data beyond a limit of memory' {
    It 'is one clear error, and the session goes on' {
        $path = Join-Path $TestDrive large.csv
        [IO.File]::WriteAllText($path, "a,b,c,d`n" + ("1.5,2.5,3.5,4.5`n" * 3000000))
        # 96 MB, of which a session takes a good part; the data would take as much again.
        $env:DOTNET_GCHeapHardLimit = '0x6000000'
        try {
            $said = pwsh -NoProfile -NonInteractive -Command {
                param($module, $path)
                Import-Module $module
                try { Import-Dataset $path -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
                (New-Network 2, 3, 1 -Seed 1).ParameterCount
            } -args $module, $path
        }
        finally {
            $env:DOTNET_GCHeapHardLimit = $null
        }

        $said | Should -Be 'DataTooLarge,PSBackprop.Commands.ImportDatasetCommand', 13
    }
}
