BeforeAll {
    . $PSScriptRoot/common.ps1

    function Invoke-InCulture {
        param([string] $Culture, [scriptblock] $Script)
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            # And of every other thread of the process.
            [cultureinfo]::DefaultThreadCurrentCulture = $Culture
            & $Script
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
            [cultureinfo]::DefaultThreadCurrentCulture = $null
        }
    }
}

Describe 'In the culture <_>' -ForEach 'de-DE', 'fr-FR', 'tr-TR', 'ar-SA', '' {
    It 'reads the same numbers and writes the same file' {
        $work = {
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).json"
            New-Network 2, @{ units = 3; activation = 'silu' }, 1 -Seed 1 |
                Invoke-Training -InputData @(('0.5', '-1e-1'), ('1.25', 0)) -TargetData '0.5', '1' -Epoch 3 |
                Export-Network $file
            (Import-Network $file).ParameterCount
            Get-Content $file -Raw
        }
        $expected = Invoke-InCulture en-US $work
        Invoke-InCulture $_ $work | Should -BeExactly $expected
    }

    It 'takes no comma for a decimal point' {
        { Invoke-InCulture $_ { New-Network 2, 1 | Get-Prediction -InputData @(, ('1,5', 0)) } } | Should -Throw -ErrorId 'NotANumber,*'
    }
}
