using Ecom.Evaluation.Ranking;
using Ecom.Evaluation.Statistics;

namespace Ecom.Local.Bench;

/// <summary>Adds the paired tests between rows.</summary>
internal static class BenchComparisons
{
    public static IReadOnlyList<BenchResult> Add(IReadOnlyList<BenchResult> results, string metric, int seed)
    {
        var users = results.Select(r => r.UsersFile is null ? null : PerUserMetrics.Read(r.UsersFile)).ToArray();
        var best = -1;
        for (var r = 0; r < results.Count; r++)
            if (users[r] is not null && (best < 0 || results[r].Metrics[metric] > results[best].Metrics[metric])) best = r;
        if (best < 0) return results;

        var compared = results.ToArray();
        var others = Enumerable.Range(0, results.Count).Where(r => r != best && users[r] is not null).ToArray();
        var tests = others.Select(r => PairedTest.Compare(users[r]!, users[best]!, metric, seed)).ToArray();
        var corrected = Holm.Adjust([.. tests.Select(t => t.PTwoSided)]);
        for (var t = 0; t < others.Length; t++)
            compared[others[t]] = compared[others[t]] with { VersusBest = tests[t] with { PTwoSided = corrected[t] } };
        for (var r = 0; r < results.Count; r++)
        {
            if (users[r] is null || results[r].Augment == "none") continue;
            var twin = Array.FindIndex(compared, c => c.Model == results[r].Model && c.Augment == "none" && c.FittedOn == results[r].FittedOn);
            if (twin >= 0 && users[twin] is not null)
                compared[r] = compared[r] with { VersusUnaugmented = PairedTest.Compare(users[r]!, users[twin]!, metric, seed) };
        }
        return compared;
    }
}
