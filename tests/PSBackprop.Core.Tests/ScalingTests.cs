using PSBackprop.Scalings;

namespace PSBackprop.Core.Tests;

/// <summary>Numbers are scaled by the middle and the spread that each scaling says.</summary>
public sealed class ScalingTests
{
    // The textbook's example of a standard deviation: mean 5, variance 4.
    private static readonly double[] s_numbers = [2, 4, 4, 4, 5, 5, 7, 9];

    [Theory]
    [InlineData(Scaling.Standard, 5, 2)]
    [InlineData(Scaling.MinMax, 2, 7)]
    [InlineData(Scaling.None, 0, 1)]
    [InlineData(Scaling.Robust, 4.5, 1.5)]
    public void Offset_and_scale_are_those_of_the_formula(Scaling scaling, double offset, double scale)
    {
        Assert.Equal((offset, scale), ScalingFamily.All[scaling].Fit(NumberStatistics.Of(s_numbers)));
        Assert.Equal(scaling == Scaling.None, ScalingFamily.All[scaling].Formula("x", offset, scale) is null);
    }

    [Fact]
    public void Numbers_without_spread_are_divided_by_1_and_none_are_left_alone()
    {
        foreach (ScalingMember scaling in ScalingFamily.All.Members)
        {
            Assert.Equal(1, scaling.Fit(NumberStatistics.Of([3, 3, 3])).Scale);
            Assert.Equal(1, scaling.Fit(NumberStatistics.Of([0.1, Math.BitIncrement(0.1)])).Scale);
            Assert.InRange(scaling.Fit(NumberStatistics.Of([-1.7e308, 1.7e308])).Scale, 1, double.MaxValue);
            Assert.Equal((0, 1), scaling.Fit(NumberStatistics.Of([])));
        }
    }
}
