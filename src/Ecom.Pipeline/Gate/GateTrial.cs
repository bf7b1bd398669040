using System.Globalization;
using Ecom.Evaluation.Statistics;
using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Gate;

/// <summary>One sitting of the gate: makes the comparisons and keeps the reasons.</summary>
internal sealed class GateTrial(GateInput input)
{
    private const string Metric = "ndcg@20";
    private const int Seed = 1;
    private readonly Dictionary<string, string> _why = [];
    private readonly Dictionary<string, List<GateComparison>> _comparisons = [];

    public void Say(GateCandidate candidate, string reason) => _why[candidate.Name] = reason;

    public GateDecision Nothing(string decision) => new(null, decision, _why, Made());

    public GateDecision Promote(GateCandidate winner, string decision)
    {
        Say(winner, decision);
        return new GateDecision(winner.Name, decision, _why, Made());
    }

    /// <summary>Finite, not empty-handed, and not one list for everybody by accident of a broken fit.</summary>
    public bool IsSound(GateCandidate candidate)
    {
        var problem = candidate.Ndcg.Any(v => !float.IsFinite(v)) ? "a metric is not finite"
            : candidate.Ndcg.Length > 0 && candidate.Mean <= 0 ? "it finds nothing for anybody"
            : candidate.Coverage <= 0 ? "it recommends nothing"
            : null;
        if (problem is not null) Say(candidate, $"Sanity check failed: {problem}.");
        return problem is null;
    }

    /// <summary>The challengers that beat the champion's recipe at the family-wise level.</summary>
    public IReadOnlyList<GateCandidate> WinsOver(GateCandidate champion, IReadOnlyList<GateCandidate> challengers)
    {
        var raw = challengers.Select(c => Measure(c, champion, all: true)).ToList();
        var adjusted = Holm.Adjust([.. raw.Select(r => r.P)]);
        var wins = new List<GateCandidate>();
        for (var i = 0; i < challengers.Count; i++)
        {
            var comparison = raw[i] with { AdjustedP = adjusted[i] };
            Note(challengers[i], comparison);
            if (comparison.Difference > 0 && adjusted[i] < input.Alpha) wins.Add(challengers[i]);
            else Say(challengers[i], $"No proven win over the champion's recipe: NDCG@20 {Signed(comparison.Relative)}, Holm-corrected p = {Number(adjusted[i])}.");
        }
        return wins;
    }

    /// <summary>Drops augmented candidates that do not beat their unaugmented twin, or lose on warm users.</summary>
    public IReadOnlyList<GateCandidate> WithEarnedAugmentation(IReadOnlyList<GateCandidate> candidates)
    {
        var augmented = candidates.Where(c => c.Augmented && Twin(c) is not null).ToList();
        var raw = augmented.Select(c => Measure(c, Twin(c)!, all: true)).ToList();
        var adjusted = Holm.Adjust([.. raw.Select(r => r.P)]);
        var kept = candidates.Where(c => !c.Augmented).ToList();
        for (var i = 0; i < augmented.Count; i++)
        {
            var candidate = augmented[i];
            var comparison = raw[i] with { AdjustedP = adjusted[i] };
            var warm = Measure(candidate, Twin(candidate)!, all: false);
            Note(candidate, comparison);
            Note(candidate, warm);
            if (comparison.Difference <= 0 || adjusted[i] >= input.Alpha)
                Say(candidate, $"The augmentation has not earned its place: NDCG@20 {Signed(comparison.Relative)} against {comparison.Against}, Holm-corrected p = {Number(adjusted[i])}.");
            else if (warm.Relative < -input.Tolerance)
                Say(candidate, $"The augmentation loses {Signed(warm.Relative)} NDCG@20 on warm users.");
            else
                kept.Add(candidate);
        }
        foreach (var orphan in candidates.Where(c => c.Augmented && Twin(c) is null))
            Say(orphan, "Its unaugmented twin was not measured, so the augmentation cannot be judged.");
        return kept;
    }

    public void Compare(GateCandidate candidate, GateCandidate other) => Note(candidate, Measure(candidate, other, all: true));

    private GateCandidate? Twin(GateCandidate candidate) =>
        input.Candidates.FirstOrDefault(c => c.Model == candidate.Model && !c.Augmented);

    private GateComparison Measure(GateCandidate candidate, GateCandidate other, bool all)
    {
        if (candidate.Ndcg.Length != other.Ndcg.Length)
            throw new InvalidOperationException($"{candidate.Name} and {other.Name} were not measured on the same gate users.");
        var users = Enumerable.Range(0, candidate.Ndcg.Length).Where(u => all || input.Warm[u]).ToArray();
        float[] a = [.. users.Select(u => candidate.Ndcg[u])];
        float[] b = [.. users.Select(u => other.Ndcg[u])];
        var test = PairedTest.Compare(a, b, Seed);
        var baseline = b.Length == 0 ? 0 : b.Average(v => (double)v);
        return new GateComparison(
            other.Name, Metric, all ? "all" : "warm-users", test.Difference, baseline <= 0 ? 0 : test.Difference / baseline, test.PTwoSided);
    }

    private void Note(GateCandidate candidate, GateComparison comparison)
    {
        if (!_comparisons.TryGetValue(candidate.Name, out var list)) _comparisons[candidate.Name] = list = [];
        list.Add(comparison);
    }

    private Dictionary<string, IReadOnlyList<GateComparison>> Made() =>
        _comparisons.ToDictionary(c => c.Key, IReadOnlyList<GateComparison> (c) => c.Value);

    private static string Signed(double share) => share.ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
