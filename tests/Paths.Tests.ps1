BeforeAll {
    . $PSScriptRoot/common.ps1
    $net = New-Network 2, 3, 1 -Seed 1
    $folder = New-Item (Join-Path $TestDrive paths) -ItemType Directory
    Push-Location $folder
}

AfterAll { Pop-Location }

Describe 'A file named <Name>' -ForEach @(
    @{ Name = 'with space.json' }
    @{ Name = 'set[1].json' }
    @{ Name = '[a-z].json.gz' }
    @{ Name = "it's `$HOME;``n.json" }
    @{ Name = '--help.json' }
    @{ Name = '~.json' }
    @{ Name = "名前 Ünï.json" }
    @{ Name = ('n' * 240) + '.json' }
    @{ Name = ('漢' * 80) + '.json' }
    @{ Name = 'star*?.json'; Unix = $true }
    @{ Name = 'quote".json'; Unix = $true }
    @{ Name = "two`nlines.json"; Unix = $true }
) {
    It 'is written, read back and read as data, and it alone is there' -Skip:($Unix -and $IsWindows) {
        Get-ChildItem -LiteralPath $folder -Force | Remove-Item -Force
        $net | Export-Network -LiteralPath $Name
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -BeExactly $Name
        (Import-Network -LiteralPath $Name).Layers[0].Biases.Count | Should -Be 3
        (Get-ChildItem -LiteralPath $folder | Import-Network).ParameterCount | Should -Be 13
        $net | Export-TrainingReport -LiteralPath "$Name.html"
        Test-Path -LiteralPath "$Name.html" | Should -BeTrue
        [IO.File]::WriteAllText([IO.Path]::Combine($folder, "$Name.csv"), "a,b`n1,2`n3,4`n")
        (Import-Dataset -LiteralPath "$Name.csv").Count | Should -Be 2
    }
}

Describe 'A path' {
    It 'of another provider is refused: <_>' -ForEach 'Env:/net.json', 'Variable:net.json', 'Function:/net.json' {
        { $net | Export-Network $_ -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFileSystem*'
        { Import-Network $_ -ErrorAction Stop } | Should -Throw -ErrorId 'Path*'
    }

    It 'of a drive of its own leads to the file' {
        $null = New-PSDrive Networks FileSystem $folder
        $net | Export-Network Networks:/drive.json
        (Import-Network Networks:/drive.json).ParameterCount | Should -Be 13
        Remove-PSDrive Networks
    }

    It 'that is a link leads to the file, and stays a link' -Skip:$IsWindows {
        $null = New-Item real -ItemType Directory -Force
        $net | Export-Network real/there.json
        $null = New-Item link.json -ItemType SymbolicLink -Value (Join-Path $folder real/there.json)
        New-Network 5, 2 -Seed 1 | Export-Network link.json
        (Get-Item link.json).LinkType | Should -Be SymbolicLink
        (Import-Network real/there.json).InputSize | Should -Be 5
        (Import-Network link.json).InputSize | Should -Be 5
        $null = New-Item loop.json -ItemType SymbolicLink -Value (Join-Path $folder loop.json)
        { $net | Export-Network loop.json -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotWritable*'
        { Import-Network loop.json -ErrorAction Stop } | Should -Throw -ErrorId 'File*'
    }

    It 'of a device is refused, and the device stays' -Skip:$IsWindows {
        { $net | Export-Network /dev/null -ErrorAction Stop } | Should -Throw -ErrorId 'PathIsDevice*'
        [IO.File]::WriteAllText('/dev/null', 'still a device')
        [IO.File]::ReadAllText('/dev/null') | Should -BeNullOrEmpty
    }
}
