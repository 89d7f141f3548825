using System.Globalization;

namespace PSBackprop.Engine.Tests;

/// <summary>Data and files are the same in every culture; only what people read follows theirs.</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fr-FR")]
    public void Numbers_names_and_files_do_not_change_with_the_culture(string name)
    {
        string expected = Written("en-US");
        Assert.Equal(expected, Written(name));
    }

    private static string Written(string name)
    {
        var before = CultureInfo.CurrentCulture;
        string path = Path.GetTempFileName();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture;
            using var session = new Session();
            Assert.Equal(name, session.Value("[cultureinfo]::CurrentCulture.Name"));
            var written = session.Run($"New-Network 2,@{{ units = 3; activation = 'silu' }},1 -OutputActivation sigmoid -Seed 1 | Invoke-Training -InputData @(('0.5','-1e-1'),('1.25',0)) -TargetData '0.5','1' -Epoch 3 -Loss MeanSquaredError | Export-Network '{path}'");
            Assert.Empty(written.Errors);
            Assert.Equal("NotANumber", session.Fault($"Import-Network '{path}' | Get-Prediction -InputData @(,('1,5',0))").FullyQualifiedErrorId.Split(',')[0]);
            return File.ReadAllText(path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.DefaultThreadCurrentCulture = null;
            File.Delete(path);
        }
    }
}
