BeforeDiscovery {
    . $PSScriptRoot/common.ps1
    $commands = (Get-Command -Module PSBackprop).Name
    $topics = (Get-ChildItem (Join-Path $module en-US) -Filter about_*.help.txt).Name -replace '\.help\.txt$'
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
}

Describe 'The help file' {
    It 'has the commands of the module and no others' {
        $maml = [xml](Get-Content (Join-Path $module en-US PSBackprop.dll-Help.xml) -Raw)
        $maml.helpItems.command.details.name | Sort-Object | Should -Be ((Get-Command -Module PSBackprop).Name | Sort-Object)
    }
}

Describe 'The help of <_>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $_ -Full
        $command = Get-Command $_
    }

    It 'says what the command is for, when not to use it, and what goes in and out' {
        $help.Synopsis | Should -Not -Match '^\s*$'
        $help.Description.Text -join ' ' | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text -join ' ' | Should -Not -BeNullOrEmpty
        $inputs = @($help.inputTypes.inputType.type.name)
        $inputs -contains 'None' | Should -Be (-not $command.Parameters.Values.Where({ $_.Attributes.Where({ $_ -is [Parameter] -and $_.ValueFromPipeline }) }))
        foreach ($type in $command.OutputType.Name) { ($help.returnValues.returnValue.type.name -join ' ') | Should -Match ([regex]::Escape($type.Split('.')[-1])) }
        $command.HelpUri | Should -Match '^https://'
    }

    It 'describes each parameter, and none that is not there' {
        $expected = $command.Parameters.Keys.Where({ $_ -notin $common }) | Sort-Object
        $help.parameters.parameter.name | Sort-Object | Should -Be $expected
        foreach ($parameter in $help.parameters.parameter) {
            $metadata = $command.Parameters[$parameter.name]
            $attributes = $metadata.Attributes.Where({ $_ -is [Parameter] })
            $text = $parameter.description.Text -join ' '
            $text | Should -Not -BeNullOrEmpty -Because $parameter.name
            $parameter.type.name | Should -Be $metadata.ParameterType.Name -Because $parameter.name
            $parameter.globbing | Should -Be "$([bool]$metadata.Attributes.Where({ $_ -is [SupportsWildcards] }))" -Because $parameter.name
            $parameter.aliases | Should -Be (($metadata.Aliases -join ', ') ? $metadata.Aliases -join ', ' : 'none') -Because $parameter.name
            $pipeline = @($attributes.ValueFromPipeline -contains $true ? 'ByValue' : @(); $attributes.ValueFromPipelineByPropertyName -contains $true ? 'ByPropertyName' : @())
            $parameter.pipelineInput | Should -Be ($pipeline ? "true ($($pipeline -join ', '))" : 'false') -Because $parameter.name
            $type = $metadata.ParameterType.IsArray ? $metadata.ParameterType.GetElementType() : $metadata.ParameterType
            if ($type.IsEnum) { $text | Should -Match "Values: $([enum]::GetNames($type) -join ', ')\." -Because $parameter.name }
        }
    }

    It 'has the parameter sets' {
        $told = $help.syntax.syntaxItem.ForEach({ $_.parameter.ForEach({ "$($_.name) $($_.required) $($_.position)" }) | Sort-Object | Join-String -Separator ';' })
        $real = $command.ParameterSets.ForEach({
                $_.Parameters.Where({ $_.Name -notin $common }).ForEach({ "$($_.Name) $($_.IsMandatory) $($_.Position -lt 0 ? 'named' : $_.Position)" }) | Sort-Object | Join-String -Separator ';'
            })
        $told | Sort-Object | Should -Be ($real | Sort-Object)
    }

    It 'tells the defaults that hold' {
        $fresh = [Activator]::CreateInstance($command.ImplementingType)
        $options = [PSBackprop.Training.TrainingOptions]::new()
        foreach ($parameter in $help.parameters.parameter) {
            $value = $fresh.($parameter.name)
            $told = $parameter.defaultValue
            # What is not a constant is told in words.
            if ($told -match ' ') { continue }
            if ($value -is [switch]) { $told | Should -Be 'False' -Because $parameter.name; continue }
            if ($command.Name -eq 'Export-Network' -and $parameter.name -eq 'Precision') { $told | Should -Be 'Single'; continue }
            if ($told -eq 'None') {
                $required = $command.Parameters[$parameter.name].Attributes.Where({ $_ -is [Parameter] }).Mandatory -contains $true
                $required -or $null -eq $value -or "$value" -in '', '0', '00:00:00' -or $value -is [hashtable] | Should -BeTrue -Because $parameter.name
            }
            elseif ("$value" -notin '', '0' -or $told -eq '0') { "$value" | Should -BeExactly $told -Because $parameter.name }
            elseif ($null -ne $options.($parameter.name)) { "$($options.($parameter.name))" | Should -BeExactly $told -Because $parameter.name }
        }
    }

    It 'has at least three examples, which run' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        try {
            foreach ($example in $help.examples.example) {
                [scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $($example.code)").Invoke() | Should -Not -BeNullOrEmpty -Because $example.title
            }
        }
        finally {
            Pop-Location
        }
    }

    It 'links to what exists' {
        foreach ($link in $help.relatedLinks.navigationLink.Where({ -not $_.uri }).linkText) {
            (Get-Command $link -ErrorAction Ignore) ?? (Get-Item (Join-Path $module en-US "$link.help.txt")) | Should -Not -BeNullOrEmpty
        }
    }
}

