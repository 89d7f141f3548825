BeforeAll {
    . $PSScriptRoot/common.ps1
    $assembly = [PSBackprop.Commands.InvokeTrainingCommand].Assembly
    $core = [PSBackprop.Network].Assembly
    $settings = $assembly.GetType('PSBackprop.Settings.NamedSettings')
    $inner = [Reflection.BindingFlags]'Instance, Static, NonPublic, Public'

    # What the cmdlet makes of parameters, given by name as in -Training @{ … }.
    function Get-Bound($Command, $From, [hashtable] $Given) {
        $values = $settings.GetProperty($From, $inner).GetValue($null).Read('-Given', $Given)
        $settings.GetMethod('Bind', $inner).MakeGenericMethod($Command).Invoke($null, @(, $values))
    }

    function Get-TrainingOption([hashtable] $Given) {
        $command = Get-Bound ([PSBackprop.Commands.InvokeTrainingCommand]) OfTraining $Given
        [PSBackprop.Commands.LossSettingsCommand].GetMethod('Options', $inner).Invoke($command, @($null))
    }

    function Get-NetworkSetting([hashtable] $Given) {
        $command = Get-Bound ([PSBackprop.Commands.NewNetworkCommand]) OfNetwork $Given
        [PSBackprop.Commands.NetworkSettingsCommand].GetMethod('Settings', $inner).Invoke($command, @($null, $null))
    }

    # The names of the members in which two objects differ.
    function Compare-Member($One, $Other) {
        $One.GetType().GetProperties().Where({ (Get-Text $_.GetValue($One)) -ne (Get-Text $_.GetValue($Other)) }).Name
    }

    function Get-Text($Value) {
        $Value -is [Collections.IDictionary] ? "$($Value.Keys): $($Value.Values)" : ($Value | ConvertTo-Json -Compress)
    }

    # A value that is allowed and is not the default.
    function Get-OtherValue($Parameter) {
        $type = $Parameter.PropertyType
        switch ($Parameter.Name) {
            ClassWeight { return @{ 0 = 2 } }
            HiddenLayer { return 3 }
            PositiveClass { return 'yes' }
            WeightRange { return 0.25, 0.75 }
        }
        if ($type -eq [switch]) { return $true }
        if ($type -eq [timespan]) { return [timespan]'0:05' }
        $member = $type.IsArray ? $type.GetElementType() : $type
        if ($member.IsEnum) { return [enum]::GetValues($member)[-1] }
        $type -eq [int] ? 7 : 0.375
    }

    function Get-Parameter($Type) {
        $Type.GetProperties().Where({ $_.IsDefined([Parameter], $false) })
    }
}

