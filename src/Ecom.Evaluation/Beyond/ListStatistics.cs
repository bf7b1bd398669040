using Ecom.Evaluation.Ranking;

namespace Ecom.Evaluation.Beyond;

/// <summary>
/// Figures of all lists together, by cut-off: catalogue coverage, Gini coefficient of how often items are shown, novelty as mean
/// self-information −log₂((users of the item + 1)/(users + 1)) (Vargas and Castells 2011), and intra-list diversity.
/// </summary>
internal sealed class ListStatistics
{
    /// <summary>Lists that diversity is averaged over at most: it is quadratic in the list.</summary>
    private const int DiversitySample = 1000;

    private readonly RankingOptions _options;
    private readonly int _rows;
    private readonly int[][] _shown;
    private readonly double[] _information;
    private readonly double[][] _novelty;
    private readonly double[][] _diversity;
    private readonly IItemDistance _distance;
    private readonly int _every;

    public ListStatistics(RankingTask task, RankingOptions options, int[] users)
    {
        _options = options;
        _rows = users.Length;
        var items = task.FitCounts.Count;
        _shown = [.. options.CutOffs.Select(_ => new int[items])];
        _information = [.. task.FitCounts.Select(c => -Math.Log2((c + 1.0) / (task.FitUsers + 1.0)))];
        _novelty = [.. options.CutOffs.Select(_ => new double[users.Length])];
        _diversity = [.. options.CutOffs.Select(_ => new double[users.Length])];
        _every = Math.Max(1, users.Length / DiversitySample);
        _distance = task.Categories is { } categories && categories.Any(c => c is not null)
            ? new CategoryDistance(categories)
            : new CosineDistance(task.History);
    }

    /// <summary>Safe for concurrent callers with different rows.</summary>
    public void Add(int user, int row, ReadOnlySpan<int> list)
    {
        for (var c = 0; c < _options.CutOffs.Count; c++)
        {
            var cut = list[..Math.Min(_options.CutOffs[c], list.Length)];
            var information = 0.0;
            foreach (var item in cut)
            {
                Interlocked.Increment(ref _shown[c][item]);
                information += _information[item];
            }
            _novelty[c][row] = cut.Length == 0 ? 0 : information / cut.Length;
            _diversity[c][row] = row % _every == 0 ? Diversity(cut) : double.NaN;
        }
    }

    public IReadOnlyDictionary<string, double> Summarise()
    {
        var figures = new Dictionary<string, double>();
        if (_rows == 0) return figures;
        for (var c = 0; c < _options.CutOffs.Count; c++)
        {
            var k = _options.CutOffs[c];
            figures[$"coverage@{k}"] = _shown[c].Count(s => s > 0) / (double)_shown[c].Length;
            figures[$"gini@{k}"] = Gini.Of(_shown[c]);
            figures[$"novelty@{k}"] = _novelty[c].Average();
            figures[$"diversity@{k}"] = _diversity[c].Where(d => !double.IsNaN(d)).DefaultIfEmpty(0).Average();
        }
        return figures;
    }

    private double Diversity(ReadOnlySpan<int> list)
    {
        if (list.Length < 2) return 0;
        var sum = 0.0;
        for (var a = 0; a < list.Length; a++)
            for (var b = a + 1; b < list.Length; b++) sum += _distance.Between(list[a], list[b]);
        return sum / (list.Length * (list.Length - 1) / 2.0);
    }
}
