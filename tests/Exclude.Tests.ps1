BeforeAll {
    . $PSScriptRoot/common.ps1
    $rows = 1..8 | ForEach-Object { [pscustomobject]@{ CustomerId = 900 + $_; OrderId = "o$_"; Size = $_; Width = $_ * $_; Price = 2 * $_; PriceNet = 1.5 * $_ } }
    $file = Join-Path $TestDrive orders.csv
    $rows | Export-Csv $file

    # What a choice gives from objects and from a file, which is to be the same.
    function Get-Choice([hashtable] $Given) {
        $both = ($rows | ConvertTo-Dataset @Given -ErrorAction Stop), (Import-Dataset $file @Given -ErrorAction Stop)
        $told = $both.ForEach({ "$($_.Feature.Name -join ' ') -> $($_.Target.Name -join ' ')" })
        $told[0] | Should -BeExactly $told[1]
        $told[0]
    }
}

Describe '-Exclude' {
    It 'leaves columns out by name and pattern, in any case, whatever -Feature says' {
        Get-Choice @{ Target = 'Price'; Exclude = 'customerid', 'Width' } | Should -BeExactly 'OrderId Size PriceNet -> Price'
        Get-Choice @{ Target = 'Price'; Exclude = '*id', 'PriceN*' } | Should -BeExactly 'Size Width -> Price'
        Get-Choice @{ Target = 'Price'; Feature = '*Id', 'Size', 'Width'; Exclude = 'Cust*', 'Width' } | Should -BeExactly 'OrderId Size -> Price'
        Get-Choice @{ Exclude = 'Order*' } | Should -BeExactly 'CustomerId Size Width Price PriceNet -> '
    }

    It 'passes over targets with a pattern, and refuses the name of one' {
        Get-Choice @{ Target = 'Price'; Exclude = 'Price*', '*Id' } | Should -BeExactly 'Size Width -> Price'
        foreach ($make in { $rows | ConvertTo-Dataset -Target Price* -Exclude pricenet }, { Import-Dataset $file -Target Price* -Exclude pricenet -ErrorAction Stop }) {
            $make | Should -Throw -ErrorId 'TargetExcluded,*' -ExpectedMessage "*'PriceNet'*"
        }
    }

    It 'names a pattern that matches no column, and refuses to leave no feature' {
        foreach ($make in { $rows | ConvertTo-Dataset @given }, { Import-Dataset $file @given -ErrorAction Stop }, { New-Network 2, 1 | Invoke-Training -InputObject $rows @given }) {
            $given = @{ Target = 'Price'; Exclude = 'Size', 'Colour*' }
            $make | Should -Throw -ErrorId 'ColumnPatternEmpty,*' -ExpectedMessage "-Exclude 'Colour*'*'CustomerId'*"
            foreach ($exclude in '*', @('*Id', 'Size', 'Width', 'PriceNet')) {
                $given = @{ Target = 'Price'; Exclude = $exclude }
                $make | Should -Throw -ErrorId 'AllExcluded,*' -ExpectedMessage '-Exclude * leaves no column to learn from*'
            }
            $given = @{ Target = 'Price'; Feature = 'Size'; Exclude = 'S*' }
            $make | Should -Throw -ErrorId 'AllExcluded,*'
        }
    }

    It 'reads nothing of a column that is left out' {
        $odd = @{ A = 1; Blob = [byte[]](1, 2); Y = 1 }, @{ A = 2; Blob = [byte[]](3, 4); Y = 2 }
        { $odd | ConvertTo-Dataset -Target Y } | Should -Throw -ErrorId 'ValueNotUnderstood,*' -ExpectedMessage '*-Exclude*'
        ($odd | ConvertTo-Dataset -Target Y -Exclude Blob).Feature.Name | Should -Be A
        ([version]'1.2', [version]'1.3' | ConvertTo-Dataset -Target Minor -Exclude *Revision, Build).Feature.Name | Should -Be Major
    }

    It 'goes for dates and for their parts' {
        $dated = 1..40 | ForEach-Object { [pscustomobject]@{ When = [datetime]'2026-01-05' + [timespan]::FromHours($_); End = [datetime]'2026-02-05'; Load = $_ } }
        ($dated | ConvertTo-Dataset -Target Load -DatePart Hour, Day -Exclude End).Feature.Name | Should -Be 'When.Hour', 'When.Day'
        ($dated | ConvertTo-Dataset -Target Load -DatePart Hour, Day -Exclude *.Hour, End.Day).Feature.Name | Should -Be 'When.Day'
        ($dated | ConvertTo-Dataset -Target Load -Feature When, End -DatePart Hour -Exclude End).Feature.Name | Should -Be 'When.Hour'
    }

    It 'chooses what a network without columns is trained on' {
        $net = New-Network 2, 1 -Seed 1 | Invoke-Training -InputObject $rows -Target Price -Exclude *Id, PriceNet -Epoch 1 -WarningAction Ignore
        $net.Columns.Input.Name | Should -Be 'Size', 'Width'
        $made = New-Network -Dataset ($rows | ConvertTo-Dataset -Target Price -Exclude *Id)
        { $made | Invoke-Training -InputObject $rows -Exclude Size } | Should -Throw -ErrorId 'ColumnMissing,*' -ExpectedMessage "*'Size'*"
    }

    It 'completes the names of columns' {
        $line = "Import-Dataset '$file' -Exclude Or"
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be OrderId
    }
}
