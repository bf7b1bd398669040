namespace Ecom.Evaluation.Experiments;

/// <summary>Count, mean and variance of values one after the other (Welford 1962).</summary>
public sealed class RunningMean
{
    private double _squares;

    public long Count { get; private set; }

    /// <summary>Values other than zero.</summary>
    public long NonZero { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Sample variance; 0 below two values.</summary>
    public double Variance => Count > 1 ? _squares / (Count - 1) : 0;

    public void Add(double value)
    {
        Count++;
        if (value != 0) NonZero++;
        var before = value - Mean;
        Mean += before / Count;
        _squares += before * (value - Mean);
    }
}