Describe 'The defaults of a training' {
    # Those that hang on another setting are told in words; here they are in effect.
    It 'are those of the help: <Name> = <Value>' -ForEach @(
        @{ Name = 'BatchSize'; Value = 32; Setting = @{} }
        @{ Name = 'Beta1'; Value = 0.9; Setting = @{} }
        @{ Name = 'Beta2'; Value = 0.999; Setting = @{} }
        @{ Name = 'Beta2'; Value = 0.99; Setting = @{ Optimizer = 'Lion' } }
        @{ Name = 'Rho'; Value = 0.99; Setting = @{ Optimizer = 'RmsProp' } }
        @{ Name = 'Rho'; Value = 0.9; Setting = @{ Optimizer = 'AdaDelta' } }
        @{ Name = 'Epsilon'; Value = 1e-8; Setting = @{} }
        @{ Name = 'Epsilon'; Value = 1e-10; Setting = @{ Optimizer = 'AdaGrad' } }
        @{ Name = 'Epsilon'; Value = 1e-6; Setting = @{ Optimizer = 'AdaDelta' } }
        @{ Name = 'WeightDecay'; Value = 0.01; Setting = @{ Optimizer = 'AdamW' } }
        @{ Name = 'LearningRate'; Value = 0.001; Setting = @{} }
        @{ Name = 'LearningRate'; Value = 0.1; Setting = @{ Optimizer = 'Sgd' } }
        @{ Name = 'LearningRate'; Value = 0.002; Setting = @{ Optimizer = 'NAdam' } }
        @{ Name = 'LearningRate'; Value = 1; Setting = @{ Optimizer = 'AdaDelta' } }
        @{ Name = 'LearningRate'; Value = 0.0001; Setting = @{ Optimizer = 'Lion' } }
        @{ Name = 'ScheduleStep'; Value = 10; Setting = @{ LearningRateSchedule = 'Step' } }
        @{ Name = 'ScheduleDecay'; Value = 0.1; Setting = @{ LearningRateSchedule = 'Step' } }
        @{ Name = 'ScheduleDecay'; Value = 0.95; Setting = @{ LearningRateSchedule = 'Exponential' } }
        @{ Name = 'ScheduleDecay'; Value = 0.1; Setting = @{ LearningRateSchedule = 'InverseTime' } }
        @{ Name = 'SchedulePower'; Value = 1; Setting = @{ LearningRateSchedule = 'Polynomial' } }
        @{ Name = 'ScheduleGrowth'; Value = 1; Setting = @{ LearningRateSchedule = 'CosineRestart'; ScheduleStep = 5 } }
        @{ Name = 'MinimumLearningRate'; Value = 0; Setting = @{ LearningRateSchedule = 'Cosine' } }
    ) {
        $rows = 1..70 | ForEach-Object { , @(($_ / 35 - 1)) }
        $sines = 1..70 | ForEach-Object { [Math]::Sin(3 * ($_ / 35 - 1)) }
        $training = @{ InputData = $rows; TargetData = $sines; Epoch = 15; WarningAction = 'Ignore' } + $Setting
        $default = @{ $Name = $Value }
        $plain = New-Network 1, 5, 1 -Seed 1 | Invoke-Training @training
        $given = New-Network 1, 5, 1 -Seed 1 | Invoke-Training @training @default
        $given.Layers[0].Biases | Get-Bit | Should -Be ($plain.Layers[0].Biases | Get-Bit)
    }
}

Describe 'The topic <_>' -ForEach $topics {
    It 'has code that runs' {
        $lines = Get-Content (Join-Path $module en-US "$_.help.txt") -Encoding utf8
        $blocks = [regex]::Matches(($lines -join "`n"), '(?m)(^ {8}.*\n)+').Value | Where-Object { $_ -match '^ {8}(\$|[A-Z]\w+-[A-Z]|")' }
        $blocks.Count | Should -BeGreaterThan 0
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        try {
            foreach ($block in $blocks) {
                $ErrorActionPreference = 'Stop'
                $null = . ([scriptblock]::Create($block)) 3> $null
            }
        }
        finally {
            Pop-Location
        }
    }

    It 'is found by Get-Help, in lines that fit a console' {
        Get-Help $_ | Should -Match 'LONG DESCRIPTION'
        Get-Content (Join-Path $module en-US "$_.help.txt") -Encoding utf8 | Where-Object { $_.Length -gt 110 } | Should -BeNullOrEmpty
    }
}
