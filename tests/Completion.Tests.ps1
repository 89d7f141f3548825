BeforeAll {
    . $PSScriptRoot/common.ps1

    function Complete([string] $Line) {
        @([Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText)
    }
}

Describe 'Tab' {
    BeforeAll {
        Push-Location $TestDrive
        'width,two words,kind', '1,2,a', '3,4,b' | Set-Content rows.csv
        Set-Variable bpRows (Import-Csv rows.csv) -Scope Global
        Set-Variable bpData (Import-Dataset rows.csv -Target kind) -Scope Global
        Set-Variable bpNet (New-Network -Dataset $bpData -HiddenLayer 2 -Seed 1) -Scope Global
    }

    AfterAll {
        Remove-Variable bpRows, bpData, bpNet -Scope Global
        Pop-Location
    }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'New-Network 2,4,1 -OutputActivation S'; Expected = 'Selu', 'Sigmoid', 'SiLU', 'Softmax', 'Softplus', 'Softsign' }
        @{ Line = 'Invoke-Training -Optimizer Ada'; Expected = 'AdaDelta', 'AdaGrad', 'Adam', 'AdaMax', 'AdamW' }
        @{ Line = 'Invoke-Training -ClassWeight '; Expected = 'Balanced' }
        @{ Line = 'Get-SampleDataset I'; Expected = 'Iris' }
        @{ Line = 'Search-Network -Metric Acc'; Expected = 'Accuracy' }
        @{ Line = 'New-Network 4, @{ Un'; Expected = 'Units' }
        @{ Line = 'New-Network 4, @{ Units = 3; Dr'; Expected = 'Dropout' }
        @{ Line = 'New-Network -Dataset $bpData -HiddenLayer 3, @{ Act'; Expected = 'Activation' }
        @{ Line = 'Import-Dataset rows.csv -Target '; Expected = 'width', "'two words'", 'kind' }
        @{ Line = 'Import-Dataset -Path rows.csv -Feature wi'; Expected = 'width' }
        @{ Line = 'Import-Csv rows.csv | ConvertTo-Dataset -Target k'; Expected = 'kind' }
        @{ Line = '$bpRows | ConvertTo-Dataset -Target t'; Expected = "'two words'" }
        @{ Line = 'ConvertTo-Dataset -InputObject $bpRows -Target k'; Expected = 'kind' }
        @{ Line = '$bpNet | Invoke-Training -InputObject $bpRows -Target ki'; Expected = 'kind' }
        @{ Line = '$bpNet | Invoke-Training -Feature w'; Expected = 'width' }
        @{ Line = 'Invoke-Training -Network $bpNet -Target k'; Expected = 'kind' }
    ) {
        Complete $Line | Should -Be $Expected
    }

    It 'offers the files that hold networks, and folders' {
        $bpNet | Export-Network one.json
        $bpNet | Export-Network two.json.gz
        $bpNet | Export-Network three.onnx
        $null = New-Item folder -ItemType Directory
        Complete 'Import-Network ' | Split-Path -Leaf | Should -Be 'folder', 'one.json', 'three.onnx', 'two.json.gz'
        Complete 'Import-Network -LiteralPath t' | Split-Path -Leaf | Should -Be 'three.onnx', 'two.json.gz'
    }

    It 'offers nothing, and does not fail, where there is nothing to know' {
        { Complete 'Import-Dataset missing.csv -Target ' } | Should -Not -Throw
        { Complete '$noSuchVariable | ConvertTo-Dataset -Target ' } | Should -Not -Throw
        { Complete 'Get-Process | ConvertTo-Dataset -Target ' } | Should -Not -Throw
    }
}
