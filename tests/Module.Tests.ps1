BeforeDiscovery {
    . $PSScriptRoot/common.ps1
    $commands = (Get-Command -Module PSBackprop).Name
}

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

    It 'runs the example <_>' -ForEach (Get-ChildItem (Join-Path $module Examples) -Filter *.ps1).BaseName {
        & (Join-Path $module Examples "$_.ps1") | Should -Not -BeNullOrEmpty
    }
}

Describe 'The help of <_>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $_ -Full
        $command = Get-Command $_
    }

    It 'describes the command and its parameters' {
        $help.Synopsis | Should -Not -Match '^\s*$'
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        foreach ($parameter in $command.Parameters.Values.Where({ $_.Name -notin $common })) {
            $text = (Get-Help $command.Name -Parameter $parameter.Name).Description.Text -join ' '
            $text | Should -Not -BeNullOrEmpty -Because $parameter.Name
            $type = $parameter.ParameterType.IsArray ? $parameter.ParameterType.GetElementType() : $parameter.ParameterType
            if ($type.IsEnum) {
                $text | Should -Match "Values: $([enum]::GetNames($type) -join ', ')\." -Because $parameter.Name
            }
        }
    }

    It 'has examples that run' {
        Push-Location $TestDrive
        try {
            foreach ($example in $help.examples.example) {
                [scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $($example.code)").Invoke() | Should -Not -BeNullOrEmpty -Because $example.title
            }
        }
        finally {
            Pop-Location
        }
    }
}
