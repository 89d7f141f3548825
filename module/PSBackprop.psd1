@{
    RootModule           = 'PSBackprop.dll'
    RequiredAssemblies   = @('PSBackprop.Core.dll')
    ModuleVersion        = '0.1.0'
    GUID                 = '7d0c4b1e-52a7-4f0b-9f5e-6d1b6f3a8c21'
    Author               = 'the PSBackprop authors'
    CompanyName          = 'Community'
    Copyright            = '(c) the PSBackprop authors. MIT License.'
    Description          = 'Feed-forward neural networks for PowerShell: build, train by backpropagation, predict, and keep them as JSON. Needs PowerShell 7.4 or later; Windows PowerShell 5.1 is not supported.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @(
        'ConvertTo-Dataset'
        'Export-Dataset'
        'Export-Network'
        'Export-TrainingReport'
        'Get-Forecast'
        'Get-Prediction'
        'Get-SampleDataset'
        'Import-Dataset'
        'Import-Network'
        'Invoke-Calibration'
        'Invoke-Training'
        'Join-Network'
        'Measure-DataDrift'
        'Measure-FeatureImportance'
        'Measure-Network'
        'New-Network'
        'Search-Network'
        'Split-Dataset'
        'Test-Gradient'
        'Trace-Backpropagation'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    FormatsToProcess     = @('PSBackprop.Format.ps1xml')
    TypesToProcess       = @('PSBackprop.Types.ps1xml')
    PrivateData          = @{
        PSData = @{
            Tags         = @('NeuralNetwork', 'Backpropagation', 'MachineLearning', 'DeepLearning', 'MLP', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/PSBackprop/PSBackprop'
            ReleaseNotes = 'https://github.com/PSBackprop/PSBackprop/blob/main/CHANGELOG.md'
        }
    }
}
