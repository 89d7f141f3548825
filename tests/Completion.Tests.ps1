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
        Remove-Variable bpRows, bpData, bpNet, bpComputed, bpListInItself -Scope Global
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
        @{ Line = 'Import-Dataset rows.csv -Kind t'; Expected = 'Numeric', 'Boolean', 'Categorical', 'Text', 'Date' | ForEach-Object { "@{ 'two words' = '$_' }" } }
        @{ Line = 'Measure-Network -Fold 3 -Training Epo'; Expected = '@{ Epoch = ' }
        @{ Line = '$bpData | Search-Network -Training LearningRateS'; Expected = '@{ LearningRateSchedule = ' }
        @{ Line = '$bpData | Search-Network -Parameter Hid'; Expected = '@{ HiddenLayer = ' }
    ) {
        Complete $Line | Should -Be $Expected
    }

    It 'knows the columns of what is made earlier on the line: <Line>' -ForEach @(
        @{ Line = '$d = Import-Csv rows.csv; $d | ConvertTo-Dataset -Target k' }
        @{ Line = '$d = Import-Csv -Path "semi.csv" -Delimiter ";"; $d | ConvertTo-Dataset -Target k' }
        @{ Line = '$d = Import-Csv rows.csv | Where-Object width -GT 1; ConvertTo-Dataset -InputObject $d -Target k' }
        @{ Line = 'Import-Csv rows.csv | Where-Object width -GT 1 | Sort-Object width | ConvertTo-Dataset -Target k' }
        @{ Line = '$d, $e = Import-Dataset rows.csv -Target kind | Split-Dataset; New-Network -Dataset $e | Invoke-Training -InputObject $d.Rows[0..1] -Target k' }
        @{ Line = '$d = Import-Dataset rows.csv; $n = New-Network -Dataset $d; $n | Invoke-Training -Target k' }
        @{ Line = '$bpData = Import-Csv rows.csv; $bpData | ConvertTo-Dataset -Target k' }
        @{ Line = '$bpRows = Get-Whatever; $bpRows | ConvertTo-Dataset -Target k' }
        @{ Line = '$bpData.Rows | ConvertTo-Dataset -Target k' }
        @{ Line = '$bpRows[0..1] | ConvertTo-Dataset -Target k' }
        @{ Line = 'Import-Csv (Join-Path . rows.csv) | ConvertTo-Dataset -Target k'; Expected = @() }
    ) {
        'kind;width', 'a;1' | Set-Content semi.csv
        Complete $Line | Should -Be ($Expected ?? 'kind')
    }

    It 'runs nothing of the line: <_>' -ForEach @(
        '${x}), (New-Item pwned -ItemType File) #} | ConvertTo-Dataset -Target '
        '${x`}), (New-Item pwned -ItemType File) #} | ConvertTo-Dataset -Target '
        '${x`}), (New-Item pwned -ItemType File) #} | ConvertTo-Dataset -Feature '
        '${x`}), (New-Item pwned -ItemType File), ($`{y} | ConvertTo-Dataset -Target '
        '${global:x`}), (New-Item pwned -ItemType File) #} | Where-Object a | ConvertTo-Dataset -Target '
        '${x`}), (New-Item pwned -ItemType File) #}.Rows | Invoke-Training -Target '
        '${a$(New-Item pwned -ItemType File)} | ConvertTo-Dataset -Target '
        '${a`}; New-Item pwned -ItemType File #} | ConvertTo-Dataset -Target '
        '${a}.Rows[(New-Item pwned -ItemType File)] | ConvertTo-Dataset -Target '
        '$bpRows[$(New-Item pwned -ItemType File; 0)] | ConvertTo-Dataset -Target '
        '(New-Item pwned -ItemType File) | ConvertTo-Dataset -Target '
        'New-Item pwned -ItemType File | ConvertTo-Dataset -Target '
        'New-Item pwned -ItemType File | Where-Object Name | ConvertTo-Dataset -Target '
        '$d = New-Item pwned -ItemType File; $d | ConvertTo-Dataset -Target '
        'Import-Csv "$(New-Item pwned -ItemType File)" | ConvertTo-Dataset -Target '
        'Import-Csv (New-Item pwned -ItemType File) | ConvertTo-Dataset -Target '
        'Import-Dataset "$(New-Item pwned -ItemType File)" -Target '
        'Import-Dataset (New-Item pwned -ItemType File) -Target '
        'Import-Dataset ''rows.csv''''); New-Item pwned #'' -Target '
        'ConvertTo-Dataset -InputObject (New-Item pwned -ItemType File) -Target '
        'Invoke-Training -Network ${x`}), (New-Item pwned -ItemType File) #} -Feature '
        '$bpComputed | ConvertTo-Dataset -Target '
        '$bpListInItself | ConvertTo-Dataset -Target '
    ) {
        Set-Variable bpComputed ([pscustomobject]@{ a = 1 } | Add-Member b -MemberType ScriptProperty { New-Item (Join-Path $TestDrive pwned) } -PassThru) -Scope Global
        Set-Variable bpListInItself ([Collections.ArrayList]::new()) -Scope Global
        $null = $bpListInItself.Add($bpListInItself)
        $null = Complete $_
        $null = (TabExpansion2 -inputScript $_ -cursorColumn $_.Length).CompletionMatches
        Join-Path $TestDrive pwned | Should -Not -Exist
    }

    It 'makes no script of text, nor does anything else in the module' {
        $sources = Get-ChildItem (Join-Path $root src) -Recurse -Include *.cs | Where-Object FullName -NotMatch '[\\/](obj|bin|PSBackprop\.Console)[\\/]'
        $sources | Should -Not -BeNullOrEmpty
        $sources | Select-String 'ScriptBlock\.Create|NewScriptBlock|InvokeScript|AddScript|ExpandString|typeof\(ScriptBlock\)' | Should -BeNullOrEmpty
    }

    It 'does not depend on what commands the session has' {
        function global:Get-Variable { throw 'not this one' }
        try { Complete '$bpRows | ConvertTo-Dataset -Target k' | Should -Be 'kind' } finally { Remove-Item function:Get-Variable }
    }

    It 'looks variables up where the line stands' {
        $here = Import-Csv rows.csv
        (TabExpansion2 -inputScript '$here | ConvertTo-Dataset -Target k' -cursorColumn 35).CompletionMatches.CompletionText | Should -Be 'kind'
        Complete '${global:bpRows} | ConvertTo-Dataset -Target k' | Should -Be 'kind'
    }

    It 'finds a file as the session does, whatever the folder of the process' {
        Complete 'Import-Dataset TestDrive:/rows.csv -Target k' | Should -Be 'kind'
    }

    It 'quotes what the language would read, and shows no control characters' {
        "it's,`$x,a`e[31mb,`u{2019}q" | Set-Content odd.csv
        Complete 'Import-Dataset odd.csv -Target ' | Should -Be "'it''s'", '''$x''', "'a`e[31mb'", "'`u{2019}`u{2019}q'"
        Complete "Import-Dataset odd.csv -Target 'it''" | Should -Be "'it''s'"
        ([Management.Automation.CommandCompletion]::CompleteInput('Import-Dataset odd.csv -Target a', 32, $null).CompletionMatches.ListItemText) | Should -Be "a`u{FFFD}[31mb"
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
