#Requires -Version 7.4
# Rows that stay in a file: what is done with them gives what it gives in memory, and what goes wrong is one clear error.
BeforeAll {
    . (Join-Path $PSScriptRoot common.ps1)

    # Rows with what real files have: gaps, categories, dates, texts, negative numbers.
    function Write-Csv {
        param([string] $Path, [int] $Rows, [int] $Seed, [switch] $WithTexts)
        $random = [Random]::new($Seed)
        $writer = [IO.StreamWriter]::new($Path)
        $writer.WriteLine($WithTexts ? 'When,Load,Temp,Site,Note,Ok,Cost' : 'When,Load,Temp,Site,Ok,Cost')
        $day = [datetime]'2024-01-01'
        foreach ($i in 1..$Rows) {
            $load = $random.NextDouble() * 100
            $temp = $random.Next(8) -eq 0 ? '' : [string]::Format([cultureinfo]::InvariantCulture, '{0:R}', $random.NextDouble() * 60 - 20)
            $site = ('north', 'south', 'east', 'west')[$random.Next(4)]
            $note = $WithTexts ? "`"job $($random.Next(30)), step $($random.Next(5))`"," : ''
            $cost = [string]::Format([cultureinfo]::InvariantCulture, '{0:R}', $load * 2 + $random.NextDouble())
            $writer.WriteLine([string]::Format([cultureinfo]::InvariantCulture, '{0:yyyy-MM-dd HH:mm},{1:R},{2},{3},{4}{5},{6}', $day.AddHours($i), $load, $temp, $site, $note, ($load -gt 50 ? 'yes' : 'no'), $cost))
        }

        $writer.Dispose()
    }

    # All that is told of a network and its rows, as one text of exact numbers.
    function Get-Told {
        param($Dataset, [int] $Seed)
        $train, $test = $Dataset | Split-Dataset -Seed $Seed
        $net = New-Network -Dataset $train -HiddenLayer 7 -Seed $Seed | Invoke-Training -Dataset $train -Epoch 4 -Seed $Seed -WarningAction Ignore
        $net = $net | Invoke-Calibration -Dataset $test -WarningAction Ignore
        @(
            ($net.Layers | ForEach-Object { $_.Weights; $_.Biases } | Get-Bit) -join ' '
            $net.History | ForEach-Object { Get-Bit $_.Loss; Get-Bit $_.ValidationLoss }
            ($net | Measure-Network -Dataset $test).Metrics | ForEach-Object { "$($_.Name)=$($_.Value | ConvertTo-Json)" }
            $net | Measure-FeatureImportance -Dataset $test -Repeat 3 | ForEach-Object { "$($_.Column) $(Get-Bit $_.Importance) $(Get-Bit $_.Floor)" }
            $net | Measure-FeatureImportance -Dataset $test -Profile Load, When | ForEach-Object { "$($_.Value) $($_.Target) $(Get-Bit $_.Mean) $(Get-Bit $_.Upper)" }
            $net | Measure-DataDrift -Dataset $test | ForEach-Object { "$($_.Column) $($_.Level) $($_.StabilityIndex)" }
            (Get-Prediction -Network $net -Dataset $test | ConvertTo-Json -Depth 5)
            ($net | Measure-Network -Dataset $Dataset -Fold 3 -Seed $Seed -Training @{ Epoch = 2 } -WarningAction Ignore | Select-Object * -ExcludeProperty Dataset, Network, Duration | ConvertTo-Json -Depth 2)
        ) -join "`n"
    }

    function Measure-Stop {
        param([string] $Script, [int] $After)
        $shell = [powershell]::Create()
        try {
            [void]$shell.AddScript("Import-Module '$module'").Invoke()
            $shell.Commands.Clear()
            $running = $shell.AddScript($Script).BeginInvoke()
            Start-Sleep -Milliseconds $After
            $running.IsCompleted | Should -BeFalse -Because 'a command that has ended cannot be stopped'
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds
        }
        finally { $shell.Dispose() }
    }
}

Describe 'A dataset that stays in a file' {
    It 'gives what it gives in memory, to the last bit: <Target>, <Rows> rows' -ForEach @(
        @{ Target = 'Cost'; Rows = 2600; Seed = 1; WithTexts = $false }
        @{ Target = 'Ok'; Rows = 1700; Seed = 2; WithTexts = $true }
        @{ Target = 'Site'; Rows = 1100; Seed = 3; WithTexts = $false }
    ) {
        $csv = Join-Path $TestDrive "$Target.csv"
        Write-Csv $csv $Rows $Seed -WithTexts:$WithTexts
        $memory = Import-Dataset $csv -Target $Target -Missing Mean -WarningAction Ignore
        $read = Import-Dataset $csv -Target $Target -Missing Mean -CachePath "$csv.psbd" -WarningAction Ignore
        $memory | Export-Dataset "$csv.2.psbd"
        $opened = Import-Dataset "$csv.2.psbd"
        $told = Get-Told $memory $Seed
        Get-Told $read $Seed | Should -BeExactly $told
        Get-Told $opened $Seed | Should -BeExactly $told
        ($read.Rows | ConvertTo-Csv) -join "`n" | Should -BeExactly (($memory.Rows | ConvertTo-Csv) -join "`n")
    }

    It 'is trained on from a checkpoint of the rows in memory, and the other way round' {
        $csv = Join-Path $TestDrive resume.csv
        Write-Csv $csv 1500 4
        $memory = Import-Dataset $csv -Target Cost -Missing Mean
        $stored = Import-Dataset $csv -Target Cost -Missing Mean -CachePath "$csv.psbd"
        $whole = New-Network -Dataset $memory -Seed 1 | Invoke-Training -Dataset $memory -Epoch 6 -WarningAction Ignore
        foreach ($pair in ($memory, $stored), ($stored, $memory)) {
            $first, $second = $pair
            $checkpoint = Join-Path $TestDrive "$([guid]::NewGuid()).json"
            $null = New-Network -Dataset $first -Seed 1 | Invoke-Training -Dataset $first -Epoch 3 -CheckpointPath $checkpoint -CheckpointInterval 1 -WarningAction Ignore
            $net = New-Network -Dataset $second -Seed 1 | Invoke-Training -Dataset $second -Epoch 6 -CheckpointPath $checkpoint -Resume -WarningAction Ignore
            Get-Bit $net.Layers[0].Weights.ForEach({ $_ }) | Should -Be (Get-Bit $whole.Layers[0].Weights.ForEach({ $_ }))
        }
    }
}

Describe 'Import-Dataset -CachePath' {
    BeforeEach {
        $csv = Join-Path $TestDrive data.csv
        $cache = Join-Path $TestDrive data.psbd
        Remove-Item "$TestDrive/*"
        Write-Csv $csv 300 5
        $null = Import-Dataset $csv -Target Cost -Missing Mean -CachePath $cache
        $written = (Get-Item $cache).LastWriteTimeUtc
    }

    It 'opens a cache of the same file and settings as it is, and one of a file that was only touched' {
        (Import-Dataset $csv -Target Cost -Missing Mean -CachePath $cache).Count | Should -Be 300
        (Get-Item $csv).LastWriteTimeUtc = [datetime]::UtcNow
        (Import-Dataset $csv -Target Cost -Missing Mean -CachePath $cache).Count | Should -Be 300
        (Get-Item $cache).LastWriteTimeUtc | Should -Be $written
    }

    It 'refuses one of <Change>, and writes it anew with -Force' -ForEach @(
        @{ Change = 'other settings'; Arguments = @{ Missing = 'Median' } }
        @{ Change = 'other columns'; Arguments = @{ Missing = 'Mean'; Exclude = 'Load' } }
        @{ Change = 'a file that has a row more'; Arguments = @{ Missing = 'Mean' }; Row = '2025-01-01 00:00,1,2,north,no,3' }
    ) {
        if ($Row) { Add-Content $csv $Row }
        $fault = { Import-Dataset $csv -Target Cost -CachePath $cache @Arguments -ErrorAction Stop } | Should -Throw -ErrorId 'CacheOfOther,*' -PassThru
        $fault.Exception.Message | Should -BeLike "*$cache*$csv*-Force*"
        (Get-Item $cache).LastWriteTimeUtc | Should -Be $written
        (Import-Dataset $csv -Target Cost -CachePath $cache @Arguments -Force).Count | Should -Be ($Row ? 301 : 300)
    }

    It 'notices a number that was changed in place, at the same length' {
        $time = (Get-Item $csv).LastWriteTimeUtc
        $text = [IO.File]::ReadAllText($csv)
        $place = $text.IndexOf('north')
        [IO.File]::WriteAllText($csv, $text.Remove($place, 5).Insert($place, 'south'))
        (Get-Item $csv).LastWriteTimeUtc = $time.AddSeconds(1)
        { Import-Dataset $csv -Target Cost -Missing Mean -CachePath $cache -ErrorAction Stop } | Should -Throw -ErrorId 'CacheOfOther,*'
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'settings for a cache'; Id = 'CacheSetting'; Script = { Import-Dataset $cache -Target Load -ErrorAction Stop } }
        @{ What = 'a cache of a cache'; Id = 'CacheSetting'; Script = { Import-Dataset $cache -CachePath "$cache.2.psbd" -ErrorAction Stop } }
        @{ What = 'another name'; Id = 'CacheName'; Script = { Import-Dataset $csv -CachePath "$TestDrive/data.bin" -ErrorAction Stop } }
        @{ What = 'two files at once'; Id = 'CacheOfSeveral'; Script = { Copy-Item $csv "$TestDrive/data2.csv"; Import-Dataset "$TestDrive/data*.csv" -Target Cost -Missing Mean -CachePath "$TestDrive/both.psbd" -ErrorAction Stop } }
        @{ What = 'a folder that is not there'; Id = 'FileNotWritable'; Script = { Import-Dataset $csv -CachePath "$TestDrive/no/such.psbd" -ErrorAction Stop } }
        @{ What = 'a CSV file that is not there'; Id = 'FileNotFound'; Script = { Import-Dataset "$TestDrive/no.csv" -CachePath $cache -ErrorAction Stop } }
        @{ What = 'a file of something else'; Id = 'CacheNotOurs'; Script = { Copy-Item $csv "$TestDrive/text.psbd"; Import-Dataset "$TestDrive/text.psbd" -ErrorAction Stop } }
        @{ What = 'half a cache'; Id = 'CacheDamaged'; Script = { [IO.File]::WriteAllBytes("$TestDrive/half.psbd", [IO.File]::ReadAllBytes($cache)[0..5000]); Import-Dataset "$TestDrive/half.psbd" -ErrorAction Stop } }
    ) {
        $Script | Should -Throw -ErrorId "$Id,*"
    }

    It 'leaves nothing behind when a value in the last row cannot be read' {
        Add-Content $csv '2025-01-01 00:00,x'
        { Import-Dataset $csv -Target Cost -CachePath "$TestDrive/new.psbd" -ErrorAction Stop } | Should -Throw
        Get-ChildItem $TestDrive -Force | ForEach-Object Name | Sort-Object | Should -Be 'data.csv', 'data.psbd'
    }
}

