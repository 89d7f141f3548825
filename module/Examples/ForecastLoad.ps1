#Requires -Version 7.4
# What load comes in the next two days? Hours with their day and week, and holidays, which are known ahead.
[CmdletBinding()]
param([int] $Seed = 1)

$ErrorActionPreference = 'Stop'

$random = [Random]::new($Seed)
$holidays = 15, 29, 47, 58, 71, 80
$hours = foreach ($hour in 0..(24 * 82 - 1)) {
    $time = [datetime]::new(2026, 3, 2).AddHours($hour)
    $free = $time.DayOfWeek -in 'Saturday', 'Sunday' -or [int][Math]::Floor($hour / 24) -in $holidays
    $day = 1 + [Math]::Sin(($time.Hour - 8) * [Math]::PI / 12)
    [pscustomobject]@{ When = $time; Holiday = [int]([int][Math]::Floor($hour / 24) -in $holidays); Load = (100 + 80 * $day) * ($free ? 0.6 : 1) + 8 * $random.NextDouble() }
}

# The last two days are what is to come, one of them a holiday.
$past = $hours | Select-Object -SkipLast 48 | ConvertTo-Dataset -Target Load -Time When -KnownAhead Holiday
$network = New-Network -Dataset $past -Seed $Seed | Invoke-Training -Dataset $past
"$($network.Columns.Series)"
$network.Columns.Series.Score | Format-Table

$network | Get-Forecast -Dataset $past -Step 48 -KnownAhead ($hours | Select-Object -Last 48) | Select-Object -First 6 | Format-Table

# Later the hours are there, and say how good it was.
$all = $hours | ConvertTo-Dataset -Target Load -Time When -KnownAhead Holiday
$evaluation = $network | Measure-Network -Dataset ($all | Split-Dataset -TestFraction (48 / $all.Count))[1]
'MASE {0:N2}, off by {1:N1} on average; {2:P0} of the hours in the interval' -f $evaluation.MeanAbsoluteScaledError, $evaluation.MeanAbsoluteError, $evaluation.Coverage
