BeforeAll {
    . $PSScriptRoot/common.ps1
    $readme = Get-Content (Join-Path $root README.md) -Raw -Encoding utf8
    $blocks = [regex]::Matches($readme, '(?s)```powershell\n(?<code>.*?)```(\s*```text\n(?<output>.*?)```)?')
}

Describe 'The README' {
    It 'has code that runs and prints what it says' {
        $rendering = $PSStyle.OutputRendering
        Push-Location $TestDrive
        try {
            $PSStyle.OutputRendering = 'PlainText'
            Copy-Item (Join-Path $module Data iris.csv) iris.csv
            Copy-Item iris.csv new.csv
            & { foreach ($server in 'sql', 'web') { foreach ($day in 0..99) { [pscustomobject]@{ Day = [datetime]::new(2026, 1, 1).AddDays($day).ToString('yyyy-MM-dd'); Server = $server; UsedGB = 300 + $day + $day * 7 % 5 } } } } |
                Export-Csv disk.csv
            $blocks.Count | Should -BeGreaterThan 6
            foreach ($block in $blocks) {
                $text = . ([scriptblock]::Create($block.Groups['code'].Value)) 3> $null 4> $null | Out-String -Width 120
                if ($block.Groups['output'].Success) {
                    ($text.Trim() -split '\r?\n').TrimEnd() | Should -Be ($block.Groups['output'].Value.Trim() -split '\r?\n').TrimEnd()
                }
            }
            'labelled.csv', 'wine.html' | Should -Exist
        }
        finally {
            $PSStyle.OutputRendering = $rendering
            Pop-Location
        }
    }

    It 'names files that are there' {
        foreach ($link in [regex]::Matches($readme, '\]\((?<path>[^):]+)\)').ForEach({ $_.Groups['path'].Value })) { Join-Path $root $link | Should -Exist }
        foreach ($name in [regex]::Matches($readme, 'module/Examples/[\w-]+\.ps1').Value) { Join-Path $root $name | Should -Exist }
    }

    It 'has the command by which everything is tested' {
        $command = (Get-Content (Join-Path $root .ci run))[-1] -replace '.*exec '
        $readme | Should -Match ([regex]::Escape("``$command``"))
        $pinned = (Get-Content (Join-Path $root .config dotnet-tools.json) -Raw | ConvertFrom-Json).tools.powershell.version
        [version]$pinned | Should -BeGreaterOrEqual ([version]'7.4')
    }

    It 'names every cmdlet' {
        foreach ($command in (Get-Command -Module PSBackprop).Name) { $readme | Should -Match "``$command``" }
    }
}
