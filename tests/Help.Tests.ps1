BeforeDiscovery {
    . $PSScriptRoot/common.ps1
    $commands = (Get-Command -Module PSBackprop).Name
    $topics = (Get-ChildItem (Join-Path $module en-US) -Filter about_*.help.txt).Name -replace '\.help\.txt$'
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    $common = [Management.Automation.Cmdlet]::CommonParameters
    $pages = Join-Path $root module help
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
        $command.HelpUri | Should -Match "^https://.*/module/help/$_\.md$"
        Join-Path $pages "$_.md" | Should -Exist
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
            if ($type.IsEnum) {
                $values = [enum]::GetNames($type).ForEach({ "- $($_): \S[^\n]+" }) -join '\n'
                $text | Should -Match "Values:\n$values" -Because $parameter.name
            }
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

    It 'has at least three examples, which run and print what the page says' {
        $page = Get-Content (Join-Path $pages "$_.md") -Raw
        $pattern = '(?s)### (?<title>Example [^\n]+)\n\n```powershell\n(?<code>.*?)```(\s*```output\n(?<output>.*?)```)?'
        $examples = [regex]::Matches($page, $pattern)
        $examples.ForEach({ $_.Groups['title'].Value }) | Should -Be $help.examples.example.title
        $examples.Count | Should -BeGreaterOrEqual 3
        $rendering = $PSStyle.OutputRendering
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        try {
            $PSStyle.OutputRendering = 'PlainText'
            foreach ($example in $examples) {
                $title = $example.Groups['title'].Value
                $output = [scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $($example.Groups['code'].Value)").Invoke()
                $output | Should -Not -BeNullOrEmpty -Because $title
                if ($example.Groups['output'].Success) {
                    (($output | Out-String -Width 120).Trim() -split '\r?\n').TrimEnd() |
                        Should -Be ($example.Groups['output'].Value.Trim() -split '\r?\n').TrimEnd() -Because $title
                }
            }
        }
        finally {
            $PSStyle.OutputRendering = $rendering
            Pop-Location
        }
    }

    It 'links to what exists' {
        foreach ($link in $help.relatedLinks.navigationLink.Where({ -not $_.uri }).linkText) {
            (Get-Command $link -ErrorAction Ignore) ?? (Get-Item (Join-Path $module en-US "$link.help.txt")) | Should -Not -BeNullOrEmpty
        }
    }
}

Describe 'Making the help' {
    BeforeAll {
        # A copy of what the build makes the help of, and the program that does.
        $program = (Get-Item (Join-Path $root src PSBackprop.Help bin * net10.0 PSBackprop.Help.dll) | Sort-Object LastWriteTime)[-1].FullName
        $built = (Get-Item (Join-Path $root src PSBackprop bin * net8.0 PSBackprop.dll) | Sort-Object LastWriteTime)[-1].DirectoryName
        function Build-Help {
            $standard = Join-Path $PSHOME System.Management.Automation.dll
            $said = dotnet $program (Join-Path $copy bin PSBackprop.dll) $standard (Join-Path $copy help) (Join-Path $copy help.xml) @args 2>&1
            $LASTEXITCODE
            "$said"
        }
    }

    BeforeEach {
        $copy = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Copy-Item $built (Join-Path $copy bin) -Recurse
        Copy-Item $pages (Join-Path $copy help) -Recurse
        $page = Join-Path $copy help Split-Dataset.md
        $comments = Join-Path $copy bin PSBackprop.xml
    }

    It 'gives the file that is in the module, from pages that are as they were committed' {
        (Build-Help --check)[0] | Should -Be 0
        Get-Content (Join-Path $copy help.xml) | Should -Be (Get-Content (Join-Path $module en-US PSBackprop.dll-Help.xml))
    }

    It 'fails for a parameter without a documentation comment' {
        (Get-Content $comments -Raw) -replace '(?s)(SplitDatasetCommand\.TestFraction">\s*<summary>).*?(</summary>)', '$1$2' | Set-Content $comments
        $code, $said = Build-Help
        $code | Should -Be 1
        $said | Should -Match 'SplitDatasetCommand\.TestFraction : error'
    }

    It 'fails for an enum member without a documentation comment' {
        $core = Join-Path $copy bin PSBackprop.Core.xml
        (Get-Content $core -Raw) -replace '(?s)<member name="F:PSBackprop\.Loss\.Huber">.*?</member>' | Set-Content $core
        (Build-Help)[1] | Should -Match 'Loss\.Huber : error'
    }

    It 'fails for a page that <What>' -ForEach @(
        @{ What = 'has a part for a parameter that is not there'; Text = '### CommonParameters'; Instead = "### -Nonsense`n`nNo.`n`n$&"; Fault = '-Nonsense' }
        @{ What = 'speaks of a parameter that is not there'; Text = '## NOTES'; Instead = "## NOTES`n`nSee ``-Nonsense``."; Fault = '-Nonsense' }
        @{ What = 'lacks a section'; Text = '## NOTES'; Instead = ''; Fault = 'NOTES' }
        @{ What = 'has an example without code'; Text = '```powershell'; Instead = '```text'; Fault = 'Example' }
    ) {
        Set-Content $page ((Get-Content $page -Raw) -replace "(?m)^$([regex]::Escape($Text))`$", $Instead)
        $code, $said = Build-Help
        $code | Should -Be 1
        $said | Should -Match "Split-Dataset\.md : error .*$Fault"
    }

    It 'fails for a cmdlet without a page, and a page without a cmdlet' {
        Rename-Item $page Split-Nonsense.md
        (Build-Help)[1] | Should -Match 'Split-Nonsense\.md : error'
        Remove-Item (Join-Path $copy help Split-Nonsense.md)
        (Build-Help)[1] | Should -Match 'Split-Dataset\.md : error'
    }

    It 'writes what the assembly says into the page, or only says that it would' {
        $before = Get-Content $page -Raw
        Set-Content $page ($before -replace 'Position: 0', 'Position: 7') -NoNewline
        (Build-Help --check)[1] | Should -Match 'Split-Dataset\.md : error'
        (Build-Help)[0] | Should -Be 0
        Get-Content $page -Raw | Should -BeExactly $before
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

Describe 'The members that a parameter is for' {
    BeforeDiscovery {
        # A value of each parameter that only some members of a family have.
        $values = [ordered]@{
            Optimizer = @{
                LearningRate = 0.5; Momentum = 0.5; Nesterov = $true; Beta1 = 0.5; Beta2 = 0.5; Rho = 0.5; Epsilon = 0.5; AmsGrad = $true; Centered = $true
                WeightDecay = 0.5; BatchSize = 2; LearningRateSchedule = 'Step'; WarmupEpoch = 1; AverageWeight = $true; GradientClip = 1; GradientClipValue = 1; MaxNorm = 1
                L1 = 0.5; GradientTolerance = 0.5
            }
            LearningRateSchedule = @{ ScheduleStep = 2; ScheduleDecay = 0.5; SchedulePower = 2; ScheduleGrowth = 2; MinimumLearningRate = 0.1 }
            Loss = @{ LabelSmoothing = 0.1 }
        }
        $cases = foreach ($choice in $values.Keys) {
            foreach ($name in $values.$choice.Keys | Sort-Object) { @{ Choice = $choice; Name = $name; Value = $values.$choice.$name } }
        }
    }

    BeforeAll {
        function Get-ToldMember([string] $Command, [string] $Name, [string] $Choice) {
            $text = (Get-Help $Command -Parameter $Name).description.Text -join ' '
            $all = [enum]::GetNames((Get-Command $Command).Parameters[$Choice].ParameterType)
            if ($text -notmatch "\b(?<rule>Only|Not) with -$Choice (?<members>[^.]+)\.") { return $all }
            $named = $Matches.members -split ', | or '
            $all.Where({ ($_ -in $named) -eq ($Matches.rule -eq 'Only') })
        }
    }

    It 'are those in the help that take it: <Choice> for <Name>' -ForEach $cases {
        $given = @{ $Name = $Value }
        $taking = [enum]::GetNames((Get-Command Invoke-Training).Parameters[$Choice].ParameterType).Where({
                # Outputs and targets that suit a loss, where a loss is chosen.
                $output, $targets = switch -Regex ($_) {
                    '^(Categorical|Kullback)' { 'Softmax', @((1, 0), (0, 1), (0, 1), (1, 0)) }
                    '^Reconstruction' { 'Linear', @((1, 0), (0, 1), (0, 1), (1, 0)) }
                    'Hinge$' { 'Tanh', @((1, -1), (-1, 1), (-1, 1), (1, -1)) }
                    default { 'Sigmoid', @((1, 0), (0, 1), (0, 1), (1, 0)) }
                }
                $training = @{ $Choice = $_; InputData = $x; TargetData = $targets; Epoch = 2; WarningAction = 'Ignore'; ErrorAction = 'Stop' }
                try { $null = New-Network 2, 2 -OutputActivation $output -Seed 1 | Invoke-Training @training @given; $true }
                catch [PSBackprop.BackpropException] { $_.Exception.Id -ne 'SettingWithoutEffect' }
            })
        Get-ToldMember Invoke-Training $Name $Choice | Should -Be $taking
    }

    It 'are named for no other parameter' -ForEach @{ Names = $cases.Name } {
        $told = (Get-Help Invoke-Training -Parameter *).Where({ ($_.description.Text -join ' ') -match '\b(Only|Not) with -' }).name
        $told | Sort-Object | Should -Be ($names | Sort-Object)
    }

    It 'are those in the help that heed it: Initializer for <Name>' -ForEach @(@{ Name = 'WeightRange'; Value = 3, 4 }, @{ Name = 'WeightScale'; Value = 3 }) {
        $given = @{ $Name = $Value }
        $heeding = [enum]::GetNames([PSBackprop.Initializer]).Where({
                $plain = New-Network 2, 3 -Initializer $_ -Seed 1
                $scaled = New-Network 2, 3 -Initializer $_ -Seed 1 @given
                "$($plain.Layers[0].Weights)" -ne "$($scaled.Layers[0].Weights)"
            })
        Get-ToldMember New-Network $Name Initializer | Should -Be $heeding
    }

    It 'are not told of where there is nothing to choose them by' {
        (Get-Help Test-Gradient -Parameter L1).description.Text | Should -Not -Match Optimizer
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
