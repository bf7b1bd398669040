using Ecom.Data.Folds;
using Ecom.Models.Scoring;
using Ecom.Search;
using Ecom.Search.Learning;
using Ecom.Search.Text;

namespace Ecom.Trainer.Relevance;

/// <summary>
/// Judgements by behaviour (Joachims 2002): a query's candidates are what the index finds best, as serving does; those that customers dealt with after it are the better the
/// nearer their events' weight is to that of the query's best product, the others are not relevant.
/// </summary>
internal static class SearchJudgements
{
    /// <summary>Grades are 0 to this.</summary>
    public const int Best = 3;

    /// <summary>The queries with the most behaviour are taken: more would take long and say little that these do not.</summary>
    public const int MostQueries = 500;

    /// <returns>Queries with something to order, and the index's scores of their products.</returns>
    /// <param name="folds">What customers did.</param>
    /// <param name="popularity">By item, before the searches.</param>
    /// <param name="index">Over the same items.</param>
    /// <param name="features">Of that index.</param>
    public static (JudgedQuery[] Queries, float[][] IndexScores) Of(FoldSet folds, float[] popularity, SearchIndex index, CandidateFeatures features)
    {
        var queries = new List<JudgedQuery>();
        var indexScores = new List<float[]>();
        foreach (var searched in folds.Searches.GroupBy(s => s.Query, StringComparer.Ordinal).OrderByDescending(g => g.Sum(s => s.Weight)).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            if (queries.Count == MostQueries) break;
            var (text, items, scores) = Candidates(index, searched.Key, folds);
            var weights = searched.ToDictionary(s => s.Item, s => s.Weight);
            var found = items.Select(i => weights.GetValueOrDefault(i)).ToArray();
            var most = found.DefaultIfEmpty().Max();
            if (most <= 0) continue;
            var relevance = found.Select(w => Math.Round(Best * w / most)).ToArray();
            if (relevance.Min() > 0) continue;
            SearchCandidate[] candidates = [.. items.Select((item, c) => new SearchCandidate(folds.Items[item], scores[c], popularity[item]))];
            queries.Add(new JudgedQuery(queries.Count, text, relevance, written => features.Of(written, candidates)));
            indexScores.Add(scores);
        }
        return ([.. queries], [.. indexScores]);
    }

    private static (string Text, int[] Items, float[] Scores) Candidates(SearchIndex index, string query, FoldSet folds)
    {
        using var matches = index.Find(query, Synonyms.None);
        var kept = Enumerable.Range(0, matches.Count).Where(m => !folds.Items[matches.Items[m]].Deleted).ToArray();
        var scores = new float[kept.Length];
        for (var k = 0; k < kept.Length; k++) scores[k] = matches.Scores[kept[k]];
        var best = TopK.Select(scores, SearchRanker.Depth);
        var items = new int[best.Length];
        for (var b = 0; b < best.Length; b++) items[b] = matches.Items[kept[best[b].Item]];
        return (matches.Corrected ?? query, items, [.. best.Select(b => b.Score)]);
    }
}
