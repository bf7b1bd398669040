using Ecom.Models.Jobs;

namespace Ecom.Trainer.Search;

/// <summary>
/// Successive halving (Jamieson, Talwalkar 2016): many recipes on a ninth of the customers, the best third of them on a third, the best of those on all. The best recipe without augmentation goes
/// on in every round, and in the last one each augmented recipe meets its own model without augmentation: what wins, wins by augmentation, on equal data.
/// </summary>
internal sealed class HalvingSearch(int maximumTrials, double budgetSeconds, TimeProvider time)
{
    private const int Keep = 3;
    private static readonly double[] Shares = [1.0 / 9, 1.0 / 3, 1];

    /// <param name="pool">What may be tried, most promising first.</param>
    /// <param name="plain">A recipe without its augmentation; itself where it has none.</param>
    /// <param name="score">Measures a recipe fitted on a share of the customers; higher is better.</param>
    /// <param name="told">Receives each trial as it ends.</param>
    /// <returns>The best of the largest share that was reached, the first of equals, which are the ones without augmentation; and all trials.</returns>
    public (Recipe Best, IReadOnlyList<TrainerTrial> Trials) Run(
        IReadOnlyList<Recipe> pool, Func<Recipe, Recipe> plain, Func<Recipe, double, double> score, Action<TrainerTrial, int>? told = null)
    {
        var start = time.GetTimestamp();
        var trials = new List<TrainerTrial>();
        // Rounds of n, n/3 and n/9 recipes, the last with as many twins, and one unaugmented recipe in each.
        var first = Math.Clamp((int)((maximumTrials - Shares.Length) / (1 + 1.0 / Keep + 2.0 / (Keep * Keep))), 1, pool.Count);
        IReadOnlyList<Recipe> round = [plain(pool[0]), .. pool.Take(first)];
        for (var r = 0; r < Shares.Length; r++)
        {
            if (r == Shares.Length - 1) round = [.. round.Select(plain), .. round];
            // Unaugmented ones first: a round that runs out of time has them.
            round = [.. round.DistinctBy(Key).OrderBy(recipe => IsPlain(recipe) ? 0 : 1)];
            var scored = new List<(Recipe Recipe, double Score)>();
            foreach (var recipe in round)
            {
                if (trials.Count > 0 && (trials.Count >= maximumTrials || time.GetElapsedTime(start).TotalSeconds >= budgetSeconds)) break;
                var begin = time.GetTimestamp();
                scored.Add((recipe, score(recipe, Shares[r])));
                trials.Add(new TrainerTrial(recipe.Model, recipe.Augment, scored[^1].Score, time.GetElapsedTime(begin).TotalSeconds, Shares[r]));
                told?.Invoke(trials[^1], trials.Count);
            }
            if (scored.Count == 0) break;
            var ranked = scored.OrderByDescending(s => s.Score).Select(s => s.Recipe).ToArray();
            round = [ranked.FirstOrDefault(IsPlain) ?? plain(ranked[0]), .. ranked.Take(Math.Max(1, scored.Count / Keep))];
        }
        var reached = trials.Max(t => t.Share);
        var best = trials.Where(t => t.Share == reached).MaxBy(t => t.Score)!;
        return (new Recipe(best.ModelParameters, best.AugmentParameters), trials);

        bool IsPlain(Recipe recipe) => Key(plain(recipe)) == Key(recipe);
    }

    private static string Key(Recipe recipe) => $"{recipe.Model}|{recipe.Augment}";
}
