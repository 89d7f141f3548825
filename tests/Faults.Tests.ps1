BeforeDiscovery { $isRoot = -not $IsWindows -and (id -u) -eq 0 }

BeforeAll {
    . $PSScriptRoot/common.ps1
    $net = New-Network 2, 3, 1 -Seed 1

    # A process of its own, for what would disturb this one.
    function Invoke-Apart([scriptblock] $Script) {
        pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'; `$PSStyle.OutputRendering = 'PlainText'; $Script"
    }
}

Describe 'A place that cannot be written' {
    It 'is named, and the old file stays, on a full disk' -Skip:(-not $isRoot) {
        $disk = New-Item (Join-Path $TestDrive disk) -ItemType Directory
        mount -t tmpfs -o size=64k none $disk 2> $null
        if ($LASTEXITCODE) { Set-ItResult -Skipped -Because 'no file system can be mounted here' }
        try {
            $net | Export-Network $disk/net.json
            foreach ($name in 'net.json', 'net.json.gz', 'net.onnx', 'net.ps1') {
                { New-Network 100, 200, 10 -Seed 1 | Export-Network $disk/$name -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotWritable*'
            }
            { New-Network 100, 200, 10 -Seed 1 | Invoke-Training -InputData (, (1..100)) -TargetData (, (1..10)) -CheckpointPath $disk/net.json -ErrorAction Stop } | Should -Throw -ErrorId 'CheckpointNotWritten*'
            (Import-Network $disk/net.json).ParameterCount | Should -Be 13
            (Get-ChildItem $disk -Force).Name | Should -Be 'net.json'
        }
        finally {
            umount $disk
        }
    }

    It 'is named where permission is missing: <_>' -Skip:$IsWindows -ForEach '/proc/net.json', '/sys/net.json' {
        { $net | Export-Network $_ -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotWritable*'
    }

    It 'is named where a file is taken for a folder' {
        Set-Content TestDrive:/file 'x'
        { $net | Export-Network TestDrive:/file/net.json -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotWritable*'
    }
}

Describe 'A file that another program holds' {
    It 'is named, and can be read once it is free' {
        $path = Join-Path $TestDrive held.json
        $net | Export-Network $path
        $held = [IO.File]::Open($path, 'Open', 'ReadWrite', 'None')
        try {
            { Import-Network $path -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotReadable*'
            { Import-Dataset $path -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotReadable*'
        }
        finally {
            $held.Dispose()
        }
        (Import-Network $path).ParameterCount | Should -Be 13
    }
}

Describe 'A session whose folder was deleted' {
    It 'can still train, and names the path that is not there' -Skip:$IsWindows {
        $result = Invoke-Apart {
            $gone = New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType Directory
            Set-Location $gone
            [IO.Directory]::SetCurrentDirectory($gone)
            [IO.Directory]::Delete($gone)
            $net = New-Network 2, 3, 1 -Seed 1 | Invoke-Training -InputData (, (0, 1)) -TargetData (, (1)) -Epoch 2
            $net.EpochsTrained
            try { $net | Export-Network net.json -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
            try { Import-Network net.json -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        }
        $result[0] | Should -Be 2
        $result[1] | Should -Match '^(FileNotWritable|PathNotUnderstood),'
        $result[2] | Should -Match '^(FileNotFound|PathNotUnderstood),'
    }
}

Describe 'With $ErrorActionPreference = <_>' -ForEach 'Continue', 'SilentlyContinue', 'Ignore', 'Stop' {
    It 'a bad row is <_>: an error of its own, none, or the end' {
        $preference = $ErrorActionPreference = $_
        $before = $Error.Count
        $written = $null
        $ended = $false
        try { $written = (0, 1), ('x', 1), (1, 1) | Get-Prediction -Network $net 2> $null } catch { $ended = $true }
        $ended | Should -Be ($preference -eq 'Stop')
        if ($preference -ne 'Stop') { $written.Count | Should -Be 2 }
        $Error.Count - $before | Should -Be ($preference -eq 'Ignore' ? 0 : 1)
    }

    It 'a training that diverges leaves finite weights' {
        $ErrorActionPreference = $_
        $network = New-Network 2, 3, 1 -Activation Linear -Seed 1
        try { $null = $network | Invoke-Training -InputData $x -TargetData $y -Optimizer Sgd -LearningRate 1e200 -WarningAction Ignore 2> $null } catch { $null = $_ }
        $network.LastTraining.StopReason | Should -Be 'Diverged'
        [double]::IsFinite($network.Layers[0].WeightMatrix.RowSums().Sum()) | Should -BeTrue
    }
}

Describe 'A session of another kind' {
    It 'in strict mode trains, predicts, measures, saves and shows' {
        $result = Invoke-Apart {
            Set-StrictMode -Version Latest
            $ErrorActionPreference = 'Stop'
            $data = Get-SampleDataset Iris
            $net = New-Network -Dataset $data -Seed 1 | Invoke-Training -Dataset $data -Epoch 3 -WarningAction Ignore
            $shown = $net, $net.Layers, $net.History, $net.LastTraining, ($net | Measure-Network -Dataset $data), ($data.Rows[0] | Get-Prediction -Network $net) | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }
            $shown.Count
        }
        $result | Should -Be 12
    }

    It 'with the language constrained trains, predicts, saves and shows' {
        $result = Invoke-Apart {
            $data = Get-SampleDataset Iris
            $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
            $null = New-Item $folder -ItemType Directory
            Set-Location $folder
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            $ErrorActionPreference = 'Stop'
            $net = New-Network -Dataset $data -HiddenLayer @{ Units = 5 } -Seed 1 | Invoke-Training -Dataset $data -Epoch 3 -WarningAction Ignore
            $net | Export-Network net.json
            $net | Export-Network net.ps1
            (Import-Network net.json | Measure-Network -Dataset $data).Samples
            ($data.Rows[0] | Get-Prediction -Network $net).Label.Length -gt 0
            ($net | Out-String).Length -gt 20
            ($net.History | Out-String).Length -gt 20
        }
        $result | Should -Be 150, $true, $true, $true
    }

    It 'in another culture and time zone gives the same bits' {
        $here = Invoke-Apart { (New-Network 2, 3, 1 -Seed 1 | Invoke-Training -InputData (, (0.5, 1)) -TargetData (, (1)) -Epoch 20).Layers[0].Biases.ForEach({ [BitConverter]::DoubleToInt64Bits($_) }) }
        $there = Invoke-Apart {
            [cultureinfo]::CurrentCulture = 'ar-SA'
            $net = New-Network 2, 3, 1 -Seed 1
            [cultureinfo]::CurrentCulture = 'de-DE'
            $net | Invoke-Training -InputData (, ('0.5', 1)) -TargetData (, (1)) -Epoch 20 | ForEach-Object { $_.Layers[0].Biases.ForEach({ [BitConverter]::DoubleToInt64Bits($_) }) }
        }
        $there | Should -Be $here
    }
}
