BeforeDiscovery { . $PSScriptRoot/common.ps1 }

Describe 'The faults that Test-PlantedFault.ps1 plants' {
    It 'are of texts that their files have' {
        $faults = & ([scriptblock]::Create((Get-Content (Join-Path $PSScriptRoot planted-faults.psd1) -Raw)))
        $faults.Count | Should -BeGreaterThan 80
        foreach ($fault in $faults) {
            $path = Join-Path $PSScriptRoot .. src PSBackprop.Core $fault.File
            $path | Should -Exist
            (Get-Content $path -Raw).Contains($fault.Text) | Should -BeTrue -Because "$($fault.File) should have the text '$($fault.Text)'"
            $fault.Fault | Should -Not -Be $fault.Text
        }
    }
}
