BeforeDiscovery {
    # PowerShell 7.4 brings a PSResourceGet that cannot pack yet.
    $cannotPack = -not (Get-Command Compress-PSResource -ErrorAction Ignore)
}

BeforeAll { . $PSScriptRoot/common.ps1 }

Describe 'The package' {
    It 'can be saved from a repository, imported from there, and learns XOR' -Skip:$cannotPack {
        $shelf = New-Item (Join-Path $TestDrive shelf) -ItemType Directory
        $saved = New-Item (Join-Path $TestDrive saved) -ItemType Directory
        Compress-PSResource -Path $module -DestinationPath $shelf
        $version = (Import-PowerShellDataFile (Join-Path $module PSBackprop.psd1)).ModuleVersion
        (Get-ChildItem $shelf).Name | Should -Be "PSBackprop.$version.nupkg"
        $repository = "PSBackprop$([guid]::NewGuid().ToString('N'))"
        Register-PSResourceRepository $repository -Uri $shelf.FullName -Trusted
        try {
            Save-PSResource PSBackprop -Repository $repository -Path $saved
        }
        finally {
            Unregister-PSResourceRepository $repository
        }

        $folder = Join-Path $saved PSBackprop $version
        $files = { param($root) (Get-ChildItem $root -Recurse -File).ForEach({ [IO.Path]::GetRelativePath($root, $_.FullName) }) }
        & $files $module | Should -BeIn (& $files $folder)
        $said = pwsh -NoProfile -NonInteractive -Command {
            param($folder)
            Import-Module (Join-Path $folder PSBackprop.psd1)
            $x = (0, 0), (0, 1), (1, 0), (1, 1)
            $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1 |
                Invoke-Training -InputData $x -TargetData 0, 1, 1, 0 -Epoch 500 -LearningRate 0.05
            (Get-Module PSBackprop).ModuleBase
            ($net | Get-Prediction -InputData $x).ForEach({ [int][Math]::Round($_.Output[0]) })
            (Get-Help New-Network).Synopsis
        } -args $folder
        $said[0] | Should -Be $folder
        $said[1..4] | Should -Be 0, 1, 1, 0
        $said[5] | Should -Match 'network'
    }
}
