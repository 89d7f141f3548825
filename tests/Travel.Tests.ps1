BeforeAll {
    . $PSScriptRoot/common.ps1
    $iris = Get-SampleDataset Iris
    $net = New-Network -Dataset $iris -Seed 1 -Name Flowers | Invoke-Training -Dataset $iris -Epoch 5
}

Describe 'A network that travels' {
    It 'comes back from CLIXML alive, bit for bit, with columns and history' {
        $net | Export-Clixml TestDrive:/net.xml
        $back = Import-Clixml TestDrive:/net.xml
        $back | Should -BeOfType PSBackprop.Network
        ($back.Layers.Weights | Get-Bit) | Should -Be ($net.Layers.Weights | Get-Bit)
        $back.History.Loss | Should -Be $net.History.Loss
        $back.Name, $back.Columns.Labels.Count | Should -Be 'Flowers', 3
    }

    It 'works in a job, and comes back from it alive' {
        $job = Start-Job -ArgumentList $net, $module -ScriptBlock {
            param($network, $module)
            Import-Module $module
            (@{ SepalLength = 5; SepalWidth = 3; PetalLength = 1.4; PetalWidth = 0.2 } | Get-Prediction -Network $network).Label
            $network | Invoke-Training -Dataset (Get-SampleDataset Iris) -Epoch 2
        }
        $label, $trained = $job | Receive-Job -Wait -AutoRemoveJob
        $label | Should -Be 'setosa'
        $trained | Should -BeOfType PSBackprop.Network
        $trained.EpochsTrained | Should -Be 7
    }

    It 'has predictions and evaluations that are of use after the journey' {
        $net | Measure-Network -Dataset $iris | Export-Clixml TestDrive:/evaluation.xml
        $evaluation = Import-Clixml TestDrive:/evaluation.xml
        $evaluation.Accuracy | Should -BeGreaterThan 0.3
        $evaluation.PerClass[0].Label | Should -Be 'setosa'
        $iris.Rows[0] | Get-Prediction -Network $net | Export-Clixml TestDrive:/prediction.xml
        (Import-Clixml TestDrive:/prediction.xml).Probabilities['setosa'] | Should -BeGreaterThan 0
    }

    It 'has copies that are independent' {
        $copy = $net.Clone()
        $null = $copy | Invoke-Training -Dataset $iris -Epoch 1
        $net.EpochsTrained | Should -Be 5
        ($copy.Layers.Biases | Get-Bit) | Should -Not -Be ($net.Layers.Biases | Get-Bit)
    }

    It 'goes to ONNX and back, scaling and labels included' {
        $net | Export-Network TestDrive:/iris.onnx
        $back = Import-Network TestDrive:/iris.onnx
        ($back | Get-Prediction -InputData $iris).Label | Should -Be ($net | Get-Prediction -InputData $iris).Label
        $back.Precision | Should -Be Single
        $net | Export-Network TestDrive:/iris.onnx -Precision Double
        ((Import-Network TestDrive:/iris.onnx).Layers.Biases | Get-Bit) | Should -Be ($net.Layers.Biases | Get-Bit)
    }

    It 'goes through compressed JSON bit for bit' {
        $net | Export-Network TestDrive:/iris.json.gz -IncludeHistory
        $back = Import-Network TestDrive:/iris.json.gz
        ($back.Layers.Weights | Get-Bit) | Should -Be ($net.Layers.Weights | Get-Bit)
        $back.History | Should -HaveCount 5
        { $net | Export-Network TestDrive:/iris.json -Precision Single } | Should -Throw -ErrorId 'ExportSetting,*'
    }
}

Describe 'A checkpoint' {
    It 'lets a training go on where it was' {
        $settings = @{ Dataset = $iris; Epoch = 20; CheckpointPath = 'TestDrive:/iris.checkpoint'; CheckpointInterval = 1; Resume = $true }
        $whole = New-Network -Dataset $iris -Seed 2 | Invoke-Training -Dataset $iris -Epoch 20
        { New-Network -Dataset $iris -Seed 2 | Invoke-Training @settings -OnEpoch { if ($_.Epoch -eq 7) { throw 'power cut' } } } | Should -Throw
        $resumed = New-Network -Dataset $iris -Seed 2 | Invoke-Training @settings
        ($resumed.Layers.Weights | Get-Bit) | Should -Be ($whole.Layers.Weights | Get-Bit)
        { New-Network -Dataset $iris -Seed 3 | Invoke-Training @settings } | Should -Throw -ErrorId 'CheckpointDiffers,*'
    }

    It 'refuses intervals that are none, and settings without a path' {
        { New-Network -Dataset $iris | Invoke-Training -Dataset $iris -CheckpointPath TestDrive:/x -CheckpointInterval 0 } | Should -Throw -ErrorId 'CheckpointIntervalNotUnderstood,*'
        { New-Network -Dataset $iris | Invoke-Training -Dataset $iris -Resume } | Should -Throw -ErrorId 'CheckpointWithoutPath,*'
        New-Network -Dataset $iris | Invoke-Training -Dataset $iris -CheckpointPath TestDrive:/whatif -WhatIf | Should -BeNullOrEmpty
        'TestDrive:/whatif' | Should -Not -Exist
    }
}
