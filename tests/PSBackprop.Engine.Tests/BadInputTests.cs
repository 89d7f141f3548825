using System.Management.Automation;

namespace PSBackprop.Engine.Tests;

/// <summary>Each mistake has an error id of its own and a sentence that says where and what to do; nothing is changed by it.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("New-Network 2", "NoLayer", "-Layer 2,4,1")]
    [InlineData("New-Network 0,1", "LayerSize", "at least 1")]
    [InlineData("New-Network 2,-3,1", "LayerSize", "Layer 1 has -3 units")]
    [InlineData("New-Network 2,0", "LayerSize", "Layer 1 has 0 units")]
    [InlineData("New-Network two,1", "LayerNotUnderstood", "'two'")]
    [InlineData("New-Network 2,many,1", "LayerNotUnderstood", "'many'")]
    [InlineData("New-Network 2,1.5", "LayerNotUnderstood", "'1.5'")]
    [InlineData("New-Network 2,@{ Units = 4; Colour = 'red' },1", "LayerKeyUnknown", "'Colour'")]
    [InlineData("New-Network 2,@{ Units = 4; Activation = 'step' },1", "LayerValue", "step")]
    [InlineData("New-Network 2,@{ Activation = 'Tanh' },1", "LayerSize", "Layer 1")]
    [InlineData("New-Network 2,@{ Units = 4; Activation = 'Softmax' },1", "HiddenSoftmax", "Layer 1")]
    [InlineData("New-Network 100000,100000,1", "NetworkTooLarge", "parameters")]
    [InlineData("New-Network 2147483647,2147483647,2147483647", "NetworkTooLarge", "parameters")]
    [InlineData("$net.Layers[0].Weights = [double[,]]::new(1, 1)", "WeightShape", "[2 × 4]")]
    [InlineData("$net.Layers[0].Biases = @(1.0)", "BiasShape", "4 biases")]
    [InlineData("$net.Layers[0].Biases = @(1.0, 2, [double]::NaN, 4)", "ParameterNotFinite", "unchanged")]
    public void In_building_a_network(string script, string id, string part) => RequireFault(script, id, part);

    [Theory]
    [InlineData("-InputData @((0,0),(0,1,2)) -TargetData 0,1", "RaggedRow", "row 2")]
    [InlineData("-InputData @((0,0),(0,'abc')) -TargetData 0,1", "NotANumber", "row 2, column 2 is 'abc'")]
    [InlineData("-InputData @((0,0),(0,$null)) -TargetData 0,1", "NotANumber", "row 2, column 2 is empty")]
    [InlineData("-InputData @((0,0),(0,'1,5')) -TargetData 0,1", "NotANumber", "'1,5'")]
    [InlineData("-InputData @((0,0),([double]::NaN,1)) -TargetData 0,1", "NotFinite", "row 2, column 1")]
    [InlineData("-InputData @((0,0),([double]::PositiveInfinity,1)) -TargetData 0,1", "NotFinite", "row 2, column 1")]
    [InlineData("-InputData @((0,0,0),(0,1,0)) -TargetData 0,1", "RowWidth", "3 values")]
    [InlineData("-InputData @() -TargetData @()", "EmptyData", "no rows")]
    [InlineData("-InputData @{ a = 1 } -TargetData 0", "DataNotUnderstood", "Hashtable")]
    [InlineData("-InputData $x -TargetData 0,1,1,0,1", "TargetCount", "4 rows")]
    [InlineData("-InputData $x -TargetData 0,1", "TargetCount", "4 rows")]
    [InlineData("-InputData $x -TargetData @((0,1),(0,1),(0,1),(0,1))", "TargetWidth", "2 values")]
    [InlineData("-InputData $x -TargetData $y -Loss CategoricalCrossEntropy", "LossPairing", "Softmax")]
    [InlineData("-InputData $x -TargetData $y -FullBatch -BatchSize 2", "BatchContradiction", "-BatchSize")]
    [InlineData("-InputData $x -TargetData $y -Optimizer Sgd -Nesterov", "NesterovWithoutMomentum", "-Momentum")]
    [InlineData("-InputData $x -TargetData 0,1,1,2 -Loss BinaryCrossEntropy", "TargetOutsideDomain", "row 4")]
    public void In_training_data_and_settings(string arguments, string id, string part) => RequireFault($"$net | Invoke-Training {arguments}", id, part);

    [Theory]
    [InlineData("-Epoch 0")]
    [InlineData("-BatchSize 0")]
    [InlineData("-LearningRate 0")]
    [InlineData("-LearningRate -1")]
    [InlineData("-LearningRate ([double]::NaN)")]
    [InlineData("-Momentum 1")]
    [InlineData("-Beta1 1")]
    [InlineData("-L2 -1")]
    [InlineData("-TimeLimit 0")]
    [InlineData("-TargetLoss ([double]::PositiveInfinity)")]
    [InlineData("-ReportInterval 0")]
    [InlineData("-Seed -1")]
    public void A_setting_out_of_range_is_refused_before_anything_begins(string setting)
    {
        var fault = _session.Fault($"New-Network 2,4,1 | Invoke-Training -InputData $x -TargetData $y {setting}");
        Assert.Equal("ParameterArgumentValidationError,PSBackprop.Commands.InvokeTrainingCommand", fault.FullyQualifiedErrorId);
    }

    [Fact]
    public void In_one_row_of_many_only_that_row_is_lost()
    {
        var written = _session.Run("(0,0), (0,'abc'), (1,2,3), ([double]::NaN,1), (1,1) | Get-Prediction -Network (New-Network 2,4,1)");
        Assert.False(written.Terminated);
        Assert.Equal(2, written.Output.Count);
        Assert.Equal(
            ["NotANumber", "RowWidth", "NotFinite"],
            written.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([2, 3, 4], written.Errors.Select(error => Row(error.ToString())));
    }

    [Fact]
    public void A_target_that_the_outputs_cannot_reach_is_warned_about()
    {
        var written = _session.Run("New-Network 2,4,1 -OutputActivation Sigmoid | Invoke-Training -InputData $x -TargetData 0,5,1,0 -Loss MeanSquaredError -Epoch 1");
        Assert.Empty(written.Errors);
        Assert.Contains("Sigmoid", Assert.Single(written.Warnings).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_training_that_diverges_says_so_and_gives_finite_weights_back()
    {
        var written = _session.Run("New-Network 2,4,1 -Activation Linear -Seed 1 | Invoke-Training -InputData $x -TargetData $y -Optimizer Sgd -LearningRate 1000 -Epoch 1000");
        Assert.Equal("TrainingDiverged", Assert.Single(written.Errors).FullyQualifiedErrorId.Split(',')[0]);
        dynamic network = Assert.Single(written.Output).BaseObject;
        Assert.Equal("Diverged", network.LastTraining.StopReason.ToString());
        Assert.All(((double[,])network.Layers[0].Weights).Cast<double>(), weight => Assert.True(double.IsFinite(weight)));
    }

    private static int Row(string message) => int.Parse(message.Split("row ")[1].Split(',', ' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private void RequireFault(string script, string id, string part)
    {
        var written = _session.Run($"$net = New-Network 2,4,1 -OutputActivation Sigmoid -Seed 1; $before = \"$($net.Layers.Weights)$($net.Layers.Biases)\"; {script}");
        dynamic fault = Fault(Assert.Single(written.Errors));
        Assert.Equal(id, (string)fault.Id);
        Assert.Contains(part, (string)fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", (string)fault.Message, StringComparison.Ordinal);
        Assert.True(_session.Value("$before -eq \"$($net.Layers.Weights)$($net.Layers.Biases)\" -and $net.History.Count -eq 0"));
    }

    // A property that refuses its value reports through the engine, with the module's own exception inside.
    private static Exception Fault(ErrorRecord error)
    {
        Exception? exception = error.Exception;
        while (exception is not null && exception.GetType().Name != "BackpropException")
        {
            exception = exception.InnerException;
        }

        return exception ?? error.Exception;
    }
}
