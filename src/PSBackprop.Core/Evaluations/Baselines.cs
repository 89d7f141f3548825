namespace PSBackprop.Evaluations;

/// <summary>
/// The simple forecasts that one has to be better than: each value as a season before (or the last value, without a season), the straight
/// line through all values by least squares, and the mean of the last season.
/// </summary>
internal sealed class Baselines
{
    private readonly double[] _values;
    private readonly int _period;

    // Sums of what is known up to a position, from which the line through it follows: of times, values, and both.
    private readonly double[] _count;
    private readonly double[] _time;
    private readonly double[] _square;
    private readonly double[] _value;
    private readonly double[] _product;

    /// <param name="values">A series; NaN where a value is not known.</param>
    /// <param name="period">The steps of a season; null if there is none.</param>
    public Baselines(double[] values, int? period)
    {
        _values = values;
        _period = period ?? 1;
        (_count, _time, _square, _value, _product) = (new double[values.Length + 1], new double[values.Length + 1], new double[values.Length + 1],
            new double[values.Length + 1], new double[values.Length + 1]);
        for (int t = 0; t < values.Length; t++)
        {
            bool isKnown = !double.IsNaN(values[t]);
            _count[t + 1] = _count[t] + (isKnown ? 1 : 0);
            _time[t + 1] = _time[t] + (isKnown ? t : 0);
            _square[t + 1] = _square[t] + (isKnown ? (double)t * t : 0);
            _value[t + 1] = _value[t] + (isKnown ? values[t] : 0);
            _product[t + 1] = _product[t] + (isKnown ? t * values[t] : 0);
        }
    }

    /// <summary>What they are called.</summary>
    public static IReadOnlyList<string> Names(int? period) => [period is null ? "last value" : "seasonal naive", "straight line", "mean of the last season"];

    /// <summary>What each says of a step, as <see cref="Names"/>; NaN for one that has too little to go by.</summary>
    /// <param name="origin">The first position that it may not know.</param>
    /// <param name="step">The step ahead, from 1.</param>
    public double[] Of(int origin, int step) => [Naive(origin, step), Line(origin, step), Mean(origin)];

    private double Naive(int origin, int step)
    {
        int place = origin - _period + ((step - 1) % _period);
        return place >= 0 ? _values[place] : double.NaN;
    }

    private double Line(int origin, int step)
    {
        double count = _count[origin];
        double spread = (count * _square[origin]) - (_time[origin] * _time[origin]);
        if (!(spread > 0))
        {
            return double.NaN;
        }

        double slope = ((count * _product[origin]) - (_time[origin] * _value[origin])) / spread;
        return ((_value[origin] - (slope * _time[origin])) / count) + (slope * (origin + step - 1));
    }

    private double Mean(int origin)
    {
        int first = Math.Max(origin - _period, 0);
        double count = _count[origin] - _count[first];
        return count > 0 ? (_value[origin] - _value[first]) / count : double.NaN;
    }
}