Describe 'A cache that cannot be written to its end' {
    It 'as its disk does not hold it is one error, and leaves the file of before and nothing else' -Skip:$IsWindows {
        $csv = Join-Path $TestDrive full.csv
        $cache = Join-Path $TestDrive full.psbd
        [IO.File]::WriteAllText($csv, "a,b,c`n" + ((1..60000 | ForEach-Object { "$_.25,$($_ % 97).5,$($_ * 3)" }) -join "`n") + "`n")
        Set-Content $cache before
        # The most that a file of the process may have, in blocks of 1,024 bytes, ends the writing as a disk does that is full: of what is
        # written while the rows are read, or of the cache itself.
        foreach ($most in 300, 1390) {
            $said = bash -c "trap '' XFSZ; ulimit -f $most; DOTNET_EnableWriteXorExecute=0 exec `"`$@`"" -- $shell @shellArguments -NoProfile -NonInteractive -Command "
                Import-Module '$module'
                try { Import-Dataset '$csv' -CachePath '$cache' -Force -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }"
            $said[0] | Should -Be 'FileNotWritable,PSBackprop.Commands.ImportDatasetCommand'
            $said[1] | Should -Be "The file '$cache' cannot be written: The file system of its folder does not hold so large a file. What was there before is unchanged."
            Get-Content $cache | Should -Be before
            Get-ChildItem $TestDrive -Force -Filter *full* | ForEach-Object Name | Sort-Object | Should -Be 'full.csv', 'full.psbd'
        }
    }

    It 'stops within a second while <What>, and leaves nothing' -ForEach @(
        @{ What = 'the rows are read'; Arguments = "-CachePath '{0}.psbd'"; After = 700 }
    ) {
        $csv = Join-Path $TestDrive stop.csv
        $line = "1.5,2.25,3.125,4.0625,north`n2.5,3.25,4.125,5.0625,south`n"
        [IO.File]::WriteAllText($csv, "a,b,c,d,e`n" + $line * 1500000)
        Measure-Stop "Import-Dataset '$csv' $($Arguments -f $csv)" -After $After | Should -BeLessThan 1
        Get-ChildItem $TestDrive -Force -Filter *stop* | ForEach-Object Name | Should -Be stop.csv
        Remove-Item $csv
    }
}

