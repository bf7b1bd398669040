using Ecom.Pipeline.Gate;

namespace Ecom.Pipeline.Tests.Gate;

public sealed class PromotionGateTests
{
    private const int Users = 200;

    [Fact]
    public void The_first_run_promotes_the_best_unaugmented_model()
    {
        var decision = PromotionGate.Decide(Input([Candidate("popularity", 0.1f), Candidate("ease", 0.3f)]));

        Assert.Equal("ease", decision.Winner);
        Assert.Contains("First model", decision.Decision, StringComparison.Ordinal);
        Assert.Contains("ease has", decision.Why["popularity"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_augmented_model_must_beat_its_twin_even_on_the_first_run()
    {
        var twin = Candidate("ease", 0.3f, noise: 0.2f, seed: 1);
        var augmented = Candidate("ease+vae", 0.301f, noise: 0.2f, seed: 2);

        var decision = PromotionGate.Decide(Input([twin, augmented]));

        Assert.Equal("ease", decision.Winner);
        Assert.Contains("not earned its place", decision.Why["ease+vae"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_augmented_model_with_a_proven_gain_wins()
    {
        var decision = PromotionGate.Decide(Input([Candidate("ease", 0.3f, 0.01f, 1), Candidate("ease+vae", 0.35f, 0.01f, 2)]));

        Assert.Equal("ease+vae", decision.Winner);
        Assert.Contains(decision.Comparisons["ease+vae"], c => c.Against == "ease" && c.Slice == "warm-users");
    }

    [Fact]
    public void An_augmented_model_that_pays_with_warm_users_is_refused()
    {
        // Cold users gain a lot, warm ones lose a little more than the tolerance.
        var twin = Candidate("ease", 0.3f);
        var augmented = twin with
        {
            Name = "ease+vae", Augment = "vae", Recipe = "ease+vae",
            Ndcg = [.. Enumerable.Range(0, Users).Select(u => u < Users / 2 ? 0.6f : 0.29f)],
        };
        var warm = Enumerable.Range(0, Users).Select(u => u >= Users / 2).ToList();

        var decision = PromotionGate.Decide(Input([twin, augmented]) with { Warm = warm });

        Assert.Equal("ease", decision.Winner);
        Assert.Contains("warm users", decision.Why["ease+vae"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_challenger_needs_a_proven_win_over_the_champions_recipe()
    {
        var champion = Candidate("champion", 0.3f, 0.2f, 1);
        var lucky = Candidate("ease", 0.302f, 0.2f, 2);

        var decision = PromotionGate.Decide(Input([lucky]) with { Champion = champion });

        Assert.Equal("champion", decision.Winner);
        Assert.Contains("No proven win", decision.Why["ease"], StringComparison.Ordinal);
        Assert.NotNull(decision.Comparisons["ease"][0].AdjustedP);
    }

    [Fact]
    public void The_correction_counts_all_challengers()
    {
        // One comparison at p just under .05 wins alone, and does not among five.
        var champion = Candidate("champion", 0.3f, 0.1f, 1);
        var good = Edge(champion, "good", 0.0175f);
        var alone = PromotionGate.Decide(Input([good]) with { Champion = champion });
        var crowd = PromotionGate.Decide(Input(
            [good, .. Enumerable.Range(0, 9).Select(i => Candidate($"other{i}", 0.3f, 0.1f, 100 + i))]) with { Champion = champion });

        Assert.Equal("good", alone.Winner);
        Assert.Equal("champion", crowd.Winner);
    }

    [Fact]
    public void A_challenger_with_a_proven_win_is_promoted()
    {
        var decision = PromotionGate.Decide(
            Input([Candidate("ease", 0.35f, 0.01f, 2)]) with { Champion = Candidate("champion", 0.3f, 0.01f, 1) });

        Assert.Equal("ease", decision.Winner);
        Assert.Contains("Beaten by ease", decision.Why["champion"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refresh_within_tolerance_of_the_served_model_is_promoted()
    {
        var decision = PromotionGate.Decide(Input([]) with
        {
            Champion = Candidate("champion", 0.2985f), Served = Candidate("served", 0.3f),
        });

        Assert.Equal("champion", decision.Winner);
    }

    [Fact]
    public void A_refresh_that_loses_more_than_the_tolerance_is_not()
    {
        var decision = PromotionGate.Decide(Input([]) with
        {
            Champion = Candidate("champion", 0.29f), Served = Candidate("served", 0.3f),
        });

        Assert.Null(decision.Winner);
        Assert.Contains("3.3%", decision.Decision.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_served_model_has_seen_the_gate_only_sanity_counts()
    {
        Assert.Equal("champion", PromotionGate.Decide(Input([]) with { Champion = Candidate("champion", 0.01f) }).Winner);
        Assert.Null(PromotionGate.Decide(Input([]) with { Champion = Candidate("champion", 0f) }).Winner);
        Assert.Null(PromotionGate.Decide(Input([]) with { Champion = Candidate("champion", float.NaN) }).Winner);
    }

    [Fact]
    public void Nothing_trained_promotes_nothing()
    {
        var decision = PromotionGate.Decide(Input([]));

        Assert.Null(decision.Winner);
        Assert.Contains("No candidate", decision.Decision, StringComparison.Ordinal);
    }

    [Fact]
    public void The_champions_own_recipe_is_not_its_challenger()
    {
        var champion = Candidate("champion", 0.3f);
        var decision = PromotionGate.Decide(Input([champion with { Name = "ease" }]) with { Champion = champion });

        Assert.Equal("champion", decision.Winner);
        Assert.Equal("This is the champion's recipe.", decision.Why["ease"]);
    }

    [Fact]
    public void Candidates_measured_on_other_users_are_an_error()
    {
        var other = Candidate("ease", 0.3f) with { Ndcg = new float[Users - 1] };
        Assert.Throws<InvalidOperationException>(() =>
            PromotionGate.Decide(Input([other]) with { Champion = Candidate("champion", 0.3f) }));
    }

    [Fact]
    public void A_model_carried_on_is_held_to_the_served_one()
    {
        var served = Candidate("served", 0.3f);
        var near = PromotionGate.Decide(Input([]) with { Carried = Candidate("carried", 0.298f), Served = served });
        Assert.Equal("carried", near.Winner);
        Assert.Contains(near.Comparisons["carried"], c => c.Against == "served");

        var worse = PromotionGate.Decide(Input([]) with { Carried = Candidate("carried", 0.29f), Served = served });
        Assert.Null(worse.Winner);
        Assert.Contains("with the new data loses 3.3", worse.Decision, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_carried_on_that_is_broken_is_refused_even_where_nothing_can_be_compared()
    {
        Assert.Equal("carried", PromotionGate.Decide(Input([]) with { Carried = Candidate("carried", 0.1f) }).Winner);
        Assert.Null(PromotionGate.Decide(Input([]) with { Carried = Candidate("carried", 0f) }).Winner);
        Assert.Null(PromotionGate.Decide(Input([]) with { Carried = Candidate("carried", float.NaN) }).Winner);
    }

    private static GateInput Input(IReadOnlyList<GateCandidate> candidates) => new()
    {
        Candidates = candidates,
        Warm = [.. Enumerable.Repeat(true, Users)],
        Tolerance = 0.01,
        Alpha = 0.05,
    };

    private static GateCandidate Candidate(string name, float mean, float noise = 0, int seed = 0)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, Users).Select(_ => mean + (noise * ((float)random.NextDouble() - 0.5f))).ToArray();
        var shift = mean - values.Average();
        var parts = name.Split('+');
        return new GateCandidate(
            name, parts[0], parts.Length > 1 ? parts[1] : "none", name, [.. values.Select(v => float.IsNaN(mean) ? v : v + shift)], 0.5);
    }

    /// <summary>The champion's values plus a gain with noise of its own.</summary>
    private static GateCandidate Edge(GateCandidate champion, string name, float gain)
    {
        var noise = Candidate(name, 0, 0.35f, 7).Ndcg;
        return champion with { Name = name, Model = name, Recipe = name, Ndcg = [.. champion.Ndcg.Select((v, u) => v + gain + noise[u])] };
    }
}
