using Ecom.Models;

namespace Ecom.Recommendation.Search;

/// <summary>
/// A family's hyper-parameters and where to look: settings known to be good first, then seeded random draws without end.
/// </summary>
public sealed class ParameterSpace
{
    private const int Draws = 400;
    private readonly List<Func<Parameters, Random, Parameters>> _dimensions = [];
    private readonly List<Parameters> _known = [];
    private readonly List<(string Name, double Value)> _fixed = [];

    /// <summary>A setting to try before any random one.</summary>
    public ParameterSpace Known(Parameters parameters)
    {
        _known.Add(parameters);
        return this;
    }

    /// <summary>Uniform on a logarithmic scale, rounded to two significant digits.</summary>
    public ParameterSpace Log(string name, double low, double high)
    {
        _dimensions.Add((p, r) => p.With(name, Round(Math.Exp(Math.Log(low) + (r.NextDouble() * Math.Log(high / low))))));
        return this;
    }

    public ParameterSpace Choice(string name, params double[] values)
    {
        _dimensions.Add((p, r) => p.With(name, values[r.Next(values.Length)]));
        return this;
    }

    public ParameterSpace Choice(string name, params string[] values)
    {
        _dimensions.Add((p, r) => p.With(name, values[r.Next(values.Length)]));
        return this;
    }

    /// <summary>Fixes a dimension whatever the known settings and the draws say, such as a decay over data without order.</summary>
    public ParameterSpace Fixed(bool when, string name, double value)
    {
        if (when) _fixed.Add((name, value));
        return this;
    }

    /// <summary>Known settings, then draws; none twice. Deterministic for a seed.</summary>
    public IEnumerable<Parameters> Proposals(int seed)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameters in _known.Select(Fix))
            if (given.Add(parameters.ToString())) yield return parameters;
        var random = new Random(seed);
        for (var draw = 0; draw < Draws; draw++)
        {
            var parameters = Fix(_dimensions.Aggregate(Parameters.None, (p, dimension) => dimension(p, random)));
            if (given.Add(parameters.ToString())) yield return parameters;
        }
    }

    private Parameters Fix(Parameters parameters) => _fixed.Aggregate(parameters, (p, f) => p.With(f.Name, f.Value));

    private static double Round(double value)
    {
        var digit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        var rounded = Math.Round(value / digit) * digit;
        return double.Parse(rounded.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}
