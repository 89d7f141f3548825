BeforeAll {
    . $PSScriptRoot/common.ps1
    $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1 -Name Xor
}

Describe 'Export-Network' {
    BeforeEach { Push-Location $TestDrive }
    AfterEach {
        Pop-Location
        Get-ChildItem $TestDrive -Force | Remove-Item -Force
    }

    It 'writes nothing but the file, and the file with -PassThru' {
        $net | Export-Network a.json | Should -BeNullOrEmpty
        $file = $net | Export-Network b.json -PassThru
        $file | Should -BeOfType IO.FileInfo
        $file.FullName | Should -Be (Join-Path (Get-Item $TestDrive).FullName b.json)
        (Get-ChildItem -Force).Name | Should -Be a.json, b.json
    }

    It 'writes JSON that a person can read, a row of weights a line' {
        $net | Export-Network a.json
        $json = Get-Content a.json -Raw | ConvertFrom-Json
        $json.format | Should -Be psbackprop-network
        $json.layers[0].weights | Should -HaveCount 2
        $json.layers[0].weights[1] | Should -HaveCount 4
        (Get-Content a.json | Where-Object { $_ -match '^\s+\[.*\],?$' }) | Should -HaveCount 6
    }

    It 'leaves nothing behind with -WhatIf' {
        $net | Export-Network a.json -WhatIf -PassThru | Should -BeNullOrEmpty
        Get-ChildItem -Force | Should -BeNullOrEmpty
    }

    It 'replaces a file, but not with -NoClobber' {
        'mine' | Set-Content a.json
        { $net | Export-Network a.json -NoClobber } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content a.json | Should -Be mine
        $net | Export-Network a.json
        (Import-Network a.json).Name | Should -Be Xor
    }

    It 'replaces a read-only file only with -Force' {
        'mine' | Set-Content a.json
        Set-ItemProperty a.json IsReadOnly $true
        { $net | Export-Network a.json } | Should -Throw -ErrorId 'FileReadOnly,*'
        Get-Content a.json | Should -Be mine
        $net | Export-Network a.json -Force
        (Import-Network a.json).Name | Should -Be Xor
    }

    It 'takes characters that are wildcards elsewhere as they are' {
        $net | Export-Network 'a[1].json'
        $net | Export-Network -LiteralPath 'b[1].json'
        (Get-ChildItem).Name | Should -Be 'a[1].json', 'b[1].json'
    }

    It 'says what is wrong with the path <path>' -ForEach @(
        @{ Path = 'none/a.json'; Id = 'FileNotWritable' }
        @{ Path = '.'; Id = 'PathIsFolder' }
        @{ Path = 'Env:a'; Id = 'PathNotFileSystem' }
        @{ Path = 'nodrive:/a.json'; Id = 'PathNotUnderstood' }
    ) {
        { $net | Export-Network $Path } | Should -Throw -ErrorId "$Id,PSBackprop.Commands.ExportNetworkCommand"
    }
}
