BeforeAll {
    . $PSScriptRoot/common.ps1
    $net = New-Network 2, 4, 1 -OutputActivation Sigmoid -Seed 1 -Name Xor | Invoke-Training -InputData $x -TargetData $y -Epoch 50
}

Describe 'Import-Network' {
    BeforeEach { Push-Location $TestDrive }
    AfterEach {
        Pop-Location
        Get-ChildItem $TestDrive -Force | Remove-Item -Force
    }

    It 'brings back every bit' {
        $net | Export-Network xor.json
        $loaded = Import-Network xor.json
        ($loaded | Get-Prediction -InputData $x -Raw | Get-Bit) | Should -Be ($net | Get-Prediction -InputData $x -Raw | Get-Bit)
        $loaded.Name, $loaded.Seed, $loaded.EpochsTrained, "$($loaded.Loss)" | Should -Be 'Xor', 1, 50, 'BinaryCrossEntropy'
    }

    It 'takes wildcards, several paths, and files from the pipeline' {
        1..3 | ForEach-Object { $net | Export-Network "net$_.json" }
        Import-Network net*.json | Should -HaveCount 3
        Import-Network net1.json, net2.json | Should -HaveCount 2
        Get-ChildItem net*.json | Import-Network | Should -HaveCount 3
        'net1.json', 'net3.json' | Import-Network | Should -HaveCount 2
    }

    It 'goes on after a file that cannot be read' {
        $net | Export-Network a.json
        $net | Export-Network c.json
        '{' | Set-Content b.json
        $loaded = Import-Network a.json, b.json, none.json, c.json -ErrorVariable fault -ErrorAction SilentlyContinue
        $loaded | Should -HaveCount 2
        $fault.FullyQualifiedErrorId | Should -Be 'FileNotJson,PSBackprop.Commands.ImportNetworkCommand', 'FileNotFound,PSBackprop.Commands.ImportNetworkCommand'
    }

    It 'refuses a file that is <name>' -ForEach @(
        @{ Name = 'cut off'; Id = 'FileNotJson'; Change = { $_.Substring(0, $_.Length / 2) } }
        @{ Name = 'of a newer version'; Id = 'FileNewer'; Change = { $_ -replace '"version": \d+', '"version": 99' } }
        @{ Name = 'not ours'; Id = 'FileNotOurs'; Change = { '{ "model": [] }' } }
        @{ Name = 'not JSON'; Id = 'FileNotJson'; Change = { 'Name,Value' } }
        @{ Name = 'of a wrong shape'; Id = 'FileContent'; Change = { $_ -replace '"units": 4', '"units": 3' } }
    ) {
        $net | Export-Network a.json
        $text = Get-Content a.json -Raw
        $text | ForEach-Object $Change | Set-Content a.json
        { Import-Network a.json -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PSBackprop.Commands.ImportNetworkCommand"
    }
}
