namespace Ecom.Evaluation.Ranking;

/// <summary>Collects values by user row; rows never set are left out at the end. Different rows may be set concurrently.</summary>
internal sealed class MetricTable
{
    private readonly IReadOnlyList<string> _names;
    private readonly float[][] _values;
    private readonly bool[] _set;

    public MetricTable(IReadOnlyList<string> names, int rows)
    {
        _names = names;
        _values = [.. names.Select(_ => new float[rows])];
        _set = new bool[rows];
    }

    public void Set(int row, ReadOnlySpan<double> values)
    {
        for (var m = 0; m < values.Length; m++) _values[m][row] = (float)values[m];
        _set[row] = true;
    }

    public PerUserMetrics ToMetrics(int[] users, UserSlice[] slices)
    {
        var kept = Enumerable.Range(0, _set.Length).Where(r => _set[r]).ToArray();
        return new(
            [.. kept.Select(r => users[r])], [.. kept.Select(r => slices[r])], _names,
            [.. _values.Select(v => kept.Select(r => v[r]).ToArray())]);
    }
}
