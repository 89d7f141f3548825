BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'The module' {
    It 'has a valid manifest that exports what the assembly holds' {
        $manifest = Test-ModuleManifest (Join-Path $module PSBackprop.psd1)
        $exported = $manifest.ExportedCmdlets.Keys | Sort-Object
        $types = [PSBackprop.Commands.NewNetworkCommand].Assembly.GetExportedTypes().ForEach({ $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) })
        $exported | Should -Be ($types.ForEach({ "$($_.VerbName)-$($_.NounName)" }) | Sort-Object)
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.PrivateData.PSData.Tags | Should -Not -BeNullOrEmpty
    }

    It 'uses approved verbs' {
        (Get-Command -Module PSBackprop).Verb | Where-Object { $_ -notin (Get-Verb).Verb } | Should -BeNullOrEmpty
    }

    It 'imports without loading MathNet, and again with -Force' {
        $loaded = pwsh -NoProfile -NonInteractive -Command {
            param($module)
            Import-Module $module
            [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains 'MathNet.Numerics'
            Import-Module $module -Force
            (New-Network 2, 3, 1).ParameterCount
        } -args $module
        $loaded | Should -Be $false, 13
    }

    It 'works in strict mode' {
        Set-StrictMode -Version Latest
        New-Network 2, 3, 1 -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Epoch 2 | Out-String | Should -Not -BeNullOrEmpty
    }
}
