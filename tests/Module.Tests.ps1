BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'The module' {
    It 'has a valid manifest that exports what the assembly holds' {
        $manifest = Test-ModuleManifest (Join-Path $module PSBackprop.psd1)
        $exported = $manifest.ExportedCmdlets.Keys | Sort-Object
        $types = [PSBackprop.Commands.NewNetworkCommand].Assembly.GetExportedTypes().ForEach({ $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) })
        $exported | Should -Be ($types.ForEach({ "$($_.VerbName)-$($_.NounName)" }) | Sort-Object)
        $manifest.ExportedFunctions.Count, $manifest.ExportedAliases.Count | Should -Be 0, 0
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.PrivateData.PSData.Tags | Should -Not -BeNullOrEmpty
    }

    It 'has in its folder all that belongs to it, and nothing of PowerShell or of its own making' {
        $files = (Get-ChildItem $module -Recurse -File).ForEach({ [IO.Path]::GetRelativePath($module, $_.FullName).Replace('\', '/') })
        foreach ($needed in 'PSBackprop.psd1', 'PSBackprop.dll', 'PSBackprop.Core.dll', 'PSBackprop.Format.ps1xml', 'PSBackprop.Types.ps1xml',
            'dependencies/MathNet.Numerics.dll', 'LICENSE', 'Examples/Xor.ps1', 'Data/iris.csv', 'psbackprop-network.schema.json',
            'en-US/PSBackprop.dll-Help.xml', 'en-US/about_PSBackprop.help.txt') {
            $files | Should -Contain $needed
        }

        $files | Where-Object { $_ -match 'System\.Management\.Automation|Markdig|PSBackprop\.Help\.dll|\.psm1$|^help/' } | Should -BeNullOrEmpty
    }

    It 'can be imported again and removed, while another session goes on' {
        $other = [powershell]::Create()
        $kept = [powershell]::Create()
        try {
            $null = $kept.AddScript('param($module) Import-Module $module').AddArgument($module).Invoke()
            $kept.Commands.Clear()
            $script = 'param($module) Import-Module $module; Import-Module $module -Force; Remove-Module PSBackprop; Get-Command New-Network -Module PSBackprop -ErrorAction Ignore'
            $other.AddScript($script).AddArgument($module).Invoke() | Should -BeNullOrEmpty
            $kept.AddScript('(New-Network 2, 1 -Seed 1).ParameterCount').Invoke() | Should -Be 3
        }
        finally {
            $other.Dispose()
            $kept.Dispose()
        }
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
