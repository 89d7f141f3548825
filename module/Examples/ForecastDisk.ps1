#Requires -Version 7.4
# When is which disk full? Daily used space per server; one grows fast and is cleaned up every 30 days.
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

# In earnest these are rows of a log: Import-Dataset disk.csv -Target UsedGB -Time Day -Group Server
$random = [Random]::new($Seed)
$rows = foreach ($server in @{ Name = 'files'; Used = 250; Growth = 1.2 }, @{ Name = 'sql'; Used = 310; Growth = 2.4 }, @{ Name = 'web'; Used = 120; Growth = 0.05 }) {
    $used = $server.Used
    foreach ($day in 0..179) {
        $date = [datetime]::new(2026, 1, 1).AddDays($day)
        $used += $server.Growth * ($date.DayOfWeek -in 'Saturday', 'Sunday' ? 0.2 : 1) * (0.7 + 0.6 * $random.NextDouble())
        if ($server.Name -eq 'sql' -and $day % 30 -eq 29) { $used -= 40 }
        [pscustomobject]@{ Day = $date; Server = $server.Name; UsedGB = [Math]::Round($used, 1) }
    }
}

$disks = $rows | ConvertTo-Dataset -Target UsedGB -Time Day -Group Server -Period 30
$network = New-Network -Dataset $disks -Seed $Seed | Invoke-Training -Dataset $disks
"$($network.Columns.Series)"
$network.Columns.Series.Score | Format-Table

$reach = $network | Get-Forecast -Dataset $disks -Step 120 -Until @{ files = 500; sql = 500; web = 200 }
foreach ($disk in $reach) { "$disk" }

# The next days of one of them.
$network | Get-Forecast -Dataset $disks -Step 7 | Where-Object Group -EQ sql | Format-Table
