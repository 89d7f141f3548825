# What becomes of work when a pipeline is stopped from outside, as Ctrl+C does it: in a runspace of its own, with a host
# that notes what it is told.
BeforeAll {
    . $PSScriptRoot/common.ps1
    $iris = Get-SampleDataset Iris
    if (-not ('PSBackprop.Tests.NotingHost' -as [type])) {
        Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PSBackprop.Tests
{
    public sealed class NotingHost : PSHost
    {
        private readonly NotingInterface _ui = new NotingInterface();
        private readonly Guid _id = Guid.NewGuid();

        public List<string> Warnings { get { return _ui.Warnings; } }
        public List<ProgressRecord> Progress { get { return _ui.Progress; } }
        public override CultureInfo CurrentCulture { get { return CultureInfo.CurrentCulture; } }
        public override CultureInfo CurrentUICulture { get { return CultureInfo.CurrentUICulture; } }
        public override Guid InstanceId { get { return _id; } }
        public override string Name { get { return "NotingHost"; } }
        public override PSHostUserInterface UI { get { return _ui; } }
        public override Version Version { get { return new Version(1, 0); } }
        public override void EnterNestedPrompt() { }
        public override void ExitNestedPrompt() { }
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }
        public override void SetShouldExit(int exitCode) { }
    }

    public sealed class NotingInterface : PSHostUserInterface
    {
        public List<string> Warnings = new List<string>();
        public List<ProgressRecord> Progress = new List<ProgressRecord>();
        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { return null; }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { return defaultChoice; }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { return null; }
        public override PSCredential PromptForCredential(string a, string b, string c, string d, PSCredentialTypes e, PSCredentialUIOptions f) { return null; }
        public override string ReadLine() { return string.Empty; }
        public override SecureString ReadLineAsSecureString() { return null; }
        public override void Write(string value) { }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { }
        public override void WriteLine(string value) { }
        public override void WriteDebugLine(string message) { }
        public override void WriteErrorLine(string value) { }
        public override void WriteProgress(long sourceId, ProgressRecord record) { lock (Progress) { Progress.Add(record); } }
        public override void WriteVerboseLine(string message) { }
        public override void WriteWarningLine(string message) { lock (Warnings) { Warnings.Add(message); } }
    }
}
'@
    }

    # Runs a script and stops it as soon as a condition on its shared state holds; gives the variables that are left.
    function Stop-Script([scriptblock] $Script, [scriptblock] $When) {
        $noting = [PSBackprop.Tests.NotingHost]::new()
        $runspace = [runspacefactory]::CreateRunspace($noting)
        $runspace.Open()
        $state = [hashtable]::Synchronized(@{})
        $runspace.SessionStateProxy.SetVariable('state', $state)
        $runspace.SessionStateProxy.SetVariable('iris', $iris)
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $null = $shell.AddScript("Import-Module '$module'; `$WarningPreference = 'Ignore'").Invoke()
            $shell.Commands.Clear()
            $handle = $shell.AddScript($Script).BeginInvoke()
            $limit = [datetime]::UtcNow.AddSeconds(60)
            while (-not (& $When $state $noting) -and -not $handle.IsCompleted -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 20 }
            $shell.Stop()
            $left = @{ Warnings = $noting.Warnings; Progress = $noting.Progress; State = $state }
            foreach ($name in 'net', 'StoppedNetwork', 'StoppedSearch') { $left[$name] = $runspace.SessionStateProxy.GetVariable($name) }
            $left
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

Describe 'A training that is stopped' {
    It 'leaves its network in $StoppedNetwork, with the weights of its last step, and says so' {
        $left = Stop-Script -When { $args[0].Epoch -ge 20 } {
            $net = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 100000000 -OnEpoch { $state.Epoch = $_.Epoch }
        }
        $left.net | Should -BeNullOrEmpty
        $left.StoppedNetwork | Should -BeOfType PSBackprop.Network
        $done = $left.StoppedNetwork.EpochsTrained
        $done | Should -BeGreaterOrEqual 20
        $left.StoppedNetwork.History | Should -HaveCount $done
        $left.Warnings | Should -Be "The training was stopped after $done of 100000000 epochs. The network is in `$StoppedNetwork."
        $same = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch $done -WarningAction Ignore
        $left.StoppedNetwork.History[-1].Loss | Get-Bit | Should -Be ($same.History[-1].Loss | Get-Bit)
        ($left.StoppedNetwork | Invoke-Training -Dataset $iris -Epoch 1 -WarningAction Ignore).EpochsTrained | Should -Be ($done + 1)
    }

    It 'leaves it also when it was stopped while it wrote' {
        $left = Stop-Script -When { $args[0].Epoch -ge 20 } {
            $net = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 100000000 -OnEpoch { $state.Epoch = $_.Epoch } -Verbose
        }
        $left.StoppedNetwork.EpochsTrained | Should -BeGreaterOrEqual 20
        $left.Warnings | Should -HaveCount 1
    }

    It 'leaves all networks of the pipeline that somebody still has' {
        $left = Stop-Script -When { $args[0].Third } {
            $net = 1..3 | ForEach-Object { New-Network -Dataset $iris -Seed $_ } |
                Invoke-Training -Dataset $iris -Epoch 5 -OnEpoch { if (++$state.Epochs -eq 13) { $state.Third = $true; while ($true) { Start-Sleep -Milliseconds 10 } } }
        }
        $left.StoppedNetwork.Seed | Should -Be 1, 2, 3
        $left.Warnings | Should -Match 'The 3 networks so far are in \$StoppedNetwork'
    }

    It 'leaves a network whose training had ended, when a later command is stopped' {
        $left = Stop-Script -When { $args[0].Later } {
            $net = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 5 | ForEach-Object { $state.Later = $true; while ($true) { Start-Sleep -Milliseconds 10 } }
        }
        $left.StoppedNetwork.EpochsTrained | Should -Be 5
        $left.Warnings | Should -Be 'The pipeline was stopped after the training. The network is in $StoppedNetwork.'
    }

    It 'says nothing where a later command only has enough, or nothing was trained' {
        $left = Stop-Script -When { $args[0].Done } {
            $net = 1..3 | ForEach-Object { New-Network -Dataset $iris -Seed $_ } | Invoke-Training -Dataset $iris -Epoch 5 | Select-Object -First 1
            $state.Done = $true
            while ($true) { Start-Sleep -Milliseconds 10 }
        }
        $left.net.EpochsTrained | Should -Be 5
        $left.StoppedNetwork | Should -BeNullOrEmpty
        $left.Warnings | Should -BeNullOrEmpty
        $left = Stop-Script -When { $args[0].Begun } { & { $state.Begun = $true; while ($true) { Start-Sleep -Milliseconds 10 } } | Invoke-Training -Dataset $iris }
        $left.StoppedNetwork | Should -BeNullOrEmpty
        $left.Warnings | Should -BeNullOrEmpty
    }

    It 'leaves alone a variable of this name that the user has protected' {
        $left = Stop-Script -When { $args[0].Epoch -ge 2 } {
            Set-Variable StoppedNetwork 'mine' -Option ReadOnly -Scope Global
            $net = New-Network -Dataset $iris -Seed 1 | Invoke-Training -Dataset $iris -Epoch 100000000 -OnEpoch { $state.Epoch = $_.Epoch }
        }
        $left.StoppedNetwork | Should -Be 'mine'
        $left.Warnings | Should -BeNullOrEmpty
    }
}

Describe 'A search that is stopped' {
    It 'leaves the network of its best trial so far and the trials, and shows how far it is: <Name>' -ForEach @(
        @{ Name = 'on one part'; Fold = '' }
        @{ Name = 'with folds'; Fold = '-Fold 2' }
    ) {
        $left = Stop-Script -When { $args[0].Trials -ge 2 -and $args[1].Progress.Count -ge 2 } ([scriptblock]::Create(
                "`$net = Search-Network `$iris @{ Epoch = 2, 3, 100000000; LearningRate = 0.02 } -ThrottleLimit 1 -Seed 1 $Fold | ForEach-Object { `$state.Trials++; `$_ }"))
        $left.net | Should -BeNullOrEmpty
        $left.StoppedSearch | Should -HaveCount 2
        $best = $left.StoppedSearch | Sort-Object Score -Descending -Stable | Select-Object -First 1
        $best.IsBest | Should -BeTrue
        $left.StoppedNetwork | Should -BeOfType PSBackprop.Network
        $left.StoppedNetwork.SearchTrial.Trial | Should -Be $best.Trial
        $left.StoppedNetwork.EpochsTrained | Should -Be $best.Epochs
        $left.Warnings | Should -Match 'stopped after 2 of 3 trials\..* is in \$StoppedNetwork; the trials are in \$StoppedSearch\.'
        $left.Progress[-1].StatusDescription | Should -Match '^2 of 3 trials done, best '
    }
}

Describe 'A search by halving that is stopped' {
    It 'counts the trials of all rounds' {
        $left = Stop-Script -When { $args[0].Trials -ge 10 } {
            $net = Search-Network $iris @{ LearningRate = @{ Minimum = 0.001; Maximum = 0.1 } } -Method Halving -Trial 9 -Training @{ Epoch = 90 } -Seed 1 |
                ForEach-Object { if (++$state.Trials -eq 10) { while ($true) { Start-Sleep -Milliseconds 10 } } }
        }
        $left.Warnings | Should -Match 'stopped after 10 of 13 trials'
    }
}

Describe 'A cross-validation' {
    It 'shows how far it is' {
        $left = Stop-Script -When { $shown = $args[1].Progress; $shown.Count -ge 2 -and $shown[-1].PercentComplete -gt $shown[0].PercentComplete } {
            New-Network -Dataset $iris -Seed 1 | Measure-Network -Dataset $iris -Fold 3 -Training @{ Epoch = 50000 }
        }
        $left.Progress[-1].PercentComplete | Should -BeGreaterThan $left.Progress[0].PercentComplete
        $left.Progress[0].Activity | Should -Be 'Cross-validating 4 → tanh 16 → softmax 3, 131 parameters'
    }
}
