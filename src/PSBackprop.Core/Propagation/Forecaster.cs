using PSBackprop.Data;
using PSBackprop.Data.Series;

namespace PSBackprop.Propagation;

/// <summary>Continues time series step by step: what a network says of a step is a value that it sees at the next.</summary>
internal static class Forecaster
{
    /// <summary>Forecasts from one or several times on.</summary>
    /// <param name="network">The network; its columns are of a time series.</param>
    /// <param name="windows">What makes its rows, of <paramref name="branch"/>.</param>
    /// <param name="branch">For each forecast the values before it and room for its steps.</param>
    /// <param name="history">How many positions of each are before its first step.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="unknown">What is done with unknown categories, and counts them; null for as the network says.</param>
    /// <param name="cancellationToken">Ends the forecasts.</param>
    /// <returns>The values in the target's own units, [forecasts][steps].</returns>
    /// <exception cref="BackpropException">A column that is known ahead has no value, or a forecast is beyond the range of numbers.</exception>
    public static double[][] Run(
        Network network,
        SeriesWindows windows,
        SeriesTable branch,
        int history,
        int steps,
        UnknownCategories? unknown,
        CancellationToken cancellationToken)
    {
        NetworkColumns columns = network.Columns!;
        NetworkSeries series = columns.Series!;
        int[] origins = [.. branch.Spans.Select(span => span.First + history)];
        double[][] values = [.. origins.Select(_ => new double[steps])];
        Predictor predictor = Predictor.Create(network, origins.Length);
        for (int first = 0; first < steps; first += series.Horizon)
        {
            Dataset rows = windows.Rows(Array.ConvertAll(origins, origin => origin + first), withTarget: false);
            DataMatrix input = DatasetEncoder.Inputs(columns, rows, unknown, range: null, cancellationToken);
            int forecast = 0;
            foreach (double[] output in predictor.Predict(input, cancellationToken))
            {
                for (int step = first; step < Math.Min(first + series.Horizon, steps); step++)
                {
                    values[forecast][step] = windows.Put(origins[forecast] + step, columns.Output[step - first].Decode(output[step - first]));
                }

                forecast++;
            }
        }

        return values;
    }
}
