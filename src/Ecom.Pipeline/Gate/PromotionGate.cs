using System.Globalization;
using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Gate;

/// <summary>
/// Decides what a refresh promotes. Recipes are compared, each fitted on the same train fold, by NDCG@20 per user on the gate fold. A challenger needs a paired win
/// over the champion's recipe, Holm-corrected over all challengers (Holm 1979); an augmented one must also beat its unaugmented twin and not lose on warm users.
/// Without a winner the champion's recipe is refitted, if it is not worse than the served model; the served model carried on is held to the same. The first run promotes the best.
/// </summary>
public static class PromotionGate
{
    public static GateDecision Decide(GateInput input)
    {
        var trial = new GateTrial(input);
        if (input.Carried is not null) return Carry(input, input.Carried, trial);
        if (input.Candidates.Count == 0 && input.Champion is null)
            return trial.Nothing("No candidate could be trained; the served model stays.");
        return input.Champion is null ? First(input, trial) : Challenge(input, input.Champion, trial);
    }

    private static GateDecision First(GateInput input, GateTrial trial)
    {
        var eligible = trial.WithEarnedAugmentation(input.Candidates);
        var sound = eligible.Where(c => trial.IsSound(c)).OrderByDescending(c => c.Mean).ThenBy(c => c.Augmented).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        if (sound.Count == 0) return trial.Nothing("No candidate passed the sanity checks; nothing is promoted.");
        var best = sound[0];
        foreach (var other in sound.Skip(1))
            trial.Say(other, $"NDCG@20 {Number(other.Mean)}; {best.Name} has {Number(best.Mean)}.");
        var sentence = $"First model: {best.Name} is the best of {input.Candidates.Count} with NDCG@20 {Number(best.Mean)} on the gate fold.";
        return trial.Promote(best, sentence);
    }

    private static GateDecision Challenge(GateInput input, GateCandidate champion, GateTrial trial)
    {
        var challengers = input.Candidates.Where(c => c.Recipe != champion.Recipe).ToList();
        foreach (var same in input.Candidates.Except(challengers)) trial.Say(same, "This is the champion's recipe.");

        var wins = trial.WinsOver(champion, challengers);
        var winners = trial.WithEarnedAugmentation(wins)
            .Where(c => trial.IsSound(c)).OrderByDescending(c => c.Mean).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        if (winners.Count > 0)
        {
            foreach (var other in winners.Skip(1)) trial.Say(other, $"Also beats the champion's recipe, but {winners[0].Name} has the higher NDCG@20.");
            trial.Say(champion, $"Beaten by {winners[0].Name}.");
            return trial.Promote(winners[0], $"{winners[0].Name} beats the champion's recipe: NDCG@20 {Number(winners[0].Mean)} against {Number(champion.Mean)}.");
        }
        return Refresh(input, champion, trial, challengers.Count);
    }

    private static GateDecision Refresh(GateInput input, GateCandidate champion, GateTrial trial, int challengers)
    {
        var lead = challengers == 0 ? "" : $"None of {challengers} challengers beats the champion's recipe. ";
        return Replace(input, champion, trial, $"{lead}The champion's recipe on the new data", $"{lead}The champion's recipe is refitted on the new data");
    }

    private static GateDecision Carry(GateInput input, GateCandidate carried, GateTrial trial)
    {
        const string Subject = "The served model carried on with the new data";
        return Replace(input, carried, trial, Subject, $"{Subject} is promoted");
    }

    /// <summary>What stands for the served model on the new data takes its place, unless it is worse.</summary>
    private static GateDecision Replace(GateInput input, GateCandidate next, GateTrial trial, string subject, string unmeasured)
    {
        if (!trial.IsSound(next)) return trial.Nothing($"{subject} fails the sanity checks; the served model stays.");
        if (input.Served is not { } served)
            return trial.Promote(next, $"{unmeasured} (the served model has seen gate rows: sanity checks only).");

        trial.Compare(next, served);
        var loss = served.Mean <= 0 ? 0 : 1 - (next.Mean / served.Mean);
        return loss > input.Tolerance
            ? trial.Nothing($"{subject} loses {loss.ToString("P1", CultureInfo.InvariantCulture)} NDCG@20 to the served model; the served model stays.")
            : trial.Promote(next, $"{subject} is not worse than the served model: NDCG@20 {Number(next.Mean)} against {Number(served.Mean)}.");
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