Describe 'A cache that is larger than the memory' {
    It 'is written, learned from and measured in less memory than its rows take' {
        $csv = Join-Path $TestDrive large.csv
        $line = (1..20 | ForEach-Object { "$_.5" }) -join ','
        $writer = [IO.StreamWriter]::new($csv)
        $writer.WriteLine((1..20 | ForEach-Object { "x$_" }) -join ',')
        foreach ($i in 1..10000) { $writer.Write(($line -replace '^1.5', "$($i % 89).25" -replace '20.5$', "$($i % 89).75") + "`n") }
        $writer.Dispose()
        $text = [IO.File]::ReadAllText($csv)
        $rows = $text.Substring($text.IndexOf("`n") + 1)
        $text = $null
        $file = [IO.File]::AppendText($csv)
        foreach ($i in 1..69) { $file.Write($rows) }
        $file.Dispose()
        $rows = $null

        # 700,000 rows of 20 numbers are 112 MB, and as the network takes them 107 MB more.
        $env:DOTNET_GCHeapHardLimit = '0x6000000'
        try {
            $said = pwsh -NoProfile -NonInteractive -Command {
                param($module, $csv)
                $ErrorActionPreference = 'Stop'
                Import-Module $module
                $data = Import-Dataset $csv -Target x20 -CachePath "$csv.psbd" -WarningAction Ignore
                $data.Count
                $net = New-Network -Dataset $data -HiddenLayer 3 -Seed 1 | Invoke-Training -Dataset $data -Epoch 1 -BatchSize 1000 -WarningAction Ignore
                $net.EpochsTrained
                @(Get-Prediction -Network $net -Dataset $data | Select-Object -First 3).Count
            } -args $module, $csv
        }
        finally {
            $env:DOTNET_GCHeapHardLimit = $null
        }

        $said | Should -Be 700000, 1, 3
    }
}