Describe 'The settings of a training' {
    It 'come each from the parameter of its name, and no parameter sets two' {
        $default = Get-TrainingOption @{}
        foreach ($parameter in Get-Parameter ([PSBackprop.Commands.TrainingSettingsCommand])) {
            $options = Get-TrainingOption @{ $parameter.Name = Get-OtherValue $parameter }
            Compare-Member $default $options | Should -BeExactly $parameter.Name
        }
        Compare-Member $default (Get-TrainingOption @{ ClassWeight = 'Balanced' }) | Should -BeExactly 'BalancedClasses'
    }

    It 'are not given by a parameter that is not given, and are by one that is, even as the default' {
        foreach ($member in [PSBackprop.Training.TrainingOptions].GetProperties().Where({ [Nullable]::GetUnderlyingType($_.PropertyType) })) {
            (Get-TrainingOption @{}).($member.Name) | Should -BeNullOrEmpty -Because $member.Name
        }
        (Get-TrainingOption @{ Momentum = 0 }).Momentum | Should -Be 0
    }

    It 'have a parameter, or are the data' {
        # -SampleWeight, -ValidationInput and -ValidationTarget are data, and -ClassWeight Balanced is BalancedClasses.
        $without = 'SampleWeight', 'ValidationInput', 'ValidationTarget', 'BalancedClasses'
        $names = (Get-Parameter ([PSBackprop.Commands.TrainingSettingsCommand])).Name + $without
        $names | Sort-Object | Should -BeExactly ([PSBackprop.Training.TrainingOptions].GetProperties().Name | Sort-Object)
    }

    It 'have as parameters the ranges that the <_> say' -ForEach 'Optimizers.OptimizerFamily', 'Schedules.ScheduleFamily' {
        $members = $core.GetType("PSBackprop.Training.$_").GetProperty('All').GetValue($null).Members
        $parameters = Get-Parameter ([PSBackprop.Commands.TrainingSettingsCommand])
        $compared = 0
        foreach ($setting in $members.ForEach({ $_.Settings })) {
            $parameter = $parameters.Where({ $_.Name -ceq $setting.Name })
            $parameter | Should -HaveCount 1 -Because $setting.Name
            $range = $setting.Range
            $attribute = [Attribute]::GetCustomAttributes($parameter[0], [Management.Automation.ValidateArgumentsAttribute])
            switch ($attribute) {
                { $_ -is [PSBackprop.Settings.ValidateFiniteAttribute] } {
                    $told = $_.Minimum, $_.AllowMinimum, $_.Maximum, ($_.AllowMaximum -and $_.Maximum -ne [double]::MaxValue)
                    $told | Should -Be ($range.Minimum, $range.HasMinimum, [Math]::Min($range.Maximum, [double]::MaxValue), $range.HasMaximum) -Because $setting.Name
                    $compared++
                }
                { $_ -is [ValidateRange] } {
                    [double]$_.MinRange | Should -Be $range.Minimum -Because $setting.Name
                    $range.HasMinimum | Should -BeTrue
                    $_.MaxRange | Should -Be ([int]::MaxValue)
                    $range.Maximum | Should -Be ([double]::PositiveInfinity)
                    $compared++
                }
            }
            if (-not $attribute) { $parameter[0].PropertyType -eq [switch] -or $parameter[0].PropertyType.IsEnum | Should -BeTrue -Because $setting.Name }
        }
        $compared | Should -BeGreaterThan 3
    }

    It 'are declared once' {
        foreach ($command in [PSBackprop.Commands.InvokeTrainingCommand], [PSBackprop.Commands.TraceBackpropagationCommand], [PSBackprop.Commands.TestGradientCommand]) {
            $shared = (Get-Parameter ([PSBackprop.Commands.LossSettingsCommand])).Name
            (Get-Parameter $command).Where({ $_.Name -in $shared }).DeclaringType | Select-Object -Unique | Should -Be ([PSBackprop.Commands.LossSettingsCommand])
        }
    }
}

Describe 'The settings of a network' {
    It 'come each from the parameter of its name, and no parameter sets two' {
        # These say how the dataset is encoded, or which layers there are.
        $ofDataset = 'HiddenLayer', 'FeatureScaling', 'TargetScaling', 'UnknownCategory', 'TextBit', 'PositiveClass'
        $default = Get-NetworkSetting @{}
        $parameters = Get-Parameter ([PSBackprop.Commands.NetworkSettingsCommand])
        foreach ($parameter in $parameters) {
            $changed = Compare-Member $default (Get-NetworkSetting @{ $parameter.Name = Get-OtherValue $parameter })
            if ($parameter.Name -in $ofDataset) { $changed | Should -BeNullOrEmpty } else { $changed | Should -BeExactly $parameter.Name }
        }
        $parameters.Name.Where({ $_ -notin $ofDataset }) + 'Name' + 'Seed' | Sort-Object |
            Should -BeExactly ([PSBackprop.NetworkSettings].GetProperties().Name | Sort-Object)
    }

    It 'say how a dataset is encoded' {
        $rows = 1..9 | ForEach-Object { [pscustomobject]@{ x = $_; Kind = $_ % 2 ? 'odd' : 'even'; y = $_ % 3 ? 'no' : 'yes' } }
        $data = $rows | ConvertTo-Dataset -Target y
        $setting = @{ FeatureScaling = 'MinMax'; UnknownCategory = 'Error'; PositiveClass = 'no'; HiddenLayer = 3 }
        $search = $data | Search-Network -Parameter $setting -Training @{ Epoch = 1 } -Seed 1 -WarningAction Ignore
        foreach ($net in (New-Network -Dataset $data @setting -Seed 1), $search[-1]) {
            $net.Columns.Input[0].Scaling | Should -Be MinMax
            $net.Columns.UnknownCategory | Should -Be Error
            $net.Columns.PositiveClass | Should -Be no
            $net.Layers[0].Units | Should -Be 3
        }
    }
}
